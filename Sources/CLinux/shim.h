/// Linux calls that glibc has no function for, or only a variadic one, which Swift cannot call.
#ifndef HAMYAR_CLINUX_SHIM_H
#define HAMYAR_CLINUX_SHIM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/// openat2(2). Returns a descriptor, or -1 with errno set.
static inline int hamyar_openat2(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve) {
    struct open_how how = {.flags = flags, .mode = mode, .resolve = resolve};
    return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

/// renameat2(2). Returns 0, or -1 with errno set.
static inline int hamyar_renameat2(int from, const char *old_path, int to, const char *new_path, unsigned int flags) {
    return (int)syscall(SYS_renameat2, from, old_path, to, new_path, flags);
}

#endif
