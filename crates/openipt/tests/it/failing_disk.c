/* Loaded before the C library: a disk that fails while a file in the folder FAILING_DISK says so.
   `fsync`: nothing is kept any more. `full`: no file of the practice grows any more. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int told(const char *how) {
  char path[4096];
  const char *folder = getenv("FAILING_DISK");
  snprintf(path, sizeof path, "%s/%s", folder ? folder : "", how);
  return folder && access(path, F_OK) == 0;
}

static int failed(int error) {
  errno = error;
  return -1;
}

static int no_room(int file, off_t end) {
  struct stat now;
  return told("full") && fstat(file, &now) == 0 && S_ISREG(now.st_mode) && end > now.st_size;
}

int fsync(int file) { return told("fsync") ? failed(EIO) : (int)syscall(SYS_fsync, file); }
int fdatasync(int file) { return told("fsync") ? failed(EIO) : (int)syscall(SYS_fdatasync, file); }

ssize_t write(int file, const void *bytes, size_t length) {
  if (no_room(file, lseek(file, 0, SEEK_CUR) + (off_t)length)) return failed(ENOSPC);
  return syscall(SYS_write, file, bytes, length);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
  if (no_room(file, at + (off_t)length)) return failed(ENOSPC);
  return syscall(SYS_pwrite64, file, bytes, length, at);
}
ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
  return pwrite64(file, bytes, length, at);
}
