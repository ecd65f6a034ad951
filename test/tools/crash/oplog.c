/*
 * A preload library that records every change a program makes to the files below a folder, in the order in which the
 * system saw it, with all bytes: what a crash at any moment can leave is computed from the record afterwards.
 *
 * OPLOG_DIR is the folder, OPLOG_FILE the record. One operation at a time: whoever makes one holds the lock until it is in
 * the record, so that threads cannot change its order. A record is a line and, where the line ends with a length, so many
 * bytes and a line end:
 *
 *   O FD CREATED TRUNCATED MODE PATHLEN  open     W FD OFFSET LEN     write       T FD SIZE    ftruncate   M FD MODE  fchmod
 *   F FD  fsync    D FD  fdatasync             C FD  close                     K MODE PATHLEN  mkdir    X PATHLEN  rmdir
 *   U PATHLEN  unlink                          H MODE PATHLEN  chmod           R FROMLEN TO… / L …      rename, link
 *   S LEN  what the program wrote to standard output: what it has promised by then
 *
 * Only what succeeded is recorded. A call that changes files in a way that is not known here ends the program with 97.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(type, name, ...)                 \
  static type (*real)(__VA_ARGS__);           \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *dir;
static int record = -1;
/* What each file number of ours was opened on: libuv may close one by a call that is not seen here. */
static struct { char used; dev_t device; ino_t node; } ours[65536];
#define NUMBERS ((int)(sizeof ours / sizeof *ours))

static void all(const void *bytes, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  for (const char *at = bytes; size > 0;) {
    ssize_t done = real(record, at, size);
    if (done <= 0) _exit(98);
    at += done;
    size -= (size_t)done;
  }
}

__attribute__((constructor)) static void prepare(void) {
  REAL(int, "open64", const char *, int, ...);
  dir = getenv("OPLOG_DIR");
  const char *file = getenv("OPLOG_FILE");
  if (!dir || !file) return;
  record = real(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (record < 0) _exit(98);
  /* A program that this one starts is not recorded. */
  unsetenv("LD_PRELOAD");
}

static int below(const char *path) { return record >= 0 && path && !strncmp(path, dir, strlen(dir)); }

static int is_ours(int fd) {
  struct stat now;
  if (record < 0 || fd < 0 || fd >= NUMBERS || !ours[fd].used) return 0;
  if (fstat(fd, &now) == 0 && now.st_dev == ours[fd].device && now.st_ino == ours[fd].node) return 1;
  ours[fd].used = 0;
  return 0;
}

static void enter(void) { pthread_mutex_lock(&lock); }
static void leave(void) {
  int saved = errno;
  pthread_mutex_unlock(&lock);
  errno = saved;
}

static void line(const char *format, ...) {
  char text[256];
  va_list list;
  va_start(list, format);
  int length = vsnprintf(text, sizeof text, format, list);
  va_end(list);
  all(text, (size_t)length);
}

static void with_bytes(const void *bytes, size_t size) {
  all(bytes, size);
  all("\n", 1);
}

static void not_known(const char *name) {
  fprintf(stderr, "oplog: %s on a recorded file is not known here\n", name);
  _exit(97);
}

#define OPEN(name)                                                                    \
  int name(const char *path, int flags, ...) {                                        \
    REAL(int, #name, const char *, int, ...);                                         \
    va_list list;                                                                     \
    va_start(list, flags);                                                            \
    int mode = va_arg(list, int);                                                     \
    va_end(list);                                                                     \
    if (!below(path)) return real(path, flags, mode);                                 \
    enter();                                                                          \
    struct stat found;                                                                \
    int created = (flags & O_CREAT) && lstat(path, &found) != 0;                     \
    int fd = real(path, flags, mode);                                                 \
    if (fd >= NUMBERS) not_known("a file number this high");                          \
    if (fd >= 0) {                                                                    \
      fstat(fd, &found);                                                              \
      ours[fd].used = 1;                                                              \
      ours[fd].device = found.st_dev;                                                 \
      ours[fd].node = found.st_ino;                                                   \
      line("O %d %d %d %d %zu\n", fd, created, !!(flags & O_TRUNC), mode, strlen(path)); \
      with_bytes(path, strlen(path));                                                 \
    }                                                                                 \
    leave();                                                                          \
    return fd;                                                                        \
  }
OPEN(open)
OPEN(open64)

static void wrote(int fd, off64_t offset, const void *bytes, ssize_t done) {
  if (done <= 0) return;
  line("W %d %lld %zd\n", fd, (long long)offset, done);
  with_bytes(bytes, (size_t)done);
}

/* Where the next write without a position goes. */
static off64_t place(int fd) {
  struct stat now;
  if (fcntl(fd, F_GETFL) & O_APPEND) return fstat(fd, &now) == 0 ? now.st_size : -1;
  return lseek64(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (record >= 0 && fd == 1) {
    enter();
    ssize_t done = real(fd, bytes, size);
    if (done > 0) {
      line("S %zd\n", done);
      with_bytes(bytes, (size_t)done);
    }
    leave();
    return done;
  }
  if (!is_ours(fd)) return real(fd, bytes, size);
  enter();
  off64_t offset = place(fd);
  ssize_t done = real(fd, bytes, size);
  wrote(fd, offset, bytes, done);
  leave();
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  if (!is_ours(fd)) return real(fd, bytes, size, offset);
  enter();
  ssize_t done = real(fd, bytes, size, offset);
  wrote(fd, offset, bytes, done);
  leave();
  return done;
}

/* One piece after the other: a vector may be cut short at any of them. */
static ssize_t vector(int fd, const struct iovec *parts, int count, off64_t offset) {
  ssize_t total = 0;
  for (int n = 0; n < count; n += 1) {
    ssize_t done = offset < 0 ? write(fd, parts[n].iov_base, parts[n].iov_len)
                              : pwrite64(fd, parts[n].iov_base, parts[n].iov_len, offset + total);
    if (done < 0) return total > 0 ? total : -1;
    total += done;
    if ((size_t)done < parts[n].iov_len) break;
  }
  return total;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  return is_ours(fd) || (record >= 0 && fd == 1) ? vector(fd, parts, count, -1) : real(fd, parts, count);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
  REAL(ssize_t, "pwritev64", int, const struct iovec *, int, off64_t);
  return is_ours(fd) ? vector(fd, parts, count, offset) : real(fd, parts, count, offset);
}

ssize_t sendfile64(int to, int from, off64_t *offset, size_t count) {
  REAL(ssize_t, "sendfile64", int, int, off64_t *, size_t);
  if (is_ours(to)) not_known("sendfile");
  return real(to, from, offset, count);
}

#define BY_FD(name, parameters, arguments, types, ...) \
  int name parameters {                                \
    REAL(int, #name, types);                           \
    if (!is_ours(fd)) return real arguments;           \
    enter();                                           \
    int result = real arguments;                       \
    if (result == 0) line(__VA_ARGS__);                \
    leave();                                           \
    return result;                                     \
  }
#define TYPES(...) __VA_ARGS__
BY_FD(fsync, (int fd), (fd), TYPES(int), "F %d\n", fd)
BY_FD(fdatasync, (int fd), (fd), TYPES(int), "D %d\n", fd)
BY_FD(ftruncate64, (int fd, off64_t size), (fd, size), TYPES(int, off64_t), "T %d %lld\n", fd, (long long)size)
BY_FD(fchmod, (int fd, mode_t mode), (fd, mode), TYPES(int, mode_t), "M %d %u\n", fd, mode)

int close(int fd) {
  REAL(int, "close", int);
  if (!is_ours(fd)) return real(fd);
  enter();
  ours[fd].used = 0;
  line("C %d\n", fd);
  int result = real(fd);
  leave();
  return result;
}

#define BY_PATH(name, parameters, arguments, types, ...) \
  int name parameters {                                  \
    REAL(int, #name, types);                             \
    if (!below(path)) return real arguments;             \
    enter();                                             \
    int result = real arguments;                         \
    if (result == 0) {                                   \
      line(__VA_ARGS__, strlen(path));                   \
      with_bytes(path, strlen(path));                    \
    }                                                    \
    leave();                                             \
    return result;                                       \
  }
BY_PATH(unlink, (const char *path), (path), TYPES(const char *), "U %zu\n")
BY_PATH(rmdir, (const char *path), (path), TYPES(const char *), "X %zu\n")
BY_PATH(mkdir, (const char *path, mode_t mode), (path, mode), TYPES(const char *, mode_t), "K %u %zu\n", mode)
BY_PATH(chmod, (const char *path, mode_t mode), (path, mode), TYPES(const char *, mode_t), "H %u %zu\n", mode)

#define BY_TWO(name, letter)                                   \
  int name(const char *from, const char *to) {                 \
    REAL(int, #name, const char *, const char *);              \
    if (below(from) != below(to)) not_known(#name " from or to outside"); \
    if (!below(to)) return real(from, to);                     \
    enter();                                                   \
    int result = real(from, to);                               \
    if (result == 0) {                                         \
      line(letter " %zu\n", strlen(from) + 1 + strlen(to));    \
      all(from, strlen(from));                                 \
      all("\0", 1);                                            \
      with_bytes(to, strlen(to));                              \
    }                                                          \
    leave();                                                   \
    return result;                                             \
  }
BY_TWO(rename, "R")
BY_TWO(link, "L")

int symlink(const char *target, const char *path) {
  REAL(int, "symlink", const char *, const char *);
  if (below(path)) not_known("symlink");
  return real(target, path);
}
