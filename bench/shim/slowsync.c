/* A slower disk: every call that waits for the disk first sleeps SLOWSYNC_MS milliseconds.
   Preloaded into the server (SQLite) or into PostgreSQL, the same for every side. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static void wait_for_disk(void) {
    const char *text = getenv("SLOWSYNC_MS");
    double ms = text ? atof(text) : 0;
    if (ms <= 0) return;
    struct timespec left = {(time_t)(ms / 1000), (long)((ms - 1000 * (long)(ms / 1000)) * 1e6)};
    while (nanosleep(&left, &left) != 0) {}
}

int fsync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    wait_for_disk();
    return real(file);
}

int fdatasync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    wait_for_disk();
    return real(file);
}

int msync(void *address, size_t length, int flags) {
    static int (*real)(void *, size_t, int);
    if (!real) real = (int (*)(void *, size_t, int))dlsym(RTLD_NEXT, "msync");
    if (flags & MS_SYNC) wait_for_disk();
    return real(address, length, flags);
}

/* Only the waiting forms: SYNC_FILE_RANGE_WRITE alone is a hint and returns at once. */
int sync_file_range(int file, off64_t offset, off64_t length, unsigned int flags) {
    static int (*real)(int, off64_t, off64_t, unsigned int);
    if (!real) {
        real = (int (*)(int, off64_t, off64_t, unsigned int))dlsym(RTLD_NEXT, "sync_file_range");
    }
    if (flags & (SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WAIT_AFTER)) wait_for_disk();
    return real(file, offset, length, flags);
}
