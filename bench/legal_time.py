"""Measures the engine of legal time beside NumPy and plain Python in one run; README.md says how.

Exit codes: 0 budgets met, 1 a budget missed, 2 a tool missing or results that differ.
"""

import datetime
import json
import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from harness import clocks, environment, machine
from harness.engine import main, options, say, write
from harness.places import BENCH, PROJECT, VENV
from harness.verify import Wrong

PYTHON = VENV / "bin" / "python"
if pathlib.Path(sys.prefix) != VENV:
    environment.ensure()
    os.execv(PYTHON, [PYTHON, *sys.argv])  # a shorter first word would be looked up in PATH

import numpy as np  # noqa: E402  (only the environment has it)

PROGRAM = BENCH / ".build" / "release" / "legal-time-bench"
SEED = 20_261_123
TURNS, ROUNDS = 3, 5
THREADS = 2
PLACES = 3
DECLARED = datetime.date(2026, 6, 17)  # a Wednesday on which nothing rests
EPOCH = datetime.date(1970, 1, 1)
YEARS_ADDED = (datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))
YEARS_FILED = (datetime.date(2025, 1, 1), datetime.date(2026, 12, 31))


def number(day: datetime.date) -> int:
    return (day - EPOCH).days


def ours(program: pathlib.Path, command: str, *more: str) -> str:
    done = subprocess.run([program, command, "--home", PROJECT, *more],
                          capture_output=True, text=True)
    if done.returncode:
        raise Wrong(f"{command} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def holidays(program: pathlib.Path) -> list[set[int]]:
    """By place, the days that the engine passes over: the peers get the same."""
    found: list[set[int]] = [set() for _ in range(PLACES)]
    for line in ours(program, "holidays").splitlines():
        place, day = line.split()
        found[int(place)].add(int(day))
    return found


def adding(program, folder: pathlib.Path, random, count: int, rest: set[int]) -> dict:
    """Working days added to random days, ours and NumPy's in turn, each on one thread."""
    days = random.integers(*map(number, YEARS_ADDED), count, dtype=np.int32, endpoint=True)
    counts = random.integers(1, 250, count, dtype=np.int32, endpoint=True)
    days.tofile(folder / "days")
    counts.tofile(folder / "counts")
    busy = np.busdaycalendar(holidays=np.array(sorted(rest), dtype="datetime64[D]"))
    dates, offsets = days.astype("datetime64[D]"), counts.astype(np.int64)
    ends = np.empty(count, dtype="datetime64[D]")
    took: dict[str, list[float]] = {"cais": [], "numpy": []}
    for _ in range(TURNS):
        words = ["--folder", str(folder), "--rounds", str(ROUNDS)]
        took["cais"] += json.loads(ours(program, "add", *words))["rounds"]
        for _ in range(ROUNDS):
            start = time.perf_counter()
            # The day itself is not counted: one that rests stands for the working day before it.
            np.busday_offset(dates, offsets, roll="backward", busdaycal=busy, out=ends)
            took["numpy"].append(time.perf_counter() - start)
    found = np.fromfile(folder / "ends", dtype=np.int32)
    wanted = ends.astype(np.int64)
    if not np.array_equal(found, wanted):
        first = int(np.flatnonzero(found != wanted)[0])
        raise Wrong(f"{dates[first]} and {counts[first]} working days: ours"
                    f" {found[first].astype('datetime64[D]')}, NumPy's {ends[first]}")
    ns = {side: statistics.median(all) / count * 1e9 for side, all in took.items()}
    return {"operations": count, "ns": ns, "ratio": ns["numpy"] / ns["cais"],
            "checksum": int(wanted.sum()), "rounds": took}


def make_clocks(random, count: int):
    """Rule, place, filed, then two suspensions that may overlap, and an extension."""
    def after(days, least: int, most: int):
        return days + random.integers(least, most, count, dtype=np.int32, endpoint=True)
    filed = random.integers(*map(number, YEARS_FILED), count, dtype=np.int32, endpoint=True)
    asked = after(filed, 1, 40)
    consulted = after(asked, 1, 40)
    columns = [random.integers(0, len(clocks.RULES), count, dtype=np.int32),
               random.integers(0, PLACES, count, dtype=np.int32),
               filed, asked, after(asked, 1, 30), consulted, after(consulted, 1, 30),
               after(filed, 1, 120)]
    return np.stack(columns, axis=1)


def sweep(part: tuple[int, int]) -> list[int]:
    return clocks.ends(ROWS[part[0]:part[1]], CALENDARS)


ROWS: list[list[int]] = []
CALENDARS: list[clocks.Calendar] = []


def in_python(rows: list[list[int]], rest: list[set[int]]) -> tuple[list[int], float]:
    """The ends and the seconds of two processes that have everything in memory already."""
    global ROWS, CALENDARS
    ROWS, CALENDARS = rows, [clocks.Calendar(days) for days in rest]
    step = (len(rows) + THREADS - 1) // THREADS
    parts = [(first, first + step) for first in range(0, len(rows), step)]
    with multiprocessing.get_context("fork").Pool(THREADS) as pool:
        pool.map(len, [()] * THREADS)  # both are up
        start = time.perf_counter()
        found = pool.map(sweep, parts, chunksize=1)
        took = time.perf_counter() - start
    return sum(found, []), took


def recomputing(program, folder: pathlib.Path, random, count: int, rest: list[set[int]]) -> dict:
    sample = count // 10
    rows = make_clocks(random, count)
    rows.tofile(folder / "clocks")
    told = json.loads(ours(program, "clocks", "--folder", str(folder), "--rounds", str(ROUNDS),
                           "--declare", DECLARED.isoformat()))
    if told["clocks"] != [count]:
        raise Wrong(f"{count} clocks were given, {told['clocks']} taken")
    before, after = (np.fromfile(folder / name, dtype=np.int32) for name in ("before", "after"))
    if int((before != after).sum()) != told["moved"][0] or not told["moved"][0]:
        raise Wrong("the clocks that moved are not those whose end is another")
    plain = rows[:sample].tolist()
    now = [days | {number(DECLARED)} for days in rest]
    took = []
    for days, wanted in ((rest, before), (now, after)):
        found, seconds = in_python(plain, days)
        compare(plain, found, wanted[:sample].tolist())
        took.append(seconds)
    seconds = {"cais": max(told["rounds"]), "python": statistics.mean(took) * count / sample}
    return {"clocks": count, "sample": sample, "seconds": seconds, "moved": int(told["moved"][0]),
            "ratio": seconds["python"] / statistics.median(told["rounds"]),
            "rounds": told["rounds"], "building": told["building"][0], "python": took,
            "checksum": int(after.astype(np.int64).sum())}


def compare(rows: list[list[int]], found: list[int], wanted: list[int]) -> None:
    for row, python, swift in zip(rows, found, wanted, strict=True):
        if python != swift:
            raise Wrong(f"the clock {row} ends on {swift} for us, on {python} in Python")


def shown(added: dict, moved: dict) -> str:
    seconds = moved["seconds"]
    return f"""\
working days added to {added['operations']:,} days of 1990-2100, 1 to 250 of them, one thread
  cais                {added['ns']['cais']:8.2f} ns each
  numpy.busday_offset {added['ns']['numpy']:8.2f} ns each   {added['ratio']:.1f} times
  same results, checksum {added['checksum']}
{moved['clocks']:,} clocks of six events derived anew after a holiday was declared, two threads
  cais                {seconds['cais']:8.2f} s, the slowest of {len(moved['rounds'])};\
 {moved['moved']:,} ends moved
  plain Python        {seconds['python']:8.2f} s, two processes, {moved['sample']:,} clocks scaled\
   {moved['ratio']:.0f} times
  same results on the sample; taking the clocks in took {moved['building']:.1f} s"""


def judge(added: dict, moved: dict) -> list[dict]:
    wanted = json.loads((BENCH / "budgets.json").read_text())["legal_time"]
    ratio, seconds = added["ratio"], moved["seconds"]["cais"]
    return [
        {"what": "adding / numpy", "found": ratio, "wanted": wanted["adding / numpy"],
         "met": ratio >= wanted["adding / numpy"]},
        {"what": "recompute s", "found": seconds, "wanted": wanted["recompute s"],
         "met": seconds < wanted["recompute s"]},
    ]


def run(chosen) -> int:
    count = 100_000 if chosen.quick else 1_000_000
    random = np.random.default_rng(SEED)
    with tempfile.TemporaryDirectory(prefix="cais-legal-") as name:
        rest = holidays(chosen.cais)
        say("adding working days")
        added = adding(chosen.cais, pathlib.Path(name), random, count, rest[0])
        say("deriving clocks")
        moved = recomputing(chosen.cais, pathlib.Path(name), random, count, rest)
    verdicts = judge(added, moved)
    print(shown(added, moved), "", sep="\n")
    for one in verdicts:
        word = "not judged" if chosen.quick else "met" if one["met"] else "MISSED"
        sign = ">=" if "/" in one["what"] else "<"
        print(f"{one['what']:16}{one['found']:8.2f}  wanted {sign} {one['wanted']:<4}{word}")
    facts = machine.facts() | {"numpy": np.__version__}
    del facts["peers"]
    results = {"adding": added, "recomputing": moved, "verdicts": verdicts}
    print(f"\n{write('legal-time', chosen, facts, results)}")
    return 0 if chosen.quick or all(one["met"] for one in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(options(__doc__, PROGRAM), run))
