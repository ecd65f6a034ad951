/*
 * A preload library that makes the n-th file operation of a kind below a folder fail.
 *
 * Set from inside by opening the path "/__iofault__/AT/DO/OPERATION/DIR", which answers ENOENT and starts counting anew.
 * What is done at the AT-th OPERATION:
 *   eio, enospc, emfile  fail with that error, once  short  write half, once
 *   full         from then on every write fails with ENOSPC
 *   kill         SIGKILL before the operation        after  SIGKILL after it
 * Operations: opening for writing, write, fsync, fdatasync, ftruncate, fchmod, close of a file below the folder; rename,
 * link, unlink, mkdir. Each is appended to the file IOF_LOG (environment) as "NUMBER NAME"; the one that was hit as
 * "HIT NAME".
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum action { GO, FAIL, SHORT, AFTER };

static int count, of_kind, at = -1, full, ready;
static char dir[1024], what[16], operation[16], log_path[1024];
static char ours[65536];

#define REAL(type, name, ...)                      \
  static type (*real)(__VA_ARGS__);                \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static void keep(char *to, size_t size, const char *value) { snprintf(to, size, "%s", value ? value : ""); }

static void prepare(void) {
  if (ready) return;
  ready = 1;
  keep(log_path, sizeof log_path, getenv("IOF_LOG"));
}

static int below(const char *path) {
  prepare();
  return dir[0] && path && !strncmp(path, dir, strlen(dir));
}

static void note(const char *text) {
  if (!log_path[0]) return;
  static int (*real_open)(const char *, int, ...);
  static ssize_t (*real_write)(int, const void *, size_t);
  static int (*real_close)(int);
  if (!real_open) real_open = dlsym(RTLD_NEXT, "open");
  if (!real_write) real_write = dlsym(RTLD_NEXT, "write");
  if (!real_close) real_close = dlsym(RTLD_NEXT, "close");
  int saved = errno;
  int fd = real_open(log_path, O_WRONLY | O_APPEND | O_CREAT, 0600);
  if (fd >= 0) {
    if (real_write(fd, text, strlen(text)) < 0) _exit(99);
    real_close(fd);
  }
  errno = saved;
}

static enum action hit(const char *name) {
  char line[128];
  int number = __sync_add_and_fetch(&count, 1);
  snprintf(line, sizeof line, "%d %s\n", number, name);
  note(line);
  if (strcmp(name, operation) || __sync_add_and_fetch(&of_kind, 1) != at) return GO;
  snprintf(line, sizeof line, "HIT %s\n", name);
  note(line);
  if (!strcmp(what, "eio")) { errno = EIO; return FAIL; }
  if (!strcmp(what, "enospc")) { errno = ENOSPC; return FAIL; }
  if (!strcmp(what, "emfile")) { errno = EMFILE; return FAIL; }
  if (!strcmp(what, "short")) return SHORT;
  if (!strcmp(what, "full")) { full = 1; return SHORT; }
  if (!strcmp(what, "kill")) { kill(getpid(), SIGKILL); pause(); }
  return !strcmp(what, "after") ? AFTER : GO;
}

static void die_after(enum action action) {
  if (action == AFTER) { kill(getpid(), SIGKILL); pause(); }
}

static int is_ours(int fd) { return fd >= 0 && fd < (int)sizeof ours && ours[fd]; }

static int control(const char *path) {
  static const char prefix[] = "/__iofault__/";
  if (!path || strncmp(path, prefix, sizeof prefix - 1)) return 0;
  char folder[1024] = "";
  prepare();
  full = 0;
  count = of_kind = 0;
  if (sscanf(path + sizeof prefix - 1, "%d/%15[^/]/%15[^/]%1023s", &at, what, operation, folder) == 4)
    keep(dir, sizeof dir, folder);
  errno = ENOENT;
  return 1;
}

#define OPEN(name)                                                        \
  int name(const char *path, int flags, ...) {                            \
    REAL(int, #name, const char *, int, ...);                             \
    va_list list;                                                         \
    va_start(list, flags);                                                \
    int mode = va_arg(list, int);                                         \
    va_end(list);                                                         \
    if (control(path)) return -1;                                         \
    enum action action = GO;                                              \
    int counted = below(path);                                            \
    if (counted && (flags & O_ACCMODE) != O_RDONLY) action = hit("open"); \
    if (action == FAIL) return -1;                                        \
    int fd = real(path, flags, mode);                                     \
    die_after(action);                                                    \
    if (fd >= 0 && fd < (int)sizeof ours) ours[fd] = (char)counted;       \
    return fd;                                                            \
  }
OPEN(open)
OPEN(open64)

/* The action for a write of `size` bytes; halves the size for a short one. */
static enum action before_write(int fd, size_t *size) {
  if (!is_ours(fd)) return GO;
  if (full == 2) { errno = ENOSPC; return FAIL; }
  enum action action = hit("write");
  if (full == 1) full = 2;
  if (action == SHORT && *size > 1) *size /= 2;
  return action;
}

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  enum action action = before_write(fd, &size);
  if (action == FAIL) return -1;
  ssize_t done = real(fd, bytes, size);
  die_after(action);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  enum action action = before_write(fd, &size);
  if (action == FAIL) return -1;
  ssize_t done = real(fd, bytes, size, offset);
  die_after(action);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) { return pwrite64(fd, bytes, size, offset); }

#define BY_FD(name, label, parameters, arguments, types) \
  int name parameters {                                  \
    REAL(int, #name, types);                             \
    if (!is_ours(fd)) return real arguments;             \
    enum action action = hit(label);                     \
    if (action == FAIL) return -1;                       \
    int result = real arguments;                         \
    die_after(action);                                   \
    return result;                                       \
  }
#define TYPES(...) __VA_ARGS__
BY_FD(fsync, "fsync", (int fd), (fd), TYPES(int))
BY_FD(fdatasync, "fdatasync", (int fd), (fd), TYPES(int))
BY_FD(ftruncate, "ftruncate", (int fd, off_t size), (fd, size), TYPES(int, off_t))
BY_FD(ftruncate64, "ftruncate", (int fd, off64_t size), (fd, size), TYPES(int, off64_t))
BY_FD(fchmod, "fchmod", (int fd, mode_t mode), (fd, mode), TYPES(int, mode_t))

int close(int fd) {
  REAL(int, "close", int);
  if (!is_ours(fd)) return real(fd);
  enum action action = hit("close");
  ours[fd] = 0;
  int result = real(fd);
  die_after(action);
  if (action == FAIL) { errno = EIO; return -1; }
  return result;
}

#define BY_PATH(name, path, parameters, arguments, types) \
  int name parameters {                                   \
    REAL(int, #name, types);                              \
    if (!below(path)) return real arguments;              \
    enum action action = hit(#name);                      \
    if (action == FAIL) return -1;                        \
    int result = real arguments;                          \
    die_after(action);                                    \
    return result;                                        \
  }
BY_PATH(rename, to, (const char *from, const char *to), (from, to), TYPES(const char *, const char *))
BY_PATH(link, to, (const char *from, const char *to), (from, to), TYPES(const char *, const char *))
BY_PATH(unlink, path, (const char *path), (path), TYPES(const char *))
BY_PATH(mkdir, path, (const char *path, mode_t mode), (path, mode), TYPES(const char *, mode_t))
