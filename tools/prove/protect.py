#!/usr/bin/env python3
"""Protects the census table by municipality and nationality with the built `cais`, and attacks what it would publish.

The attack is not ours: HiGHS finds the least and the largest value of every hidden small cell, given all published
cells, all sums, and that a hidden cell holds somebody. None may lie within one of the truth on both sides.
Usage: protect.py CAIS Q1.2.csv (needs highspy)
"""
import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import highspy

LEVELS = 4
NATIONS = [("Portuguese", "all"), ("foreign", "all"), ("stateless", "all")]


def number(text):
    return int("".join(c for c in text if c.isdigit()) or 0)


def census(path):
    """The numbers of each row: total, Portuguese, foreign, stateless and fifteen nationalities."""
    text = Path(path).read_text(encoding="latin-1")
    rows = [r for r in list(csv.reader(io.StringIO(text)))[4:] if len(r) > 19 and number(r[1])]
    return [[number(field) for field in row[1:20]] for row in rows]


def places(rows):
    """Child and parent by the order of the rows: parts follow their sum until they add up."""
    below, at = [], 0

    def read(level):
        nonlocal at
        own, at = at, at + 1
        missing = rows[own][0] if level < LEVELS else 0
        while missing > 0:
            below.append((str(at), str(own)))
            missing -= rows[at][0]
            read(level + 1)

    read(0)
    return below


def nations():
    return NATIONS + [(str(i), "foreign") for i in range(4, 19)] + [("other", "foreign")]


def cells(rows):
    names = ["all"] + [code for code, _ in nations()]
    for place, row in enumerate(rows):
        values = row[:4] + row[4:] + [row[2] - sum(row[4:])]
        yield from (((str(place), name), value) for name, value in zip(names, values))


def write(path, header, lines):
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([header, *lines])


def protect(cais, folder, rows):
    write(folder / "table.csv", ["place", "nation", "count"],
          [(*codes, value) for codes, value in cells(rows)])
    write(folder / "places.csv", ["code", "parent"], places(rows))
    write(folder / "nations.csv", ["code", "parent"], nations())
    (folder / "spec.yaml").write_text(
        'dimensions:\n  - {column: place, total: "0", hierarchy: places.csv}\n'
        "  - {column: nation, total: all, hierarchy: nations.csv}\n"
        "value: count\nrules:\n  - {threshold: 3, margin: 2}\n")
    said = subprocess.run(
        [cais, "protect", folder / "table.csv", "--spec", folder / "spec.yaml", "--out",
         folder / "out.csv", "--json"], check=True, capture_output=True, text=True).stdout
    with open(folder / "out.csv", newline="") as file:
        told = {(r["place"], r["nation"]): r["count"] for r in csv.DictReader(file)}
    return json.loads(said), told


def sums(rows):
    """Each sum with its parts, as pairs of codes."""
    for tree, others, pair in [
        (places(rows), ["all"] + [c for c, _ in nations()], lambda a, b: (a, b)),
        (nations(), [str(i) for i in range(len(rows))], lambda a, b: (b, a)),
    ]:
        children = {}
        for code, parent in tree:
            children.setdefault(parent, []).append(code)
        for parent, parts in children.items():
            for other in others:
                yield pair(parent, other), [pair(part, other) for part in parts]


def attack(rows, told):
    """Least and largest value of every cell that is hidden and small."""
    truth = dict(cells(rows))
    hidden = [cell for cell in truth if told[cell] == ""]
    place = {cell: index for index, cell in enumerate(hidden)}
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    for _ in hidden:
        model.addVar(1, highspy.kHighsInf)
    for total, parts in sums(rows):
        terms = [(place[c], 1.0) for c in parts if c in place]
        known = sum(int(told[c]) for c in parts if c not in place)
        if total in place:
            terms.append((place[total], -1.0))
        else:
            known -= int(told[total])
        if terms:
            index, factors = zip(*terms)
            model.addRow(-known, -known, len(index), list(index), list(factors))
    for cell in hidden:
        if truth[cell] < 3:
            yield cell, truth[cell], *(reach(model, place[cell], side) for side in (1, -1))


def reach(model, column, side):
    model.changeColCost(column, side)
    model.run()
    status = model.getModelStatus()
    value = side * model.getInfo().objective_function_value
    model.changeColCost(column, 0)
    return value if status == highspy.HighsModelStatus.kOptimal else side * -float("inf")


def main():
    cais, path = sys.argv[1:3]
    rows = census(path)
    with tempfile.TemporaryDirectory() as folder:
        report, told = protect(cais, Path(folder), rows)
    small = [cell for cell, value in cells(rows) if 0 < value < 3]
    shown = [cell for cell in small if told[cell] != ""]
    found = list(attack(rows, told))
    bounded = [f for f in found if f[2] >= f[1] - 1 - 1e-6 and f[3] <= f[1] + 1 + 1e-6]
    wrong = [f for f in found if f[2] > f[1] + 1e-6 or f[3] < f[1] - 1e-6]
    print(f"{report['cells']} cells, {report['primary']} sensitive, {report['complementary']} hidden "
          f"beside them (sum {report['valueLost']}); attacked {len(found)}: {len(shown)} shown, "
          f"{len(bounded)} bounded within one, {len(wrong)} bounds beside the truth")
    return 1 if shown or bounded or wrong or len(found) != len(small) or not found else 0


if __name__ == "__main__":
    sys.exit(main())
