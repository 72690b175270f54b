/* A slower disk: every call that waits for the disk takes SLOWSYNC_MS milliseconds, or as long as the real one where
   that is longer. Preloaded into the server (SQLite) or into PostgreSQL, the same for every side. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static struct timespec now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

/* Waits until so long after a beginning; what the real call said stays said. */
static void wait_since(struct timespec begun) {
    int said = errno;
    const char *text = getenv("SLOWSYNC_MS");
    long long end = begun.tv_sec * 1000000000LL + begun.tv_nsec + (long long)((text ? atof(text) : 0) * 1e6);
    struct timespec until = {(time_t)(end / 1000000000LL), (long)(end % 1000000000LL)};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) {}
    errno = said;
}

int fsync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    struct timespec begun = now();
    int result = real(file);
    wait_since(begun);
    return result;
}

int fdatasync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    struct timespec begun = now();
    int result = real(file);
    wait_since(begun);
    return result;
}

int msync(void *address, size_t length, int flags) {
    static int (*real)(void *, size_t, int);
    if (!real) real = (int (*)(void *, size_t, int))dlsym(RTLD_NEXT, "msync");
    struct timespec begun = now();
    int result = real(address, length, flags);
    if (flags & MS_SYNC) wait_since(begun);
    return result;
}

/* Only the waiting forms: SYNC_FILE_RANGE_WRITE alone is a hint and returns at once. */
int sync_file_range(int file, off64_t offset, off64_t length, unsigned int flags) {
    static int (*real)(int, off64_t, off64_t, unsigned int);
    if (!real) {
        real = (int (*)(int, off64_t, off64_t, unsigned int))dlsym(RTLD_NEXT, "sync_file_range");
    }
    struct timespec begun = now();
    int result = real(file, offset, length, flags);
    if (flags & (SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WAIT_AFTER)) wait_since(begun);
    return result;
}
