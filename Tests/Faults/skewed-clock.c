// A clock that is wrong, for real programs: loaded with LD_PRELOAD, it moves what a program sees of the time of day by HAMYAR_SKEW_MILLIS
// (below 0: its clock is behind). Monotonic clocks, timers and what the kernel writes on files stay as they are: libfaketime 0.9.10 shifts
// absolute timers too, so that a program whose clock is behind waits for minutes. Programs that it starts with an environment of their
// own, as a collector's process is, see the right time.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static int (*next_clock)(clockid_t, struct timespec *);
static long long skew;

__attribute__((constructor)) static void begin(void) {
    next_clock = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    const char *text = getenv("HAMYAR_SKEW_MILLIS");
    skew = text ? atoll(text) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!next_clock) begin();
    int result = next_clock(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        long long nanoseconds = time->tv_nsec + skew % 1000 * 1000000;
        time->tv_sec += skew / 1000 + (nanoseconds >= 1000000000) - (nanoseconds < 0);
        time->tv_nsec = nanoseconds + (nanoseconds < 0 ? 1000000000 : nanoseconds >= 1000000000 ? -1000000000 : 0);
    }
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    (void)zone;
    struct timespec time;
    int result = clock_gettime(CLOCK_REALTIME, &time);
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
    return result;
}

time_t time(time_t *place) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    if (place) *place = time.tv_sec;
    return time.tv_sec;
}
