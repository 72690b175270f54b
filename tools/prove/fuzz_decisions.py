#!/usr/bin/env python3
"""Feeds spoilt FEEL, models and data to the engine of decisions for ten minutes: no crash, no hang, memory bounded.

    tools/prove/fuzz_decisions.py                    600 s; the account as Markdown into docs/proofs/<date>-decision-fuzz.md
    tools/prove/fuzz_decisions.py --seconds 60       less, without an account; SEED= repeats a run's inputs
    tools/prove/fuzz_decisions.py --again FILE       one input again

Builds `decisions-fuzz` in release and runs it as a child, four seeds one after the other. Each input lies in a file before
the engine sees it; what crashes, goes on for over 20 s, takes over 2 s of a processor for one call (reading, checking, one
answer), makes over 1 GiB resident, or ends in an error that is none of the engine's, is copied into out/fuzz/ and named.
First it is shown that the bounds are watched.
The kit's models are read where they stand (CAIS_DMN_TCK=, else beside the project). Exit 1 where something was found.
"""
import argparse
import datetime
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = PROJECT / ".build/release/decisions-fuzz"
POLICY = PROJECT / "policy/pt/decisions"
KIT = Path(os.environ.get("CAIS_DMN_TCK", PROJECT.parent / "shared/data/procedures/dmn-tck"))
KEPT = PROJECT / "out/fuzz"
SECONDS, SEEDS = 600, 4
SEED = int(os.environ.get("SEED", str(random.SystemRandom().randrange(10**6))))
# Beyond the seconds that the program is told: reading the corpus, and the last input's own bound.
GRACE_SECONDS = 120
FOUND, MEMORY, HANG = 1, 3, 4
WORDS = {MEMORY: "memory", HANG: "hang"}
TARGETS = {"feel": "FEEL text", "dmn": "DMN XML", "json": "JSON data"}


def say(*words):
    print("fuzz:", *words, file=sys.stderr, flush=True)


class Run:
    """One child with a seed: what it told, or how it ended instead."""

    def __init__(self, seed, seconds, folder, *bounds):
        self.seed, self.folder = seed, Path(folder)
        command = [PROGRAM, "--policy", POLICY, "--kit", KIT if KIT.is_dir() else "", "--folder", folder,
                   "--seed", seed, "--seconds", seconds, *bounds]
        try:
            done = subprocess.run([str(word) for word in command], text=True, capture_output=True,
                                  timeout=seconds + GRACE_SECONDS, check=False)
            self.status, self.told, self.words = done.returncode, done.stdout, done.stderr.strip()[-2000:]
        except subprocess.TimeoutExpired:
            self.status, self.told, self.words = HANG, "", "even its watchdog did not end it"

    def facts(self):
        return json.loads(self.told) if self.status in (0, FOUND) else None

    def problems(self):
        """Each with the input, which is kept."""
        if self.status == 0:
            return []
        KEPT.mkdir(parents=True, exist_ok=True)
        facts = self.facts() if self.told else None
        if facts:
            for path in self.folder.glob(f"{self.seed}-*.input"):
                shutil.copy(path, KEPT)
            return [finding.replace(str(self.folder), str(KEPT.relative_to(PROJECT))) for finding in facts["findings"]]
        what = WORDS.get(self.status, f"crash {-self.status}" if self.status < 0 else f"exit {self.status}")
        kept = KEPT / f"{self.seed}-{what.replace(' ', '-')}.input"
        at_hand = self.folder / "at-hand.input"
        if at_hand.exists():
            shutil.copy(at_hand, kept)
        words = self.words.replace(str(self.folder), str(KEPT.relative_to(PROJECT)))
        return [f"{kept.relative_to(PROJECT)}: {what}: {words}"]


def watched():
    """Whether the bounds are kept at all: each, made impossible, must be told."""
    trouble = []
    for words, bound, status in (("time", ("--seconds-max", 0), FOUND), ("memory", ("--resident-max", 1), MEMORY),
                                 ("hang", ("--hang-seconds-max", 0), HANG)):
        with tempfile.TemporaryDirectory(prefix="cais-fuzz.") as folder:
            ended = Run(1, 20, folder, *bound)
        if ended.status != status:
            trouble.append(f"the bound on {words} is not watched: exit {ended.status}, {ended.words}")
    return trouble


def text_of(*command):
    done = subprocess.run(command, cwd=PROJECT, text=True, capture_output=True, check=False)
    return done.stdout.strip()


def commit():
    changed = text_of("git", "status", "--porcelain", "--", "Sources", "Tests", "policy")
    return text_of("git", "rev-parse", "--short=12", "HEAD") + (" with changes" if changed else "")


def report(runs, problems, seconds):
    rows, total = [], 0
    for target, name in TARGETS.items():
        found = [run["targets"][target] for _, run in runs]
        taken, refused, limited = (sum(one[word] for one in found) for word in ("taken", "refused", "limited"))
        total += taken + refused + limited
        rows.append(f"| {name} | {taken + refused + limited:,} | {taken:,} | {refused:,} | {limited:,} "
                    f"| {max(one['slowest'] for one in found):.2f} s |")
    peak = max(run["peak bytes"] for _, run in runs)
    models = len(list(POLICY.glob("*.dmn")))
    kit = f"{len(list(KIT.rglob('*.dmn')))} of the DMN kit" if KIT.is_dir() else "**none of the DMN kit: it was not there**"
    head = "| target | inputs | a value | refused | ended by a limit | slowest call |\n|---|---|---|---|---|---|\n"
    seeds = ", ".join(str(seed) for seed, _ in runs)
    listed = "".join(f"- {problem}\n" for problem in problems)
    words = "nothing"
    return f"""# Spoilt decisions: no crash, no hang, bounded memory
Taken {datetime.date.today()} on commit {commit()}, {platform.machine()}, {os.cpu_count()} cores, with `tools/prove/fuzz_decisions.py`
(`make prove`); {seconds:.0f} s in a release build, seeds {seeds}. Spoilt were {models} models of the policy, {kit}
and our own seeds, with their texts and data, and again what had been spoilt before.

{head}{chr(10).join(rows)}

{total:,} inputs; found: {len(problems) or words}. At its highest {peak / 2**20:.0f} MiB were resident.
{listed}
An input is *refused* with an error that names its place, or *ended by a limit* of the engine (steps, depth, sizes). A finding is
a crash, any other error, over 2 s of a processor for one call (reading, checking, one answer), over 20 s by the clock for an
input, or over 1 GiB resident; that each bound is watched is shown before each run by making it impossible to keep. Texts are
parsed, compiled and computed as an expression and as a cell; models read, checked, and each decision asked for its value, its
explanation and what data it needs; data go to models that are whole. The same seed makes the same inputs from the same files: `SEED={SEED} tools/prove/fuzz_decisions.py`; one
input again: `--again FILE`. A short run is part of every test run (`FuzzTests`; `CAIS_FUZZ_SECONDS=`, `CAIS_FUZZ_SEED=`).
"""


def again(file):
    done = subprocess.run([PROGRAM, "--policy", POLICY, "--kit", KIT if KIT.is_dir() else "", "--again", file], check=False)
    return done.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--again", type=Path)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    build = ["swift", "build", "-c", "release", "--product", "decisions-fuzz"]
    if subprocess.run(build, cwd=PROJECT, stdout=sys.stderr, check=False).returncode:
        return 2
    if asked.again:
        return again(asked.again)
    if not KIT.is_dir():
        say(f"SKIPPED: the models of the DMN kit: {KIT} is not there; set CAIS_DMN_TCK")
    seconds = asked.seconds or SECONDS
    problems, runs = watched(), []
    for seed in range(SEED, SEED + SEEDS):
        with tempfile.TemporaryDirectory(prefix="cais-fuzz.") as folder:
            run = Run(seed, max(1, seconds // SEEDS), folder)
            problems += run.problems()
            if run.told and run.facts():
                runs.append((seed, run.facts()))
                say(f"seed {seed}: {runs[-1][1]['inputs']:,} inputs, {len(problems)} problems so far")
            else:
                say(f"seed {seed}: ended with {run.status}")
    for problem in problems:
        print(problem, file=sys.stderr)
    if runs and (asked.out or not asked.seconds):
        out = asked.out or PROJECT / f"docs/proofs/{datetime.date.today()}-decision-fuzz.md"
        out.write_text(report(runs, problems, seconds))
    print(json.dumps({"seconds": seconds, "seed": SEED, "seeds": SEEDS, "inputs": sum(run["inputs"] for _, run in runs),
                      "problems": len(problems)}))
    return 1 if problems or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
