"""Makes the national tables of the census 2021 by nationality: sex, age, schooling, work, housing.

use: build_census_tables.py SOURCES PROJECT     (SOURCES holds migration-stats/; codes.py first)
"""
import re
import sys
from pathlib import Path

import codes
import tables
from build_census import NAMES, bare
from census_about import ABOUT, TABLES
from dataset import code, dimension, observation, write

FIRST = "População residente"   # the row of all nationalities
SKIPPED = "Principais nacionalidades"
CITIZEN = dimension("citizen", "Nacionalidade", "Nationality", "citizenship", "codes/areas.csv")


def value(cell):
    digits = re.sub(r"\s", "", cell)
    return int(digits) if digits else None


def body(path):
    """The rows under the header, whose first cell says whose they are."""
    rows = tables.cells(path, "cp1252")
    start = next(i for i, row in enumerate(rows) if bare(row[0]) == FIRST)
    for row in rows[start:]:
        if row[0].startswith("Fonte"):
            return
        if bare(row[0]) != SKIPPED:
            yield bare(row[0]), row[1:]


def rows(path, key, columns, dim, spelled):
    """`columns`: one code per column of the table, None for what is left out (percentages, means)."""
    for name, cells in body(path):
        citizen = "TOTAL" if name == FIRST else {"Apátridas": "XXA", **NAMES}.get(name) or spelled[name.casefold()]
        for column, cell in zip(columns, cells):
            if column and value(cell) is not None:
                yield observation(key, column[0], value(cell), citizen=citizen, **{dim: column[1]})


def main(sources, project):
    folder = Path(sources) / "migration-stats/portugal/ine-censos2021-foreign"
    spelled = codes.nationalities(project)
    for table, told in TABLES.items():
        key = "pt-census-2021-" + told["key"]
        id, pt, en, role = told["dimension"]
        years = told.get("years") or {2021: told["codes"]}
        columns = [(year, c[0]) if c else None for year, listed in years.items() for c in listed]
        listed = {c[0]: code(*c) for listed in years.values() for c in listed if c}
        found = list(rows(folder / f"{table}.csv", key, columns, id, spelled))
        write(Path(project) / "data/series", key, found, {
            "title": {"pt": f"Censos 2021: {told['title'][0]}", "en": f"Census 2021: {told['title'][1]}"},
            "definition": {"pt": told["definition"][0], "en": told["definition"][1]},
            "topic": told["topic"], "dataflow": f"CAIS:{key.upper().replace('-', '_')}(1.0)", **ABOUT,
            "source": ABOUT["source"].format(table),
            "dimensions": [CITIZEN, dimension(id, pt, en, role, list(listed.values()))]})


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
