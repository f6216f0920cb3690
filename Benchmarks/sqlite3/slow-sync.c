/* Makes each fsync and fdatasync of a program take two milliseconds more, as on a disk that really has to turn or to answer over
 * a network: LD_PRELOAD=slow-sync.so. It changes nothing else, and is for measurements only.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static int slowly(const char *name, int file) {
    static const struct timespec delay = {0, 2000000};
    int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    nanosleep(&delay, 0);
    return sync(file);
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
