/* A clock of its own for ptp4l: preloaded, it lets the program steer and read a clock that exists in arithmetic only, on CLOCK_MONOTONIC_RAW, and leaves the
 * host's clocks alone. Kernel stamps of packets are carried to that clock, as the agent carries its own. Every adjustment is logged with the true error:
 *   raw_ns,error_ns,ppb      error: virtual clock minus CLOCK_REALTIME, which is the server's clock when both run on one host
 * VIRTUAL_CLOCK_LOG names the file. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/timex.h>
#include <time.h>

#ifndef SCM_TIMESTAMPING
#define SCM_TIMESTAMPING 37
#endif

#define NOMINAL_TICK 10000 /* microseconds per tick of 1/100 s */

struct segment { int64_t raw, virt; double ppb; };

static int (*real_gettime)(clockid_t, struct timespec *);
static ssize_t (*real_recvmsg)(int, struct msghdr *, int);
static struct segment now, before;
static double fine_ppb, tick_ppb; /* a large frequency comes as a changed tick, 100 ppm each, and the rest */
static FILE *trace;

static int64_t read_clock(clockid_t id)
{
    struct timespec t;
    real_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* CLOCK_REALTIME minus CLOCK_MONOTONIC_RAW, the narrowest of a few sandwiches. */
static int64_t real_minus_raw(void)
{
    int64_t best = INT64_MAX, difference = 0;
    for (int i = 0; i < 5; i++) {
        int64_t a = read_clock(CLOCK_MONOTONIC_RAW), r = read_clock(CLOCK_REALTIME), b = read_clock(CLOCK_MONOTONIC_RAW);
        if (b - a < best) {
            best = b - a;
            difference = r - (a + best / 2);
        }
    }
    return difference;
}

static int64_t virtual_at(int64_t raw)
{
    /* A stamp taken before the last adjustment converts with the rate in force when it was taken. */
    const struct segment *s = raw >= now.raw ? &now : &before;
    return s->virt + (raw - s->raw) + (int64_t)((double)(raw - s->raw) * s->ppb * 1e-9);
}

static void set(double ppb, int64_t step)
{
    int64_t raw = read_clock(CLOCK_MONOTONIC_RAW);
    struct segment next = { raw, virtual_at(raw) + step, ppb };
    before = now;
    now = next;
    if (trace)
        fprintf(trace, "%lld,%lld,%.4f\n", (long long)raw, (long long)(now.virt - (raw + real_minus_raw())), ppb);
}

__attribute__((constructor)) static void start(void)
{
    const char *path = getenv("VIRTUAL_CLOCK_LOG");
    real_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    real_recvmsg = dlsym(RTLD_NEXT, "recvmsg");
    now.raw = read_clock(CLOCK_MONOTONIC_RAW);
    now.virt = now.raw + real_minus_raw();
    before = now;
    if (path && (trace = fopen(path, "w"))) {
        setvbuf(trace, NULL, _IOLBF, 0);
        fprintf(trace, "raw_ns,error_ns,ppb\n");
    }
}

int clock_gettime(clockid_t id, struct timespec *t)
{
    if (id != CLOCK_REALTIME)
        return real_gettime(id, t);
    int64_t v = virtual_at(read_clock(CLOCK_MONOTONIC_RAW));
    t->tv_sec = v / 1000000000;
    t->tv_nsec = v % 1000000000;
    return 0;
}

int clock_adjtime(clockid_t id, struct timex *t)
{
    (void)id;
    if (t->modes & ADJ_SETOFFSET)
        set(now.ppb, (int64_t)t->time.tv_sec * 1000000000 + (t->modes & ADJ_NANO ? t->time.tv_usec : t->time.tv_usec * 1000));
    /* A large frequency comes as a changed tick of 100 ppm each and the rest. */
    if (t->modes & ADJ_FREQUENCY)
        fine_ppb = t->freq / 65.536;
    if (t->modes & ADJ_TICK)
        tick_ppb = (t->tick - NOMINAL_TICK) * 1e5;
    if (t->modes & (ADJ_FREQUENCY | ADJ_TICK))
        set(fine_ppb + tick_ppb, 0);
    t->freq = (long)(fine_ppb * 65.536);
    t->tick = NOMINAL_TICK + (long)(tick_ppb / 1e5);
    t->tolerance = 500 << 16; /* the kernel's limit, 500 ppm: without one the program would not steer */
    return TIME_OK;
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
    ssize_t result = real_recvmsg(fd, message, flags);
    if (result < 0)
        return result;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPING)
            continue;
        struct timespec *stamp = (struct timespec *)CMSG_DATA(c);
        int64_t real = (int64_t)stamp->tv_sec * 1000000000 + stamp->tv_nsec;
        if (real == 0)
            continue;
        int64_t v = virtual_at(real - real_minus_raw());
        stamp->tv_sec = v / 1000000000;
        stamp->tv_nsec = v % 1000000000;
    }
    return result;
}
