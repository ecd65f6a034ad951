/*
 * cut-power DIR: takes the power from the file system that DIR lies on, as far as the kernel can: nothing more reaches the
 * device, not even the file system's own log, and what was not synced is gone (FS_IOC_SHUTDOWN with NOLOGFLUSH: ext4, XFS).
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>

#define SHUTDOWN _IOR('X', 125, uint32_t)
#define NO_LOG_FLUSH 2

int main(int count, char **words) {
  uint32_t how = NO_LOG_FLUSH;
  int folder = count == 2 ? open(words[1], O_RDONLY) : -1;
  if (folder >= 0 && ioctl(folder, SHUTDOWN, &how) == 0) return 0;
  perror("cut-power");
  return 1;
}
