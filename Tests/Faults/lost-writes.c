// A disk that keeps nothing but what was brought to it: loaded with LD_PRELOAD, it notes after each fsync, fdatasync and syncfs what
// would be there if the power went then, and everything else were lost (Tests/InstallerTests/LostWrites.swift compiles and reads it).
//
// HAMYAR_SYNC_ROOT    the directory that is looked at; what is there at the start is on the disk
// HAMYAR_SYNC_OTHERS  a directory in it that is always on the disk: other programs' files
// HAMYAR_SYNC_LOG     a directory for `log` and copies of contents
//
// Lines of the log, fields parted by tabs; a KEY is an inode and its birth:
//     sync   PATH                                     begins what one call brought to the disk
//     file   KEY MODE USER GROUP COPY                 a file's content
//     dir    KEY MODE USER GROUP                      a directory's names: the `entry` lines behind it, and no others
//     entry  KEY CHILD-KEY TYPE NAME TARGET           TYPE is f, d or l; TARGET is a link's
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
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
static long (*found)(long, ...);
static const char *root, *others, *place;
static FILE *notes;
static unsigned copies;

// Other libraries begin before this one does.
static long (*next(void))(long, ...) {
    if (!found) found = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    return found;
}

static int key_of(const char *path, char key[64], struct statx *status) {
    if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, status) != 0) return -1;
    snprintf(key, 64, "%llu.%lld.%u", (unsigned long long)status->stx_ino, (long long)status->stx_btime.tv_sec, status->stx_btime.tv_nsec);
    return 0;
}

static void note_file(const char *path) {
    struct statx status;
    char key[64], copy[PATH_MAX], buffer[65536];
    if (key_of(path, key, &status) != 0 || !S_ISREG(status.stx_mode)) return;
    int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0) return;
    snprintf(copy, sizeof copy, "%s/%u", place, ++copies);
    int to = open(copy, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ssize_t count;
    while (to >= 0 && (count = read(from, buffer, sizeof buffer)) > 0)
        if (write(to, buffer, (size_t)count) != count) abort();
    close(from);
    if (to >= 0) close(to);
    fprintf(notes, "file\t%s\t%o\t%u\t%u\t%u\n", key, status.stx_mode & 07777, status.stx_uid, status.stx_gid, copies);
}

static void note_directory(const char *path, int deep) {
    struct statx status;
    char key[64];
    DIR *directory;
    if (key_of(path, key, &status) != 0 || !S_ISDIR(status.stx_mode) || !(directory = opendir(path))) return;
    fprintf(notes, "dir\t%s\t%o\t%u\t%u\n", key, status.stx_mode & 07777, status.stx_uid, status.stx_gid);
    for (int contents = 0; contents < 1 + deep; contents++) {
        struct dirent *entry;
        rewinddir(directory);
        while ((entry = readdir(directory))) {
            char child[PATH_MAX], child_key[64], target[PATH_MAX] = "";
            if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
            if ((size_t)snprintf(child, sizeof child, "%s/%s", path, entry->d_name) >= sizeof child) abort();
            if (key_of(child, child_key, &status) != 0) continue;
            char type = S_ISDIR(status.stx_mode) ? 'd' : S_ISLNK(status.stx_mode) ? 'l' : S_ISREG(status.stx_mode) ? 'f' : 0;
            if (!type) continue;
            if (contents) {
                if (type == 'd') note_directory(child, deep);
                if (type == 'f') note_file(child);
                continue;
            }
            if (type == 'l' && readlink(child, target, sizeof target - 1) < 0) continue;
            fprintf(notes, "entry\t%s\t%s\t%c\t%s\t%s\n", key, child_key, type, entry->d_name, target);
        }
    }
    closedir(directory);
}

static void note(int descriptor, int everything) {
    char link[64], path[PATH_MAX];
    int saved = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t count = readlink(link, path, sizeof path - 1);
    if (!notes || count <= 0) return;
    path[count] = 0;
    if (strncmp(path, root, strlen(root)) != 0) return;
    pthread_mutex_lock(&lock);
    fprintf(notes, "sync\t%s\n", path);
    note_directory(others, 1);
    if (everything) {
        note_directory(root, 1);
    } else {
        note_file(path);
        note_directory(path, 0);
    }
    fflush(notes);
    pthread_mutex_unlock(&lock);
    errno = saved;
}

__attribute__((constructor)) static void begin(void) {
    char path[PATH_MAX];
    root = getenv("HAMYAR_SYNC_ROOT");
    others = getenv("HAMYAR_SYNC_OTHERS");
    place = getenv("HAMYAR_SYNC_LOG");
    if (!root || !others || !place) return;
    snprintf(path, sizeof path, "%s/log", place);
    notes = fopen(path, "we");
    if (!notes) abort();
    fprintf(notes, "sync\tbegin\n");
    note_directory(root, 1);
    fflush(notes);
}

int fsync(int descriptor) {
    int result = (int)next()(SYS_fsync, descriptor);
    if (result == 0) note(descriptor, 0);
    return result;
}

int fdatasync(int descriptor) {
    int result = (int)next()(SYS_fdatasync, descriptor);
    if (result == 0) note(descriptor, 0);
    return result;
}

int syncfs(int descriptor) {
    int result = (int)next()(SYS_syncfs, descriptor);
    if (result == 0) note(descriptor, 1);
    return result;
}

long syscall(long number, ...) {
    long a[6];
    va_list list;
    va_start(list, number);
    for (int index = 0; index < 6; index++) a[index] = va_arg(list, long);
    va_end(list);
    long result = next()(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    if (number == SYS_syncfs && result == 0) note((int)a[0], 1);
    return result;
}
