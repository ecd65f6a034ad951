/* A preload library that puts the wall clock CLOCK_SHIFT seconds ahead; the monotonic clock stays as it is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

#define REAL(type, name, ...)       \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static long shift(void) {
  static long seconds = -1;
  if (seconds < 0) seconds = getenv("CLOCK_SHIFT") ? atol(getenv("CLOCK_SHIFT")) : 0;
  return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
  REAL(int, "clock_gettime", clockid_t, struct timespec *);
  int result = real(clock, at);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += shift();
  return result;
}

int gettimeofday(struct timeval *at, void *zone) {
  REAL(int, "gettimeofday", struct timeval *, void *);
  int result = real(at, zone);
  if (result == 0) at->tv_sec += shift();
  return result;
}

time_t time(time_t *at) {
  REAL(time_t, "time", time_t *);
  time_t now = real(NULL) + shift();
  if (at) *at = now;
  return now;
}
