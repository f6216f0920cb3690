// Kills a program at one of its system calls, or lets that call fail: every call has a name that is the same in each run, so that a
// list of one run's calls can be gone through one by one (Tests/InstallerTests/FaultMatrix.swift compiles it).
//
//     fault-at REPORT list - PROGRAM WORDS…          writes `THREAD TAB CALL` for each call, in the order in which they are made
//     fault-at REPORT kill CALL PROGRAM WORDS…       kills the program before that call; writes `THREAD TAB CALL` when it does
//     fault-at REPORT ERRNO CALL PROGRAM WORDS…      lets that call fail with the number
//
// CALL is `NAME PATHS #N`: the N-th call of one name on one path, counted over all threads. Ids in paths are one `#`. Calls of all the
// program's threads are seen, and those of its children until they are another program (THREAD is then `child`); a child's call kills
// the program, and not the child. A close that fails has closed, as Linux does it. Status: the program's, 128 and the signal that ended
// it; 124 where it did not end within two minutes; 125 where this one failed.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
#if defined(__aarch64__)
#include <elf.h>
#endif

enum shape { NONE, PATH, AT, FILE_, PATHS, ATS, LINK, LINK_AT };
static const struct { long number; const char *name; enum shape shape; } calls[] = {
#define CALL(name, shape) { SYS_##name, #name, shape }
#ifdef SYS_open
    CALL(open, PATH), CALL(stat, PATH), CALL(lstat, PATH), CALL(access, PATH), CALL(readlink, PATH), CALL(mkdir, PATH),
    CALL(rmdir, PATH), CALL(unlink, PATH), CALL(chmod, PATH), CALL(chown, PATH), CALL(lchown, PATH), CALL(rename, PATHS),
    CALL(link, PATHS), CALL(symlink, LINK), CALL(fork, NONE), CALL(vfork, NONE), CALL(pipe, NONE), CALL(poll, NONE),
    CALL(dup2, FILE_), CALL(getdents, FILE_), CALL(newfstatat, AT), CALL(renameat, ATS), CALL(arch_prctl, NONE),
#endif
    CALL(openat, AT), CALL(openat2, AT), CALL(statx, AT), CALL(faccessat, AT), CALL(faccessat2, AT), CALL(readlinkat, AT),
    CALL(mkdirat, AT), CALL(unlinkat, AT), CALL(fchmodat, AT), CALL(fchownat, AT), CALL(utimensat, AT), CALL(renameat2, ATS),
    CALL(linkat, ATS), CALL(symlinkat, LINK_AT), CALL(truncate, PATH), CALL(statfs, PATH), CALL(chdir, PATH), CALL(execve, PATH),
    CALL(read, FILE_), CALL(pread64, FILE_), CALL(readv, FILE_), CALL(write, FILE_), CALL(pwrite64, FILE_), CALL(writev, FILE_),
    CALL(close, FILE_), CALL(fstat, FILE_), CALL(fstatfs, FILE_), CALL(fsync, FILE_), CALL(fdatasync, FILE_),
    CALL(syncfs, FILE_), CALL(ftruncate, FILE_), CALL(fallocate, FILE_), CALL(fchmod, FILE_), CALL(fchown, FILE_),
    CALL(flock, FILE_), CALL(lseek, FILE_), CALL(getdents64, FILE_), CALL(fcntl, FILE_), CALL(ioctl, FILE_), CALL(dup, FILE_),
    CALL(fadvise64, FILE_), CALL(copy_file_range, FILE_), CALL(sendfile, FILE_), CALL(mmap, NONE), CALL(munmap, NONE),
    CALL(mprotect, NONE), CALL(mremap, NONE), CALL(madvise, NONE), CALL(brk, NONE), CALL(futex, NONE), CALL(clone, NONE),
    CALL(clone3, NONE), CALL(pipe2, NONE), CALL(ppoll, NONE), CALL(wait4, NONE), CALL(waitid, NONE), CALL(kill, NONE),
    CALL(tgkill, NONE), CALL(getrandom, NONE), CALL(getpid, NONE), CALL(gettid, NONE), CALL(geteuid, NONE), CALL(getuid, NONE),
    CALL(rt_sigaction, NONE), CALL(rt_sigprocmask, NONE), CALL(rt_sigreturn, NONE), CALL(sigaltstack, NONE),
    CALL(clock_gettime, NONE), CALL(clock_nanosleep, NONE), CALL(nanosleep, NONE), CALL(pidfd_open, NONE), CALL(prctl, NONE),
    CALL(setsid, NONE), CALL(umask, NONE), CALL(setgroups, NONE), CALL(setgid, NONE), CALL(setuid, NONE), CALL(dup3, FILE_),
    CALL(close_range, NONE), CALL(rseq, NONE), CALL(set_robust_list, NONE), CALL(set_tid_address, NONE), CALL(prlimit64, NONE),
    CALL(sched_getaffinity, NONE), CALL(sched_yield, NONE), CALL(membarrier, NONE), CALL(exit, NONE), CALL(exit_group, NONE),
    CALL(eventfd2, NONE), CALL(timerfd_create, NONE), CALL(epoll_create1, NONE), CALL(epoll_ctl, NONE), CALL(epoll_wait, NONE),
    CALL(epoll_pwait, NONE), CALL(sysinfo, NONE), CALL(uname, NONE), CALL(getcwd, NONE), CALL(socket, NONE),
};

enum { THREADS = 256, KEYS = 16384 };
static struct thread { pid_t id; int index, is_fresh, failure; } threads[THREADS];
static struct { char *text; int count; } keys[KEYS];
static pid_t program;
static int found, failing, is_late;

static void stop(const char *what) {
    perror(what);
    exit(125);
}

static void on_alarm(int number) {
    (void)number;
    is_late = 1;
    kill(program, SIGKILL);
}

// Of the thread's memory, as far as it may be read.
static void text_at(pid_t thread, unsigned long address, char *text) {
    size_t done = 0;
    while (address && done < PATH_MAX - 1) {
        size_t count = 4096 - (address + done) % 4096;
        if (count > PATH_MAX - 1 - done) count = PATH_MAX - 1 - done;
        struct iovec to = { text + done, count }, from = { (void *)(address + done), count };
        ssize_t got = process_vm_readv(thread, &to, 1, &from, 1, 0);
        if (got <= 0) break;
        if (memchr(text + done, 0, (size_t)got)) return;
        done += (size_t)got;
    }
    text[done] = 0;
}

static void path_of(pid_t thread, int descriptor, char *path) {
    char link[64];
    if (descriptor == AT_FDCWD) snprintf(link, sizeof link, "/proc/%d/cwd", thread);
    else snprintf(link, sizeof link, "/proc/%d/fd/%d", thread, descriptor);
    ssize_t count = readlink(link, path, PATH_MAX - 1);
    path[count > 0 ? count : 0] = 0;
}

// Adds a path to the key: runs of hexadecimal digits that are ids, of processes, of pipes, of files without names are one `#`.
static void add(char *key, const char *path) {
    char *end = key + strlen(key);
    *end++ = ' ';
    int numbered = !strncmp(path, "/proc/", 6) || strchr(path, '[') || strstr(path, "/#");
    while (*path) {
        size_t digits = strspn(path, "0123456789"), ids = strspn(path, "0123456789abcdef");
        if (ids >= 8 || (numbered && digits > 0 && digits == ids)) {
            *end++ = '#';
            path += ids;
        } else {
            for (size_t count = ids ? ids : 1; count > 0; count--) *end++ = *path++;
        }
    }
    *end = 0;
}

static void add_at(pid_t thread, char *key, int descriptor, unsigned long name) {
    char path[2 * PATH_MAX], text[PATH_MAX];
    text_at(thread, name, text);
    if (text[0] == '/') return add(key, text);
    path_of(thread, descriptor, path);
    if (text[0]) strcat(strcat(path, "/"), text);
    add(key, path);
}

// NAME PATHS #N
static void key_of(pid_t thread, long number, const __uint64_t *words, char *key) {
    char path[PATH_MAX];
    enum shape shape = NONE;
    snprintf(key, 32, "call-%ld", number);
    for (size_t index = 0; index < sizeof calls / sizeof *calls; index++) {
        if (calls[index].number != number) continue;
        strcpy(key, calls[index].name);
        shape = calls[index].shape;
    }
    switch (shape) {
    case PATHS: add_at(thread, key, AT_FDCWD, words[1]); // falls through
    case PATH: add_at(thread, key, AT_FDCWD, words[0]); break;
    case ATS: add_at(thread, key, (int)words[2], words[3]); // falls through
    case AT: add_at(thread, key, (int)words[0], words[1]); break;
    case FILE_: path_of(thread, (int)words[0], path); add(key, path); break;
    case LINK: add_at(thread, key, AT_FDCWD, words[1]); break;
    case LINK_AT: add_at(thread, key, (int)words[1], words[2]); break;
    case NONE: break;
    }
    for (char *at = key; *at; at++) if (*at == '\t' || *at == '\n') *at = '?';
    int place = 0;
    while (place < KEYS && keys[place].text && strcmp(keys[place].text, key)) place++;
    if (place == KEYS) exit(125);
    if (!keys[place].text) keys[place].text = strdup(key);
    sprintf(key + strlen(key), " #%d", ++keys[place].count);
}

static int is_of_program(pid_t thread) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task/%d", program, thread);
    return access(path, F_OK) == 0;
}

static struct thread *thread_of(pid_t id) {
    static int known;
    struct thread *free = NULL;
    for (int index = 0; index < THREADS; index++) {
        if (threads[index].id == id) return &threads[index];
        if (!free && !threads[index].id) free = &threads[index];
    }
    if (!free) exit(125);
    *free = (struct thread){ id, is_of_program(id) ? ++known : 0, 1, 0 };
    return free;
}

// At the entry the call becomes none, at the exit its result is the failure.
static void fail(pid_t thread, int failure, int is_entry) {
#if defined(__x86_64__)
    struct user_regs_struct registers;
    if (ptrace(PTRACE_GETREGS, thread, 0, &registers) != 0) return;
    if (is_entry) registers.orig_rax = (unsigned long long)-1;
    else registers.rax = (unsigned long long)-failure;
    ptrace(PTRACE_SETREGS, thread, 0, &registers);
#elif defined(__aarch64__)
    int none = -1;
    struct user_regs_struct registers;
    struct iovec part = { &none, sizeof none }, all = { &registers, sizeof registers };
    if (is_entry) {
        ptrace(PTRACE_SETREGSET, thread, NT_ARM_SYSTEM_CALL, &part);
    } else if (ptrace(PTRACE_GETREGSET, thread, NT_PRSTATUS, &all) == 0) {
        registers.regs[0] = (unsigned long long)-failure;
        ptrace(PTRACE_SETREGSET, thread, NT_PRSTATUS, &all);
    }
#else
#error "how a call fails is not known for this processor"
#endif
}

static void look(struct thread *thread, FILE *report, const char *fault, const char *wanted) {
    static char key[3 * PATH_MAX];
    struct __ptrace_syscall_info info;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, thread->id, sizeof info, &info) <= 0) return;
    if (info.op == PTRACE_SYSCALL_INFO_EXIT && thread->failure) {
        fail(thread->id, thread->failure, 0);
        thread->failure = 0;
    }
    if (info.op != PTRACE_SYSCALL_INFO_ENTRY) return;
    key_of(thread->id, (long)info.entry.nr, info.entry.args, key);
    int is_list = !strcmp(fault, "list");
    if (!is_list && (found || strcmp(key, wanted))) return;
    if (thread->index) fprintf(report, "%d\t%s\n", thread->index, key);
    else fprintf(report, "child\t%s\n", key);
    if (is_list) return;
    found = 1;
    if (!failing) return (void)kill(program, SIGKILL);
    thread->failure = failing;
    if (info.entry.nr != SYS_close) fail(thread->id, failing, 1);
}

int main(int count, char **words) {
    if (count < 5) return 125;
    FILE *report = fopen(words[1], "we");
    if (!report) stop(words[1]);
    failing = isdigit(words[2][0]) ? atoi(words[2]) : 0;
    // Whoever runs the tests may hold signals back.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    program = fork();
    if (program == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        execv(words[4], words + 4);
        stop(words[4]);
    }
    int status, result = 125;
    if (waitpid(program, &status, 0) != program || !WIFSTOPPED(status)) stop("waitpid");
    thread_of(program)->is_fresh = 0;
    long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC;
    if (ptrace(PTRACE_SETOPTIONS, program, 0, options | PTRACE_O_EXITKILL) != 0) stop("ptrace");
    signal(SIGALRM, on_alarm);
    alarm(120);
    ptrace(PTRACE_SYSCALL, program, 0, 0);
    for (;;) {
        pid_t id = waitpid(-1, &status, __WALL);
        if (id < 0 && errno == EINTR) continue;
        if (id < 0) break;
        struct thread *thread = thread_of(id);
        if (!WIFSTOPPED(status)) {
            if (id == program) result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            thread->id = 0;
            continue;
        }
        int number = WSTOPSIG(status), event = status >> 16;
        if (number == (SIGTRAP | 0x80)) {
            look(thread, report, words[2], words[3]);
            number = 0;
        } else if (event) {
            number = 0;
            if (event == PTRACE_EVENT_EXEC && !thread->index) {
                ptrace(PTRACE_DETACH, id, 0, 0);
                thread->id = 0;
                continue;
            }
        } else if (number == SIGSTOP && thread->is_fresh) {
            number = 0;
        }
        thread->is_fresh = 0;
        ptrace(PTRACE_SYSCALL, id, 0, number);
    }
    fclose(report);
    return is_late ? 124 : result;
}
