"""Makes the series of data/series that come from collected tables.

use: build_series.py SOURCES PROJECT     (SOURCES holds migration-stats/)
"""
import csv
import re
import sys
from pathlib import Path

import tables

KEY = "pt-foreign-residents"
PARTS = {1: KEY + ".titles", 2: KEY + ".stay-permits", 3: KEY + ".visa-extensions", 4: KEY}
FLAGS = {  # series, year: a break, and why
    (KEY, 2001): "first year that counts stay permits (autorizações de permanência)",
    (KEY, 2005): "first year that counts extended long-stay visas; stay permits fall by half",
    (KEY, 2008): "stay permits no longer counted",
}
COMPARED = {"Portugal", "Spain", "Italy", "France"}


def number(text):
    """Reads 416682, '416 682' and '698.536'; an empty cell is no value, never zero."""
    digits = re.sub(r"[\s.]", "", text)
    return int(digits) if digits else None


def levels(path):
    with open(path, encoding="utf-8", newline="") as file:
        for row in list(csv.reader(file))[1:]:
            yield int(row[0]), [number(cell) for cell in row[1:5]]


def checked(vintages):
    """The newest vintage, after the older ones agree with it on every total."""
    newest = dict(levels(vintages[-1]))
    for path in vintages:
        for year, values in levels(path):
            if values[3] != newest[year][3]:
                sys.exit(f"{path}: total of {year} is {values[3]}, newest says {newest[year][3]}")
            if values[3] != sum(v or 0 for v in values[:3]):
                print(f"{path.name}: parts of {year} do not add up to the total", file=sys.stderr)
    return newest


def residents(folder):
    files = sorted(folder.glob("R*/*residente_evolucao.csv"))
    newest = checked(files)
    for column, series in sorted(PARTS.items(), key=lambda p: p[0] != 4):
        for year, values in sorted(newest.items()):
            if values[column - 1] is not None:
                why = FLAGS.get((series, year), "")
                yield {"series": series, "period": year, "value": values[column - 1],
                       "flag": "b" if why else "", "note": why}


def eurostat(source, target, keep):
    """Copies header and kept rows as they are; only the line ends become LF."""
    lines = source.read_bytes().decode("utf-8").splitlines()
    header = next(csv.reader(lines[:1]))
    kept = [line for line in lines[1:] if keep(dict(zip(header, next(csv.reader([line])))))]
    target.write_bytes(("\n".join([lines[0], *kept]) + "\n").encode("utf-8"))
    print(f"{target}: {len(kept)} rows")


def main(sources, project):
    folder, out = Path(sources) / "migration-stats", Path(project) / "data/series"
    rows = list(residents(folder / "portugal/aima-rifa-rma"))
    tables.write(out / f"{KEY}.csv", list(rows[0]), rows)
    answers = folder / "eurostat-sdmx-csv"
    eurostat(answers / "migration_permits_issued.csv", out / "eurostat-first-permits.csv",
             lambda row: row["geo"] in COMPARED)
    wanted = {"Foreign country", "Reporting country"}
    eurostat(answers / "mean_and_median_income_by_citizenship.csv",
             out / "eurostat-median-income.csv",
             lambda row: row["geo"] in COMPARED and row["citizen"] in wanted)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
