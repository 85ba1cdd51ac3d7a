/* Loaded before the C library: writes a line into the file SEEN_CONNECTING for each connection that
   the program begins to another place of the network. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void see(const struct sockaddr *to) {
  if (!to || (to->sa_family != AF_INET && to->sa_family != AF_INET6)) return;
  const char *path = getenv("SEEN_CONNECTING");
  FILE *file = path ? fopen(path, "a") : NULL;
  if (!file) return;
  int port = to->sa_family == AF_INET ? ntohs(((const struct sockaddr_in *)to)->sin_port)
                                      : ntohs(((const struct sockaddr_in6 *)to)->sin6_port);
  fprintf(file, "port %d\n", port);
  fclose(file);
}

int connect(int fd, const struct sockaddr *to, socklen_t length) {
  see(to);
  return syscall(SYS_connect, fd, to, length);
}

ssize_t sendto(int fd, const void *bytes, size_t n, int flags, const struct sockaddr *to,
               socklen_t length) {
  see(to);
  return syscall(SYS_sendto, fd, bytes, n, flags, to, length);
}
