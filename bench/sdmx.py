"""Measures the reading of statistical messages beside sdmx1 and a bare lxml.iterparse; README.md says how.

Exit codes: 0 budgets met, 1 a budget missed, 2 a tool missing or results that differ.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from harness import environment, machine, messages
from harness.engine import main, options, say, write
from harness.places import BENCH, PEERS, VENV
from harness.verify import Wrong

PYTHON = VENV / "bin" / "python"
PROGRAM = BENCH / ".build" / "release" / "sdmx-bench"
SEED = 20_261_128
OBSERVATIONS = 1_000_000
ROUNDS = 5
XML, TWINS = ("specific.xml", "generic.xml"), ("data.csv", "data.json")


def told(command: list) -> dict:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=PEERS)
    if done.returncode:
        raise Wrong(f"{command[:3]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def ours(program: pathlib.Path, path: pathlib.Path) -> dict:
    return told([program.resolve(), "read", path])


def peer(side: str, path: pathlib.Path) -> dict:
    return told([PYTHON, "-m", "sdmx_readers", side, path])


def check(name: str, count: int, total: float, *found: dict) -> None:
    for one in found:
        if one["observations"] != count:
            raise Wrong(f"{name}: {one['observations']} observations of {count} were read")
        if one["sum"] is not None and abs(one["sum"] - total) > 1e-9 * total:
            raise Wrong(f"{name}: the sum is {one['sum']}, not {total}")


def median(rounds: list[dict], count: int) -> dict:
    seconds = statistics.median(one["seconds"] for one in rounds)
    return {"a second": count / seconds, "MB": max(one["megabytes"] for one in rounds),
            "seconds": [one["seconds"] for one in rounds]}


def xml(program: pathlib.Path, path: pathlib.Path, count: int, total: float) -> dict:
    """Ours and lxml in turn; sdmx1, which takes minutes, once."""
    say(f"{path.name}: ours and lxml")
    mine, bare = [], []
    for _ in range(ROUNDS):
        mine.append(ours(program, path))
        bare.append(peer("lxml", path))
    say(f"{path.name}: sdmx1")
    slow = peer("sdmx1", path)
    check(path.name, count, total, slow, *mine, *bare)
    found = {"cais": median(mine, count), "lxml": median(bare, count), "sdmx1": median([slow], count)}
    return found | {f"/ {side}": found["cais"]["a second"] / found[side]["a second"]
                    for side in ("lxml", "sdmx1")}


def twin(program: pathlib.Path, path: pathlib.Path, count: int, total: float) -> dict:
    rounds = [ours(program, path) for _ in range(ROUNDS)]
    check(path.name, count, total, *rounds)
    return {"cais": median(rounds, count)}


def verdict(what: str, found: float, wanted: float, is_most: bool = False) -> dict:
    return {"what": what, "found": found, "wanted": wanted,
            "met": found <= wanted if is_most else found >= wanted}


def judge(found: dict) -> list[dict]:
    wanted = json.loads((BENCH / "budgets.json").read_text())["sdmx"]
    verdicts = []
    for name in XML:
        verdicts += [verdict(f"{name} / {side}", found[name][f"/ {side}"], wanted[f"xml / {side}"])
                     for side in ("sdmx1", "lxml")]
    slowest = min(found[name]["cais"]["a second"] for name in XML)
    verdicts += [verdict(f"{name} / our XML", found[name]["cais"]["a second"] / slowest, 1)
                 for name in TWINS]
    return verdicts + [verdict(f"{name} MB", one["cais"]["MB"], wanted["xml MB"], True)
                       for name, one in found.items()]


def shown(found: dict) -> str:
    lines = []
    for name, one in found.items():
        lines += [f"{name:14}{side:8}{one[side]['a second']:14,.0f} observations a second"
                  f"{one[side]['MB']:10,.1f} MB" for side in ("cais", "lxml", "sdmx1") if side in one]
    return "\n".join(lines)


def run(chosen) -> int:
    environment.ensure()
    count = OBSERVATIONS // (10 if chosen.quick else 1)
    total = messages.total(count, SEED)
    found: dict = {}
    with tempfile.TemporaryDirectory(prefix="cais-sdmx-") as name:
        for form in XML + TWINS:
            path = messages.write(pathlib.Path(name), form, count, SEED)
            found[form] = (xml if form in XML else twin)(chosen.cais, path, count, total)
            path.unlink()
    verdicts = judge(found)
    print(shown(found), "", sep="\n")
    for one in verdicts:
        word = "not judged" if chosen.quick else "met" if one["met"] else "MISSED"
        print(f"{one['what']:24}{one['found']:12,.2f}  budget {one['wanted']:<8,}{word}")
    print(f"\n{write('sdmx', chosen, machine.facts(), {'files': found, 'verdicts': verdicts})}")
    return 0 if chosen.quick or all(one["met"] for one in verdicts) else 1


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)  # the peers are those of the environment
    sys.exit(main(options(__doc__, PROGRAM), run))
