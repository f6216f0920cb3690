/// Linux calls that glibc has no function for, only a variadic one, or one behind _GNU_SOURCE, which Swift cannot call.
///
/// _GNU_SOURCE stays undefined: with it, fd_set here would be another type than in Swift's own Glibc module, and no file
/// could import both.
#ifndef HAMYAR_CLINUX_SHIM_H
#define HAMYAR_CLINUX_SHIM_H

#include <errno.h>
#include <linux/falloc.h>
#include <linux/openat2.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
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

/// pidfd_open(2): becomes readable when the process ends. Returns a descriptor, or -1 with errno set.
static inline int hamyar_process_descriptor(pid_t process) {
    return (int)syscall(SYS_pidfd_open, process, 0u);
}

/// adjtimex(2), asked without changing anything: the kernel's clock state (5: nobody keeps it right), status bits and errors in microseconds.
/// The layout is that of 64-bit machines. Returns the state, or -1 with errno set.
static inline int hamyar_kernel_clock(int *status, int64_t *maximum_error, int64_t *estimated_error) {
    struct { uint32_t modes; int64_t offset, frequency, maximum_error, estimated_error; int32_t status; uint8_t rest[256]; } clock;
    uint8_t *bytes = (uint8_t *)&clock;
    for (size_t index = 0; index < sizeof clock; index++) bytes[index] = 0;
    int state = (int)syscall(SYS_adjtimex, &clock);
    if (state >= 0) {
        *status = clock.status;
        *maximum_error = clock.maximum_error;
        *estimated_error = clock.estimated_error;
    }
    return state;
}

/// O_PATH of <fcntl.h>, which hides it.
static const int hamyar_path_only = 0x200000;

/// FD_CLOEXEC and F_SETFD, signals and umask by number: the headers that name them would make their types this module's, and no
/// file that uses them could do without it.
static const int hamyar_close_on_exec = 1, hamyar_set_flags = 2;

/// posix_spawn(3): what is started has no descriptors from `first` on. `actions` are its posix_spawn_file_actions_t; <spawn.h> hides
/// the function. Returns 0, or an error's number.
static inline int hamyar_close_from(void *actions, int first) {
    extern int posix_spawn_file_actions_addclosefrom_np(void *, int);
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

/// What a program is started with: hamyar_start_process.
struct hamyar_start {
    /// Absolute; NULL where the program is the file of `program`.
    const char *path;
    char *const *arguments, *const *environment;
    const char *directory;
    /// Descriptors: nothing in where `input` is -1; `program` becomes 3 in the child; `group` is cgroup.procs of the group that it
    /// enters; -1 is none.
    int input, output, errors, program, group;
    int changes_user;
    uint32_t user, primary_group;
    const uint32_t *groups;
    size_t group_count;
    /// Programs with set-user-id work.
    int may_gain_privileges;
    int nice, is_idle_io;
    /// By the number of the limit (RLIMIT_…), sixteen; all ones: as it is.
    const uint64_t *limits;
};

/// Beside errno of hamyar_start_process: it was the program's directory that could not be entered.
static const int hamyar_at_directory = 1 << 16;

/// The child's half of hamyar_start_process: only calls that are safe between fork and execve. Returns errno, and in `report` where the
/// fifth of the ends is now.
static inline int hamyar_become(const struct hamyar_start *start, const int *ends, pid_t parent, int *report) {
    const uint64_t zeros[4] = {0};
    // SIG_DFL for all that can be set (9 and 19 cannot, and say so), and none blocked.
    for (int number = 1; number < 65; number++) syscall(SYS_rt_sigaction, number, zeros, NULL, sizeof *zeros);
    syscall(SYS_rt_sigprocmask, 2, zeros, NULL, sizeof *zeros);
    setsid();
    syscall(SYS_umask, 022);
    // Above the places that they are brought to: any of them may be in one.
    int from[5] = {ends[0], ends[1], ends[2], ends[3], ends[4]};
    for (int end = 0; end < 5; end++)
        if (from[end] >= 0 && (from[end] = (int)syscall(SYS_fcntl, from[end], 0, 16)) < 0) return errno;
    *report = from[4];
    // Before the change of user: the group may be root's.
    if (start->group >= 0 && write(start->group, "0", 1) != 1) return errno;
    for (int end = 0; end < 5; end++)
        if (from[end] >= 0 && dup2(from[end], end) < 0) return errno;
    *report = 4;
    syscall(SYS_close_range, 5u, ~0u, 0u);
    if (from[3] < 0) close(3);
    syscall(SYS_fcntl, 4, hamyar_set_flags, hamyar_close_on_exec);
    for (int limit = 0; limit < 16; limit++) {
        uint64_t now[2], wanted = start->limits[limit];
        if (!~wanted) continue;
        if (syscall(SYS_prlimit64, 0, limit, NULL, now)) return errno;
        if (wanted < now[1]) now[1] = wanted;
        now[0] = now[1];
        if (syscall(SYS_prlimit64, 0, limit, now, NULL)) return errno;
    }
    if (start->nice && syscall(SYS_setpriority, 0, 0, start->nice)) return errno;
    // IOPRIO_WHO_PROCESS; IOPRIO_CLASS_IDLE in the upper bits.
    if (start->is_idle_io && syscall(SYS_ioprio_set, 1, 0, 3 << 13)) return errno;
    if (start->changes_user
        && (syscall(SYS_setgroups, start->group_count, start->groups) || syscall(SYS_setgid, start->primary_group)
            || syscall(SYS_setuid, start->user)))
        return errno;
    if (!start->may_gain_privileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return errno;
    // After the change of user, which would clear it: nothing outlives the thread that waits for it.
    if (prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)) return errno;
    if (getppid() != parent) return ECHILD;
    if (chdir(start->directory)) return errno | hamyar_at_directory;
    // AT_EMPTY_PATH. An interpreter reads it as /dev/fd/3, which stays open for that.
    if (start->path) execve(start->path, start->arguments, start->environment);
    else syscall(SYS_execveat, 3, "", start->arguments, start->environment, 0x1000);
    return errno;
}

/// Starts a program in a session of its own, with no privilege to gain unless said, no descriptor but the standard ones and the
/// program's own, and every signal as by default.
///
/// The calling thread must live as long as the program should. Returns its id once the program runs, or -1 with errno set, where its
/// directory could not be entered with hamyar_at_directory in it.
static inline pid_t hamyar_start_process(const struct hamyar_start *start) {
    int report[2], failure = 0;
    // O_CLOEXEC
    if (syscall(SYS_pipe2, report, 02000000) != 0) return -1;
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        int null = start->input >= 0 ? start->input : (int)syscall(SYS_openat, -100, "/dev/null", 0, 0);
        const int ends[5] = {null, start->output, start->errors, start->program, report[1]};
        failure = null < 0 ? errno : hamyar_become(start, ends, parent, &report[1]);
        if (write(report[1], &failure, sizeof failure) < 0) _exit(126);
        _exit(127);
    }
    int saved = errno;
    close(report[1]);
    ssize_t count = -1;
    if (child > 0) {
        do count = read(report[0], &failure, sizeof failure);
        while (count < 0 && errno == EINTR);
        if (count > 0) {
            syscall(SYS_wait4, child, NULL, 0, NULL);
            child = -1;
            saved = failure;
        }
    }
    close(report[0]);
    if (child < 0) errno = saved;
    return child;
}

/// memfd_create(2), which can be sealed and run. Returns a descriptor, or -1 with errno set.
static inline int hamyar_memory_file(const char *name) {
    // MFD_CLOEXEC, MFD_ALLOW_SEALING, MFD_EXEC; kernels before 6.3 do not know the last one.
    int file = (int)syscall(SYS_memfd_create, name, 0x13u);
    return file < 0 && errno == EINVAL ? (int)syscall(SYS_memfd_create, name, 0x3u) : file;
}

/// F_ADD_SEALS: nobody changes it any more, and nobody unseals it. Returns 0, or -1 with errno set.
static inline int hamyar_seal(int file) {
    return (int)syscall(SYS_fcntl, file, 1033, 0xf);
}

/// wait4(2) without waiting: the status, processor time in microseconds and the most memory in KiB. Returns the process, 0 where it
/// runs, or -1 with errno set.
static inline pid_t hamyar_reap(pid_t process, int *status, int64_t *processor, int64_t *memory) {
    // struct rusage of the kernel: two times of two longs, then ru_maxrss and others.
    long usage[18] = {0};
    pid_t ended = (pid_t)syscall(SYS_wait4, process, status, 1, usage);
    *processor = (usage[0] + usage[2]) * 1000000 + usage[1] + usage[3];
    *memory = usage[4];
    return ended;
}

/// eventfd(2). Returns a descriptor, or -1 with errno set.
static inline int hamyar_event(void) {
    return (int)syscall(SYS_eventfd2, 0u, 0x80800);
}

/// PR_SET_DUMPABLE off: processes of the same user can neither trace this one nor read its /proc. Returns 0, or -1 with errno set.
static inline int hamyar_stay_opaque(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

#endif
