"""Turns two logs raw_ns,error_ns,ppb of the same minutes into one line a second each (second,time_error_ns) and a JSON report.

usage: report.py DIR SETTLE-SECONDS
"""
import csv
import json
import os
import sys


def load(path):
    with open(path) as lines:
        return [(int(row["raw_ns"]), float(row["error_ns"]), float(row["ppb"])) for row in csv.DictReader(lines) if row["ppb"]]


def every_second(log, start, seconds):
    """Between two log lines the rate is constant, so the error is a straight line; a step shows at its line."""
    values, at = [], 0
    for second in range(seconds):
        moment = start + second * 1_000_000_000
        while at + 1 < len(log) and log[at + 1][0] <= moment:
            at += 1
        left = log[at]
        right = log[min(at + 1, len(log) - 1)]
        share = 0 if right[0] == left[0] else (moment - left[0]) / (right[0] - left[0])
        values.append(left[1] + min(share, 1) * (right[1] - left[1]))
    return values


def mtie(errors, tau):
    return max(max(errors[i:i + tau + 1]) - min(errors[i:i + tau + 1]) for i in range(len(errors) - tau)) if len(errors) > tau else None


def summary(errors, settle):
    tail = errors[settle:]
    n = len(tail)
    middle = (n - 1) / 2
    slope = sum((i - middle) * x for i, x in enumerate(tail)) / sum((i - middle) ** 2 for i in range(n))
    tens = [(tail[i + 10] - tail[i]) / 10 for i in range(n - 10)]
    return {
        "meanFrequencyErrorPpb": round(slope, 3),
        "rmsFrequencyErrorPpb10s": round((sum(x * x for x in tens) / len(tens)) ** 0.5, 3),
        "worstFrequencyErrorPpb10s": round(max(map(abs, tens)), 3),
        "peakToPeakPhaseNs": round(max(tail) - min(tail), 1),
        "mtieNs": {str(tau): round(value, 1) for tau in (1, 10, 100, 300) if (value := mtie(tail, tau)) is not None},
    }


folder, settle = sys.argv[1], int(sys.argv[2])
logs = {name: load(os.path.join(folder, f"{name}.log")) for name in ("agent", "ptp4l")}
start = max(log[0][0] for log in logs.values())
seconds = int((min(log[-1][0] for log in logs.values()) - start) * 1e-9)
settle = min(settle, seconds // 2)
report = {"seconds": seconds, "settleSeconds": settle}
for name, log in logs.items():
    errors = every_second(log, start, seconds)
    with open(os.path.join(folder, f"{name}.csv"), "w") as out:
        out.write("second,time_error_ns\n")
        # The constant says nothing of a recovered frequency: both begin at zero where they are judged.
        out.writelines(f"{second},{error - errors[settle]:.3f}\n" for second, error in enumerate(errors))
    report[name] = summary(errors, settle)
with open(os.path.join(folder, "ptp4l-process.log")) as lines:
    # Its sanity check starts the servo anew when stamps jump, as late packets of a busy host do.
    report["ptp4l"]["clockcheckResets"] = sum("clockcheck" in line for line in lines)
print(json.dumps(report, indent=2))
