"""Measures trends and change points beside pymannkendall and ruptures in one run; README.md says how.

Exit codes: 0 budgets met, 1 a budget missed, 2 a tool missing or results that differ.
"""

import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from harness import environment, machine
from harness.engine import main, options, say, write
from harness.places import BENCH, VENV
from harness.verify import Wrong

PYTHON = VENV / "bin" / "python"
if pathlib.Path(sys.prefix) != VENV:
    environment.ensure()
    os.execv(PYTHON, [PYTHON, *sys.argv])  # a shorter first word would be looked up in PATH

# Only the environment has them.
import numpy  # noqa: E402
import pymannkendall  # noqa: E402
import ruptures  # noqa: E402

PROGRAM = BENCH / ".build" / "release" / "statistics-bench"
SEED = 20_261_128
LENGTH, COUNT, CLASSED = 40, 100_000, 1_000_000
PENALTY = 2 * math.log(LENGTH)
# The peers are slow: they are given the first so many, and their time is told for one series.
PELT_SAMPLE, KERNEL_SAMPLE = 500, 10_000


def ours(program: pathlib.Path, word: str, series: numpy.ndarray) -> dict:
    with tempfile.TemporaryDirectory(prefix="cais-statistics-") as name:
        file = pathlib.Path(name) / "series"
        file.write_bytes(numpy.ascontiguousarray(series, dtype=float).tobytes())
        done = subprocess.run([program, word, file, *map(str, series.shape)],
                              capture_output=True, text=True)
    if done.returncode:
        raise Wrong(f"{word} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def made(count: int) -> numpy.ndarray:
    """Noise, in a third with a line, in a third with a step."""
    chance = numpy.random.default_rng(SEED)
    series = chance.normal(size=(count, LENGTH)) + 10
    times = numpy.arange(LENGTH)
    series[::3] += chance.normal(0, 0.1, (len(series[::3]), 1)) * times
    steps = chance.integers(5, 35, (len(series[1::3]), 1))
    series[1::3] += chance.normal(0, 3, (len(series[1::3]), 1)) * (times >= steps)
    return series


def kernel(values: numpy.ndarray) -> list:
    found = ruptures.KernelCPD(kernel="linear", min_size=2, jump=1).fit(values).predict(pen=PENALTY)
    return [place for place in found if place < LENGTH]


def cost(values: numpy.ndarray, places: list) -> float:
    ends = [0, *places, LENGTH]
    return PENALTY * len(places) + sum(
        float(((values[a:b] - values[a:b].mean()) ** 2).sum()) for a, b in zip(ends, ends[1:]))


def beside(program: pathlib.Path, series: numpy.ndarray) -> dict:
    say(f"{len(series):,} series of {LENGTH}: trend, line and changes")
    mine = ours(program, "all", series)
    sample = series[:PELT_SAMPLE]
    start = time.perf_counter()
    peers = []
    for values in sample:
        trend = pymannkendall.original_test(values)
        places = ruptures.Pelt(model="l2", min_size=2, jump=1).fit(values).predict(pen=PENALTY)
        peers.append((trend, [place for place in places if place < LENGTH]))
    took = (time.perf_counter() - start) / len(sample)
    for index, (trend, places) in enumerate(peers):
        if mine["scores"][index] != trend.s or abs(mine["slopes"][index] - trend.slope) > 1e-9:
            raise Wrong(f"series {index}: another trend than pymannkendall")
        if cost(sample[index], mine["changes"][index]) > cost(sample[index], places) + 1e-9:
            raise Wrong(f"series {index}: a worse segmentation than that of ruptures")
    return {"seconds": mine["seconds"], "peers us": took * 1e6,
            "times as fast": took * len(series) / mine["seconds"]}


def alone(program: pathlib.Path, series: numpy.ndarray) -> dict:
    say("changes alone, beside the C of ruptures")
    mine = ours(program, "changes", series)
    sample = series[:KERNEL_SAMPLE]
    start = time.perf_counter()
    peers = [kernel(values) for values in sample]
    took = (time.perf_counter() - start) / len(sample)
    for index, places in enumerate(peers):
        if cost(sample[index], mine["changes"][index]) > cost(sample[index], places) + 1e-9:
            raise Wrong(f"series {index}: a worse segmentation than that of KernelCPD")
    return {"seconds": mine["seconds"], "peer us": took * 1e6,
            "times as fast": took * len(series) / mine["seconds"]}


def run(chosen) -> int:
    share = 10 if chosen.quick else 1
    series = made(COUNT // share)
    both, changes = beside(chosen.cais, series), alone(chosen.cais, series)
    say("classes on two cores")
    classes = ours(chosen.cais, "classes", made(CLASSED // share))
    wanted = json.loads((BENCH / "budgets.json").read_text())["statistics"]
    found = {"all times as fast": both["times as fast"],
             "changes times as fast": changes["times as fast"],
             "million classes s": classes["seconds"]}
    verdicts = [{"what": what, "found": value, "wanted": wanted[what],
                 "met": value >= wanted[what] if what.endswith("fast") else value <= wanted[what]}
                for what, value in found.items()]
    for one in verdicts:
        word = "not judged" if chosen.quick else "met" if one["met"] else "MISSED"
        print(f"{one['what']:24}{one['found']:12,.2f}  budget {one['wanted']:<8,}{word}")
    results = {"all": both, "changes": changes, "classes": classes, "verdicts": verdicts}
    print(f"\n{write('statistics', chosen, machine.facts(), results)}")
    return 0 if chosen.quick or all(one["met"] for one in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(options(__doc__, PROGRAM), run))
