"""What every peer in Python shares: the works, and the loop that answers with milliseconds.

A peer is started for one work, `PEER.py WORK THREADS`, and answers each line on standard input, a number of seconds,
with a line of JSON. It ends with its input. The works are those of dev.rondo.bench.Works; `step()` does one of them.
"""
import json
import os
import statistics
import sys
import time

NAME = sys.argv[1] if len(sys.argv) > 1 else "train-lstm-32-200-128-128"
THREADS = int(sys.argv[2]) if len(sys.argv) > 2 else 2
for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = str(THREADS)
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
CLASSES = 46
WORDS = 10_000


class Work:
    """`train-lstm-32-200-128-128`: what is done, with which cell, and batch, time, inputs, units."""

    def __init__(self, name):
        self.name = name
        self.does, self.cell, *sizes = name.split("-")
        self.batch, self.time, self.inputs, self.units = map(int, sizes)


WORK = Work(NAME)


def measure(step, seconds):
    """The milliseconds of a step, the median over blocks and the best block, after as long a warm-up."""
    end = time.perf_counter() + seconds
    count = 0
    start = time.perf_counter()
    while True:
        step()
        count += 1
        if time.perf_counter() >= end:
            break
    each = (time.perf_counter() - start) / count
    block = max(1, round(seconds / 15 / each))
    times = []
    end = time.perf_counter() + seconds
    while len(times) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(block):
            step()
        times.append((time.perf_counter() - start) / block * 1e3)
    return {"ms": statistics.median(times), "best": min(times)}


def answer(version, make):
    """Makes the step of this work, or says why there is none, and answers until the input ends."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print goes elsewhere
    try:
        step = make(WORK)
        step()
    except Exception as e:  # whatever a peer cannot do is said, not hidden
        print(json.dumps({"version": version, "error": f"{type(e).__name__}: {e}".splitlines()[0][:300]}), file=out, flush=True)
        return
    print(json.dumps({"version": version, "ready": True}), file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps(measure(step, float(line))), file=out, flush=True)
