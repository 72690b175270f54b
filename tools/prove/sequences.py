#!/usr/bin/env python3
"""Walks every procedure through all sequences of six accepted acts, and in each state tries everything that is refused.

    tools/prove/sequences.py [--acts 6] [--seconds 600] [--jobs 2] [--procedures CODE …] [--build FOLDER --release]

The walk is exhaustive, never sampled: three acts, then four, and so on to six, each procedure in processes of its own
(SequenceTests, CAIS_PROCEDURE and CAIS_ACTS) that end after --seconds in all; a walk that would not fit is not begun, and the
table says what bound was reached. It goes through the rules, which know no store: that both engines store what the rules
took is asked by the tests of each act. --build names the folder of another build; --release takes the release one in it:

    swift build -c release --build-tests -Xswiftc -enable-testing --scratch-path FOLDER

The table goes to standard output, and as JSON to out/prove/sequences.json. Exit 1 where something that must always hold does
not, or where a procedure does not come to three acts; --strict also where one does not come to --acts.
"""
import argparse
import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from os import environ
from pathlib import Path

import swift_tests
from house import PROJECT, say

ACTS_MIN, ACTS, SECONDS = 3, 6, 600
TEST = "SequenceTests.+every sequence of acts"
TOLD = re.compile(r"(?m)^([\w-]+): (\d+) states, (\d+) sequences, (\d+) refused, (\d+) decided, (\d+) of (\d+) meetings compared, acts (\d+)$")
KEYS = ("states", "sequences", "refused", "decided", "compared", "met", "acts")


def walked(tests, code, acts, seconds):
    """The figures of one walk, or nothing where it takes too long. It is an error where a test is red."""
    began = time.monotonic()
    told = swift_tests.run(tests, TEST, seconds, PROJECT, environ | {"CAIS_PROCEDURE": code, "CAIS_ACTS": str(acts)})
    if told is None:
        return None
    if told.returncode:
        raise RuntimeError(f"{code}, {acts} acts: exit {told.returncode}\n{told.stdout[-3000:]}")
    found = TOLD.search(told.stdout)
    if not found or found[1] != code or int(found[6]) != acts:
        raise RuntimeError(f"{code}, {acts} acts: the test does not say what it walked\n{told.stdout[-1000:]}")
    return dict(zip(KEYS, map(int, found.groups()[1:]))) | {"seconds": round(time.monotonic() - began, 1)}


def deepest(tests, code, asked):
    """The longest walk that fits into the time of a procedure."""
    end, best, growth = time.monotonic() + asked.seconds, None, 0
    for acts in range(min(ACTS_MIN, asked.acts), asked.acts + 1):
        left = end - time.monotonic()
        if best and best["seconds"] * growth > 1.5 * left:
            break
        found = walked(tests, code, acts, max(left, 1))
        if found is None:
            break
        growth = found["states"] / best["states"] if best else 0
        best = found
        say(f"{code}: {acts} acts, {found['states']:,} states in {found['seconds']} s")
    return {"procedure": code, "acts": 0, "wanted": asked.acts} | (best or {}) | {
        "exhaustive": bool(best) and best["acts"] == asked.acts}


def shown(rows):
    lines = ["| procedure | acts | states | sequences | refused acts tried | seconds |", "|---|---|---|---|---|---|"]
    for row in rows:
        bound = f"{row['acts']}" if row["exhaustive"] else f"{row['acts']} of {row['wanted']}: the time was over"
        numbers = [f"{row.get(key, 0):,}" for key in ("states", "sequences", "refused", "seconds")]
        lines.append(f"| {row['procedure']} | {bound} | " + " | ".join(numbers) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=ACTS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each procedure")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--procedures", nargs="+", metavar="CODE")
    parser.add_argument("--build", type=Path, default=PROJECT / ".build")
    parser.add_argument("--release", action="store_true")
    parser.add_argument("--strict", action="store_true")
    asked = parser.parse_args()
    known = sorted(path.stem for path in (PROJECT / "policy/pt/procedures").glob("*.yaml"))
    unknown = set(asked.procedures or []) - set(known)
    if unknown:
        parser.error(f"no procedure {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    tests = swift_tests.program(asked.build, "release" if asked.release else "debug")
    swift_tests.end_with_us()

    def first_red_ends_all(code):
        try:
            return deepest(tests, code, asked)
        except RuntimeError as error:
            print(error, file=sys.stderr, flush=True)
            swift_tests.end_all()

    with ThreadPoolExecutor(asked.jobs) as pool:
        rows = list(pool.map(first_red_ends_all, asked.procedures or known))
    print(shown(rows))
    out = PROJECT / "out/prove/sequences.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps({"release": asked.release, "exhaustive": True, "procedures": rows}, indent=1) + "\n")
    short = [row["procedure"] for row in rows if row["acts"] < min(ACTS_MIN, asked.acts)]
    bound = [row["procedure"] for row in rows if not row["exhaustive"]]
    say(f"{len(rows) - len(bound)} of {len(rows)} procedures through all sequences of {asked.acts} acts")
    return 1 if short or (asked.strict and bound) else 0


if __name__ == "__main__":
    sys.exit(main())
