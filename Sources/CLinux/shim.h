/// Linux calls that glibc has no function for, only a variadic one, or one behind _GNU_SOURCE, which Swift cannot call.
///
/// _GNU_SOURCE stays undefined: with it, fd_set here would be another type than in Swift's own Glibc module, and no file
/// could import both.
#ifndef HAMYAR_CLINUX_SHIM_H
#define HAMYAR_CLINUX_SHIM_H

#include <errno.h>
#include <linux/falloc.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

/// openat2(2). Returns a descriptor, or -1 with errno set.
static inline int hamyar_openat2(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve) {
    struct open_how how = {.flags = flags, .mode = mode, .resolve = resolve};
    return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

/// renameat2(2) with RENAME_NOREPLACE: fails with EEXIST where the new name is taken. Returns 0, or -1 with errno set.
static inline int hamyar_rename_to_new(int from, const char *old_path, int to, const char *new_path) {
    return (int)syscall(SYS_renameat2, from, old_path, to, new_path, 1u);
}

/// fallocate(2) with FALLOC_FL_KEEP_SIZE. Returns 0, or -1 with errno set.
static inline int hamyar_allocate_keeping_size(int descriptor, int64_t offset, int64_t size) {
    return (int)syscall(SYS_fallocate, descriptor, FALLOC_FL_KEEP_SIZE, offset, size);
}

/// fallocate(2) with FALLOC_FL_PUNCH_HOLE: zeros, and no room taken. Returns 0, or -1 with errno set.
static inline int hamyar_punch_hole(int descriptor, int64_t offset, int64_t size) {
    return (int)syscall(SYS_fallocate, descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, size);
}

/// lseek(2) with SEEK_DATA: the next byte from `offset` that is in no hole, or -1 with errno set (ENXIO: none).
static inline int64_t hamyar_next_data(int descriptor, int64_t offset) {
    return lseek(descriptor, offset, 3);
}

/// copy_file_range(2). Returns how many bytes, or -1 with errno set.
static inline int64_t hamyar_copy_range(int from, int64_t from_offset, int to, int64_t to_offset, uint64_t count) {
    return syscall(SYS_copy_file_range, from, &from_offset, to, &to_offset, count, 0u);
}

/// syncfs(2): everything of the descriptor's file system. Returns 0, or -1 with errno set.
static inline int hamyar_synchronise_file_system(int descriptor) {
    return (int)syscall(SYS_syncfs, descriptor);
}

/// The f_type of fstatfs(2), as in linux/magic.h. Returns 0, or -1 with errno set.
static inline int hamyar_file_system_magic(int descriptor, uint32_t *magic) {
    struct statfs status;
    int result = fstatfs(descriptor, &status);
    if (result == 0) *magic = (uint32_t)status.f_type;
    return result;
}

/// SO_PEERCRED of a unix(7) socket: who connected. Returns 0, or -1 with errno set.
static inline int hamyar_peer_credentials(int descriptor, int32_t *process, uint32_t *user, uint32_t *group) {
    struct { int32_t process; uint32_t user, group; } peer;
    socklen_t length = sizeof peer;
    int result = getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length);
    if (result == 0) {
        *process = peer.process;
        *user = peer.user;
        *group = peer.group;
    }
    return result;
}

/// prctl(2): orphans among this process's descendants become its children. Returns 0, or -1 with errno set.
static inline int hamyar_adopt_orphans(void) {
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

/// POSIX_SPAWN_SETSID of <spawn.h>, which hides it: the child begins a session of its own.
static const short hamyar_spawn_session = 0x80;

#endif
