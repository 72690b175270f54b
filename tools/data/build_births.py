"""Takes the births and deaths of Portugal out of a copy of Eurostat's table demo_r_gind3.

use: build_births.py TABLE.tsv PROJECT     (TABLE.tsv as the YAML beside the series names it)
"""
import re
import sys
from pathlib import Path

ROWS = {"A,LBIRTH,PT": "eurostat-births", "A,DEATH,PT": "eurostat-deaths"}


def main(table, project):
    with open(table, encoding="utf-8") as lines:
        years = next(lines).split("\t")[1:]
        for line in lines:
            name, *cells = line.split("\t")
            if name in ROWS:
                write(Path(project) / "data/series", ROWS[name], zip(years, cells))


def write(folder, key, cells):
    with open(folder / f"{key}.csv", "w", encoding="utf-8") as out:
        out.write("series,period,value,flag,note,geo\n")
        for year, cell in cells:
            found = re.fullmatch(r"(-?\d+) ?([a-z]*)", cell.strip())
            if found:
                out.write(f"{key},{year.strip()},{found[1]},{found[2]},,PT\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
