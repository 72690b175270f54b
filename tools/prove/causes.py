#!/usr/bin/env python3
"""Asks each synthetic world of causes a thousand times and holds the answers against what Cais promises of them.

    tools/prove/causes.py [--count N] [--out FILE]     the table as Markdown; default docs/proofs/<date>-causes.md
    tools/prove/causes.py --power [--count N]          writes docs/causes-power.md: how often effects of a size are found

Builds Kernel and Statistics alone, in release, with the worlds of Tests/StatisticsTests/Causes. Exit 1 where a promise is broken.
"""
import argparse
import datetime
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
WORLDS = ("CausalWorlds", "SeriesWorlds", "PanelWorlds")
MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("InferIsolatedConformances"),
]
let package = Package(
    name: "lab",
    targets: [
        .target(name: "Kernel", exclude: ["README.md"], swiftSettings: strict),
        .target(name: "Statistics", dependencies: ["Kernel"], exclude: ["README.md"], swiftSettings: strict),
        .target(name: "TestSupport", swiftSettings: strict),
        .executableTarget(name: "Lab", dependencies: ["Statistics", "TestSupport"], swiftSettings: strict),
    ], swiftLanguageModes: [.v6])
"""
CLEAN = ("no effect", "step", "slope", "delayed")
PROOF_HEAD = """# Causes in synthetic worlds, {date}

`tools/prove/causes.py --count {count}`: each world asked {count} times with seeds 0 to {last}, release, one thread. All figures in percent; coverage is
of those studies that gave an interval. The worlds stand in `Tests/StatisticsTests/Causes/*Worlds.swift`.

Promised: coverage from 92 to 98 where the assumptions hold (no effect, step, slope, delayed); in the world without effect an interval without zero,
and `supported`, in at most 6.5; in the worlds confounded and break `supported` in at most 5. {outcome}

"""
PROOF_FOOT = """
Read with care: in the row *interrupted series alone, rivals sought in vain* whoever declared the study wrote that no other cause was
found, and was wrong. No method can see that from one series. The verdict there is never more than `weak`, whose sentence says that the cause "is not
shown"; without that declaration it is `cannot tell`, always. A lagged association is never more than `weak` either; its world *break* gives an
interval, because the longer stretch on one side of the break is studied, and there is no effect in it.
Worlds without effect of the other methods count both sides of zero, since the claim is `change`; a claim of a direction halves them.
"""
POWER_HEAD = """# How large an effect has to be, to be found

Made by `tools/prove/causes.py --power --count {count}` on {date}; in percent of {count} worlds each. Sizes are the mean effect over the points at which it can be
felt. One error has a spread of 2 in the interrupted series (72 months, the cause after 40, errors leaning on each other by 0, 0.3 or
0.6), of 1 in the differences (10 regions with, 20 without, 8 half-years before, 6 after), of 1 beside common movements in the
synthetic control (39 donors, 30 quarters before, 10 after); in the lagged association the size is what the outcome takes of the driver
(120 months). *Supported* needs every check to hold; an interrupted series alone and a lagged association are never more than weak.

An interval without zero is not enough for differences: a drift that was not seen before the date has to be ruled out as well.

"""


def build(folder):
    for room in ("Kernel", "Statistics"):
        shutil.copytree(PROJECT / "Sources" / room, folder / "Sources" / room)
    for target, files in (
            ("TestSupport", [PROJECT / "Sources/TestSupport/SeededRandom.swift"]),
            ("Lab", [PROJECT / f"Tests/StatisticsTests/Causes/{name}.swift" for name in WORLDS])):
        (folder / "Sources" / target).mkdir()
        for file in files:
            shutil.copy(file, folder / "Sources" / target / file.name)
    shutil.copy(PROJECT / "tools/prove/causes_lab.swift", folder / "Sources/Lab/main.swift")
    (folder / "Package.swift").write_text(MANIFEST)
    subprocess.run(["swift", "build", "-c", "release", "--product", "Lab"], cwd=folder, check=True,
                   stdout=subprocess.DEVNULL)
    return folder / ".build/release/Lab"


def broken(table):
    """What the figures do not hold of what is promised."""
    for line in table.splitlines()[2:]:
        study, world, coverage, excluded, supported, *_ = [cell.strip() for cell in line.strip("|").split("|")]
        where = f"{study}, {world}: "
        if world in CLEAN and not 92 <= float(coverage) <= 98:
            yield where + f"coverage {coverage}"
        if world == "no effect" and max(float(excluded), float(supported)) > 6.5:
            yield where + f"{excluded} without zero, {supported} supported"
        if world in ("confounded", "break") and float(supported) > 5:
            yield where + f"{supported} supported"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--power", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    today = datetime.date.today().isoformat()
    with tempfile.TemporaryDirectory() as folder:
        lab = build(Path(folder))
        mode = "power" if options.power else "truth"
        table = subprocess.run([lab, mode, str(options.count)], check=True, capture_output=True, text=True).stdout
    facts = {"date": today, "count": options.count, "last": options.count - 1}
    if options.power:
        out = options.out or PROJECT / "docs/causes-power.md"
        out.write_text(POWER_HEAD.format(**facts) + table)
        return
    problems = list(broken(table))
    facts["outcome"] = "Broken: " + "; ".join(problems) + "." if problems else "All hold."
    out = options.out or PROJECT / f"docs/proofs/{today}-causes.md"
    out.write_text(PROOF_HEAD.format(**facts) + table + PROOF_FOOT)
    print(f"{out}: {facts['outcome']}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
