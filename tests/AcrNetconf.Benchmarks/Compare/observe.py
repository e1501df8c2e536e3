"""Follows the agent's recovered clock: its steering from the metrics, its oscillator from the host's clocks.

usage: observe.py METRICS-URL SECONDS FILE     writes raw_ns,error_ns,ppb,state four times a second
The agent's virtual clock is CLOCK_MONOTONIC_RAW plus what it has steered; the server's clock is CLOCK_REALTIME of the same host. So the error of the
recovered clock is (raw - realtime) + integral of the steering, up to a constant. The servo steers once a second and its status is at most half a second
old, so an adjustment of D ppb is integrated up to 0.75 s * D wrong: below a tenth of a nanosecond once it is locked.
"""
import re
import sys
import time
import urllib.request


def metrics(url):
    text = urllib.request.urlopen(url, timeout=2).read().decode()
    found = re.search(r"^acr_servo_frequency(?:_ppb)?(?:\{[^}]*\})? (\S+)", text, re.M)
    return float(found.group(1)) if found else 0.0


def clocks():
    best = None
    for _ in range(20):
        a = time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
        r = time.clock_gettime_ns(time.CLOCK_REALTIME)
        b = time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
        if best is None or b - a < best[0]:
            best = (b - a, (a + b) // 2, r)
    return best[1], best[2]


url, seconds, path = sys.argv[1], float(sys.argv[2]), sys.argv[3]
start, real = clocks()
origin = start - real
last, steered, due = start, 0.0, time.monotonic()
with open(path, "w") as out:
    out.write("raw_ns,error_ns,ppb\n")
    while (last - start) * 1e-9 < seconds:
        ppb = metrics(url)
        raw, real = clocks()
        steered += (raw - last) * ppb * 1e-9
        out.write(f"{raw},{raw - real - origin + steered:.3f},{ppb:.4f}\n")
        out.flush()
        last = raw
        due += 0.25
        time.sleep(max(0, due - time.monotonic()))
