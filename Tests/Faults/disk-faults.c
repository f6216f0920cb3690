// A disk that fails, for real programs: loaded with LD_PRELOAD, it stands between a program and the calls that bring bytes and names to
// the disk. H56 and H57 run on it (Tests/IntegrationTests/FaultTests.swift compiles it).
//
// HAMYAR_FAULTS names a file with one line, read again at each call, so that a test may change it under a running program:
//
//     CALL NTH ERRNO PATTERN
//
// The NTHth CALL whose path matches PATTERN (fnmatch, * matches slashes) fails with ERRNO; counting begins anew when the line changes.
// Each call on a path that matches is noted in the file with ".log" added: CALL INODE RESULT PATH. An empty file lets all pass.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char known[PATH_MAX + 64];
static int seen;

static long (*next_syscall)(long, ...);

__attribute__((constructor)) static void begin(void) {
    next_syscall = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
}

// The path of a descriptor, and of a name in a directory.
static void path_of(int descriptor, const char *name, char *path) {
    char link[64];
    path[0] = 0;
    if (name && name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
        return;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t count = readlink(link, path, PATH_MAX - 1);
    path[count > 0 ? count : 0] = 0;
    if (name && count > 0) snprintf(path + count, (size_t)(PATH_MAX - count), "/%s", name);
}

// The errno with which this call must fail; 0 lets it pass.
static int fault(const char *call, int descriptor, const char *name) {
    const char *file = getenv("HAMYAR_FAULTS");
    if (!file) return 0;
    char line[PATH_MAX + 64] = {0}, wanted[32], pattern[PATH_MAX], path[2 * PATH_MAX], note[3 * PATH_MAX];
    int nth, number, result = 0;
    int rules = open(file, O_RDONLY | O_CLOEXEC);
    if (rules < 0) return 0;
    ssize_t count = read(rules, line, sizeof line - 1);
    close(rules);
    if (count <= 0 || sscanf(line, "%31s %d %d %4095[^\n]", wanted, &nth, &number, pattern) != 4) return 0;
    path_of(descriptor, name, path);
    if (fnmatch(pattern, path, 0) != 0) return 0;

    pthread_mutex_lock(&lock);
    if (strcmp(known, line) != 0) {
        strcpy(known, line);
        seen = 0;
    }
    if (strcmp(call, wanted) == 0 && ++seen == nth) result = number;
    pthread_mutex_unlock(&lock);

    struct stat status = {0};
    if (descriptor >= 0 && !name) fstat(descriptor, &status);
    snprintf(note, sizeof note, "%s.log", file);
    int log = open(note, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log >= 0) {
        int length = snprintf(note, sizeof note, "%s %lu %d %s\n", call, (unsigned long)status.st_ino, result, path);
        if (write(log, note, (size_t)length) < 0) abort();
        close(log);
    }
    return result;
}

#define FAIL(call, descriptor, name)                     \
    do {                                                 \
        int before = errno, number = fault(call, descriptor, name); \
        errno = number ? number : before;                \
        if (number) return -1;                           \
    } while (0)

int fsync(int descriptor) {
    FAIL("fsync", descriptor, NULL);
    return (int)next_syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor) {
    FAIL("fdatasync", descriptor, NULL);
    return (int)next_syscall(SYS_fdatasync, descriptor);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    FAIL("pwrite", descriptor, NULL);
    return next_syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

int rename(const char *from, const char *to) {
    FAIL("rename", -1, to);
    return (int)next_syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from, const char *name, int to, const char *new_name) {
    FAIL("rename", to, new_name);
    return (int)next_syscall(SYS_renameat2, from, name, to, new_name, 0);
}

// Calls that glibc has no function for, as programs make them.
long syscall(long number, ...) {
    va_list list;
    va_start(list, number);
    long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
    long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
    va_end(list);
    if (!next_syscall) begin();
    if (number == SYS_syncfs) FAIL("syncfs", (int)a, NULL);
    if (number == SYS_renameat2) FAIL("rename", (int)c, (const char *)d);
    return next_syscall(number, a, b, c, d, e, f);
}
