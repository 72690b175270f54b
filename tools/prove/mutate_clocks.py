#!/usr/bin/env python3
"""Breaks each small rule of the engine of legal time, one at a time, and asks which worked examples turn red.

    tools/prove/mutate_clocks.py [--out FILE]      the table as Markdown; default docs/proofs/<date>-clock-rules.md
    tools/prove/mutate_clocks.py --only WORD       those whose words hold WORD, without writing a file
    tools/prove/mutate_clocks.py --check           only whether each line still stands in the engine once; `make lint` asks

Builds Kernel, Formats and LegalTime alone in a folder of its own, with a program that runs policy/pt/clocks/examples.
Exit 1 where a broken rule turns no example red, or where an example is red with the engine whole. A program that crashes or
does not end is no red example: the line is wrong and the run stops.
"""
import argparse
import datetime
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from clock_mutations import MUTATIONS

PROJECT = Path(__file__).resolve().parents[2]
BUILD_SECONDS_MAX, RUN_SECONDS_MAX = 900, 300
MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("InferIsolatedConformances"),
]
let package = Package(
    name: "lab", dependencies: [.package(path: "YAMS")],
    targets: [
        .systemLibrary(name: "CXML", path: "Sources/C/CXML", pkgConfig: "libxml-2.0"),
        .systemLibrary(name: "CZlib", path: "Sources/C/CZlib", pkgConfig: "zlib"),
        .target(name: "Kernel", exclude: ["README.md"], swiftSettings: strict),
        .target(
            name: "Formats", dependencies: ["CXML", "CZlib", .product(name: "Yams", package: "Yams")],
            exclude: ["README.md"], swiftSettings: strict),
        .target(
            name: "LegalTime", dependencies: ["Kernel", "Formats"], exclude: ["README.md"],
            swiftSettings: strict),
        .executableTarget(name: "Lab", dependencies: ["Kernel", "Formats", "LegalTime"]),
    ], swiftLanguageModes: [.v6])
"""


class NotBuilt(Exception):
    """The compiler refuses the engine: a broken line has to be one that it takes."""


class Stopped(Exception):
    """The program crashed or went on for ever: that shows nothing about an example."""


class Lab:
    """The engine alone, in a folder that may be broken."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.engine = self.folder / "Sources/LegalTime/Model"
        for room in ("Kernel", "Formats", "LegalTime", "C/CXML", "C/CZlib"):
            shutil.copytree(PROJECT / "Sources" / room, self.folder / "Sources" / room)
        main = self.folder / "Sources/Lab/main.swift"
        main.parent.mkdir()
        shutil.copy(PROJECT / "tools/prove/clock_lab.swift", main)
        yams = PROJECT / ".build/checkouts/Yams"
        (self.folder / "Package.swift").write_text(MANIFEST.replace("YAMS", str(yams)))

    def red(self):
        """The names of the examples that are red, and how many ran."""
        built = run(["swift", "build", "--product", "Lab"], self.folder, BUILD_SECONDS_MAX)
        if built is None or built.returncode:
            raise NotBuilt(built.stdout[-3000:] if built else "it takes too long")
        told = run([self.folder / ".build/debug/Lab", PROJECT / "policy/pt"], self.folder, RUN_SECONDS_MAX)
        if told is None:
            raise Stopped(f"it did not end in {RUN_SECONDS_MAX} s")
        if told.returncode:
            raise Stopped(f"exit {told.returncode}: {told.stdout[-600:]}")
        lines = [line.split("\t") for line in told.stdout.splitlines()]
        return ([f"{line[1]}" for line in lines if line[0] == "RED"],
                sum(int(line[1]) for line in lines if line[0] == "RAN"))

    def breaks(self, file, old, new):
        path = self.engine / file
        whole = path.read_text()
        if whole.count(old) != 1:
            raise SystemExit(f"mutate_clocks: {file}: “{old}” stands there {whole.count(old)} times, not once")
        path.write_text(whole.replace(old, new))
        try:
            return self.red()[0]
        except NotBuilt as trouble:
            raise SystemExit(f"mutate_clocks: {file}: “{new}” does not build:\n{trouble}") from trouble
        except Stopped as trouble:
            raise SystemExit(f"mutate_clocks: {file}: “{new}” stops the program instead of turning an example red: "
                             f"{trouble}") from trouble
        finally:
            path.write_text(whole)


def strays(engine=PROJECT / "Sources/LegalTime/Model"):
    """What the table says of lines that do not stand in the engine, or not once."""
    counts = [(words, file, (engine / file).read_text().count(old)) for words, file, old, _ in MUTATIONS]
    return [f"clock_mutations.py: {words}: its line stands in {file} {count} times, not once"
            for words, file, count in counts if count != 1]


def run(command, folder, seconds):
    try:
        return subprocess.run(command, cwd=folder, text=True, timeout=seconds, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
    except subprocess.TimeoutExpired:
        return None


def row(number, words, file, red):
    names = "; ".join(red[:3]) + (f" … and {len(red) - 3} more" if len(red) > 3 else "")
    return f"| {number} | {words} | `{file}` | {len(red)} | {names or '**none: it survives**'} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        print("\n".join(strays()) or f"clock mutations: {len(MUTATIONS)} lines stand in the engine")
        return 1 if strays() else 0
    chosen = [one for one in MUTATIONS if not asked.only or asked.only in one[0]]
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(folder)
        red, count = lab.red()
        if red:
            raise SystemExit("mutate_clocks: red with the engine whole: " + "; ".join(red))
        rows, survivors = [], 0
        for number, (words, file, old, new) in enumerate(chosen, 1):
            red = lab.breaks(file, old, new)
            survivors += not red
            rows.append(row(number, words, file, red))
            print(rows[-1], flush=True)
    text = report(rows, count, survivors, time.monotonic() - started)
    print(text.split("\n\n")[1])
    if not asked.only:
        out = asked.out or PROJECT / f"docs/proofs/{datetime.date.today()}-clock-rules.md"
        out.write_text(text)
    return 1 if survivors else 0


def report(rows, count, survivors, seconds):
    commit = run(["git", "rev-parse", "--short", "HEAD"], PROJECT, RUN_SECONDS_MAX).stdout.strip()
    head = "| | rule that was broken | file | red | examples that turned red |\n|---|---|---|---|---|\n"
    return (f"# Every rule of legal time breaks an example\n\n{len(rows)} rules of `LegalTime` were broken one at a time, "
            f"on top of commit {commit}; {count} worked examples ran each time; {survivors} broken rules turned none red; "
            f"{seconds:.0f} s in all. `tools/prove/mutate_clocks.py` writes this table; the lines are in "
            f"`clock_mutations.py`.\n\n{head}" + "\n".join(rows) + "\n")


if __name__ == "__main__":
    sys.exit(main())
