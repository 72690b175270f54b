#!/usr/bin/env python3
"""Takes away each check of a right, one at a time, and asks which test turns red first.

    tools/prove/mutate_rights.py [--out FILE]      the table as Markdown; default docs/proofs/<date>-rights.md
    tools/prove/mutate_rights.py --only N[,N]      these numbers, without writing a file
    tools/prove/mutate_rights.py --limit N         the first N, without writing a file
    tools/prove/mutate_rights.py --list            what there is, one a line
    tools/prove/mutate_rights.py --check           only whether the source is read as it should be; `make lint` asks

The checks are found in the source (rights_mutations.py). All are built at once into a copy of the tree (--lab DIR, kept
between runs), behind a switch that CAIS_MUTATION turns. Exit 1 where a check is gone and no test is red, or where a test
is red with all checks in place. A run that crashes or does not end is no red test: it stops the proof. What was found is
kept in out/prove/rights-state.json: begun again on the same source, it goes on where it was; on another, the test that was red
is asked first.
"""
import argparse
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import rights_mutations
import swift_tests
from rights_mutations import PROJECT, all_mutations, mutated
from rights_stages import DOORS, HOUSE, TWICE, stages, together
from rights_state import State

BUILD_SECONDS_MAX, RUN_SECONDS_MAX, PARSE_SECONDS_MAX = 5400, 1800, 120
MUTATIONS_MIN = 40
HERE = Path(__file__).resolve().parent
RED = re.compile(r"Test (?!run |case )(.+?) (?:with \d+ test cases? )?(?:recorded an issue|failed after)")


class Stopped(Exception):
    """The program crashed or went on for ever: that shows nothing about a check."""


class Lab:
    """The copy with all switches, built once."""

    def __init__(self, folder, mutations):
        self.folder = folder
        switched = {one.file for one in mutations}
        self.copy(switched | {"Package.swift"})
        for name in ("Kernel", "Storage", "Web", "Cases"):
            self.put(f"Sources/{name}/Mutation.swift", (HERE / f"rights_lab/{name}.swift").read_text())
        for file in sorted(switched):
            those = [one for one in mutations if one.file == file]
            self.put(file, mutated((PROJECT / file).read_text(), those))
        whole = (PROJECT / "Package.swift").read_text()
        self.put("Package.swift", re.sub(r"(?m)^\s*\.treatAllWarnings\(as: \.error\),\n", "", whole))

    def copy(self, besides):
        """What git knows, and the sources of the dependencies, so that nothing is fetched."""
        told = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], PROJECT, 60)
        names = {name for name in told.stdout.split("\0") if name and (PROJECT / name).is_file()}
        # What git may not know, but the builder does: which version of each dependency it took.
        names |= {name for name in ("Package.resolved",) if (PROJECT / name).is_file()}
        for name in sorted(names - besides):
            self.put(name, (PROJECT / name).read_bytes())
        for path in [*self.folder.glob("Sources/**/*.swift"), *self.folder.glob("Tests/**/*.swift")]:
            if str(path.relative_to(self.folder)) not in names and path.name != "Mutation.swift":
                path.unlink()
        (self.folder / ".build").mkdir(parents=True, exist_ok=True)
        for name in ("checkouts", "repositories", "workspace-state.json"):
            source, target = PROJECT / ".build" / name, self.folder / ".build" / name
            if source.is_dir() and not target.exists():
                shutil.copytree(source, target, symlinks=True)
            elif source.is_file() and not target.exists():
                shutil.copy(source, target)

    def put(self, name, contents):
        """Writes only what changed, so that a second build is short."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        contents = contents.encode() if isinstance(contents, str) else contents
        if not path.exists() or path.read_bytes() != contents:
            path.write_bytes(contents)
        if (PROJECT / name).exists():
            path.chmod((PROJECT / name).stat().st_mode)

    def build(self):
        built = run(["swift", "build", "--build-tests"], self.folder, BUILD_SECONDS_MAX)
        if built is None or built.returncode:
            raise SystemExit("mutate_rights: the copy does not build:\n"
                             + (built.stdout[-6000:] if built else "it takes too long"))

    def first_red(self, numbers, chosen, hint=None):
        """The first test that is red, and red alone as well; nothing where none is. A hint is asked before all others."""
        if hint and self.red(numbers, exactly(hint)):
            return hint
        # What is quick first; nothing is said to survive before walks of three acts were asked.
        for acts in (2, 3):
            for stage in chosen:
                skipped = []
                while found := self.red(numbers, stage, acts, skipped):
                    if not numbers or self.red(numbers, exactly(found), acts):
                        return found
                    skipped.append(exactly(found))   # red by chance
            if not numbers:
                return None
        return None

    def red(self, numbers, pattern, acts=3, skip=()):
        """The first red test of those that a pattern names: the run is ended there."""
        env = dict(os.environ, CAIS_MUTATION=",".join(map(str, numbers)), CAIS_ACTS=str(acts))
        told = swift_tests.run(swift_tests.program(self.folder / ".build"), pattern, RUN_SECONDS_MAX, self.folder, env,
                               skip, RED)
        if told is None:
            raise Stopped(f"{numbers}: {pattern} did not end in {RUN_SECONDS_MAX} s")
        found = RED.search(told.stdout)
        if found:
            return found.group(1).strip("`\"")
        if re.search(r"Test run with 0 tests", told.stdout):
            if pattern in (DOORS, HOUSE):
                raise Stopped(f"{pattern} names no test")
            return None
        if told.returncode:
            raise Stopped(f"{numbers}: exit {told.returncode}: {told.stdout[-1500:]}")
        return None


def exactly(name):
    """A pattern of the test with that name; what is no letter stands for anything."""
    return "/.?" + re.sub(r"[^A-Za-z0-9 ]", ".", name)


def run(command, folder, seconds, env=None):
    try:
        return subprocess.run(command, cwd=folder, text=True, timeout=seconds, stdout=subprocess.PIPE, env=env,
                              stderr=subprocess.STDOUT, check=False)
    except subprocess.TimeoutExpired:
        return None


def problems(mutations):
    """What says that the source is not read as it should be."""
    if len(mutations) < MUTATIONS_MIN:
        yield f"only {len(mutations)} checks are found, not {MUTATIONS_MIN}"
    for kind in rights_mutations.KINDS:
        if not any(one.kind == kind for one in mutations):
            yield f"no check of the kind “{kind}” is found any more: has its pattern aged?"
    yield from unparsed(mutations)
    for name, text in rights_mutations.texts():
        those = [one for one in mutations if one.file == name]
        for line, raw in rights_mutations.unseen(text, those):
            yield f"{name}:{line}: “{raw}” asks for a right and is not found by rights_mutations.py"
    places = {(one.file.removeprefix("Sources/"), one.function) for one in mutations}
    for place, behind in TWICE.items():
        for one in [place, *behind]:
            if one not in places:
                yield f"TWICE names {one[1]} of {one[0]}, where nothing is asked"


def unparsed(mutations):
    """Where a switch leaves something that is no Swift: the lab would not build, which is seen only after minutes."""
    with tempfile.TemporaryDirectory(prefix="cais-rights.") as folder:
        for name, text in rights_mutations.texts():
            if those := [one for one in mutations if one.file == name]:
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(mutated(text, those))
        files = sorted(map(str, Path(folder).rglob("*.swift")))
        told = run(["swiftc", "-frontend", "-parse", *files], folder, PARSE_SECONDS_MAX)
        if told is None or told.returncode:
            words = told.stdout.replace(f"{folder}/", "") if told else "it takes too long"
            yield "a switch leaves no Swift: " + words[:600]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--lab", type=Path, default=PROJECT / "out/rights-lab")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="believe no earlier run")
    asked = parser.parse_args()
    everything = all_mutations()
    if asked.check:
        found = list(problems(everything))
        print("\n".join(found) or f"rights mutations: {len(everything)} checks stand in the source")
        return 1 if found else 0
    if asked.list:
        print("\n".join(f"{one.number:4} {one.file}:{one.line} {one.words}" for one in everything))
        return 0
    only = {int(number) for number in asked.only.split(",")} if asked.only else None
    chosen = [one for one in everything if only is None or one.number in only][:asked.limit]
    started = time.monotonic()
    state = State(everything, asked.fresh)
    swift_tests.end_with_us()
    rest = [one for one in chosen if not state.known(one)[0]]
    print(f"{len(chosen)} checks, {len(chosen) - len(rest)} of them known from a run on this very source", flush=True)
    if rest:
        lab = Lab(asked.lab, everything)
        lab.build()
        red = lab.first_red([], sorted({stage for one in rest for stage in stages(one)}))
        if red:
            raise SystemExit(f"mutate_rights: red with all checks in place: {red}")

    def broken(one):
        is_known, found = state.known(one)
        if not is_known:
            try:
                found = lab.first_red(together(one, everything), stages(one), found)
            except Stopped as stop:
                print(f"mutate_rights: {stop}", file=sys.stderr, flush=True)
                swift_tests.end_all()
            state.note(one, found)
        line = f"| {one.number} | {one.words} | `{one.file.removeprefix('Sources/')}:{one.line}` | " \
               f"{found or '**none: it survives**'} |"
        print(line, flush=True)
        return line, found

    with ThreadPoolExecutor(asked.jobs) as pool:
        rows = list(pool.map(broken, chosen))
    survivors = sum(not found for _, found in rows)
    text = report([line for line, _ in rows], survivors, time.monotonic() - started)
    print(text.split("\n\n")[1])
    if not asked.only and not asked.limit:
        out = asked.out or PROJECT / f"docs/proofs/{datetime.date.today()}-rights.md"
        out.write_text(text)
        facts = {"checks": len(rows), "survivors": survivors, "seconds": round(time.monotonic() - started)}
        (PROJECT / "out/prove/rights.json").write_text(json.dumps(facts) + "\n")
    return 1 if survivors else 0


def report(rows, survivors, seconds):
    commit = run(["git", "rev-parse", "--short", "HEAD"], PROJECT, 60).stdout.strip()
    head = "| | check that was taken away | where | first test that turned red |\n|---|---|---|---|\n"
    return (f"# Every check of a right is watched by a test\n\n{len(rows)} checks were taken away one at a time, on top "
            f"of commit {commit}; {survivors} of them turned no test red; {seconds:.0f} s in all. "
            f"`tools/prove/mutate_rights.py` writes this table; `rights_mutations.py` finds the checks in the source."
            f"\n\n{head}" + "\n".join(rows) + "\n")


if __name__ == "__main__":
    sys.exit(main())
