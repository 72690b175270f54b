"""Makes the Portuguese series: foreign residents, permits granted, census 2021.

use: build_portugal.py SOURCES PROJECT     (SOURCES holds migration-stats/; codes.py first)
"""
import re
import sys
from pathlib import Path

import codes
import tables
from dataset import dimension, observation, write
from portugal_about import GRANTED, GROWTH, RESIDENTS, RESIDENTS_BY, TOTAL_GRANTED

KEY = "pt-foreign-residents"
PARTS = {1: KEY + ".titles", 2: KEY + ".stay-permits", 3: KEY + ".visa-extensions", 4: KEY}
FLAGS = {  # series, year: a break, and why
    (KEY, 2001): "first year that counts stay permits (autorizações de permanência)",
    (KEY, 2005): "first year that counts extended long-stay visas; stay permits fall by half",
    (KEY, 2008): "stay permits no longer counted",
}
VINTAGES = ["RIFA 2020", "RIFA 2021", "RIFA 2022", "RMA 2023"]
SEX = [{"code": "T", "pt": "Total", "en": "Total", "aggregate": 1},
       {"code": "M", "pt": "Homens", "en": "Men", "parent": "T"},
       {"code": "F", "pt": "Mulheres", "en": "Women", "parent": "T"}]
NATIONALITY = dimension("citizen", "Nacionalidade", "Nationality", "citizenship", "codes/areas.csv")
BY_SEX = dimension("sex", "Sexo", "Sex", "sex", SEX)


def integer(text):
    """Reads 416682, '416 682' and '698.536'; an empty cell is no value, never zero."""
    digits = re.sub(r"[\s.]", "", text)
    return int(digits) if digits else None


def counted(text):
    """In the nationality tables the sign - is the result nil (INE's convention)."""
    return 0 if text.strip() == "-" else integer(text)


def evolution(path):
    for row in tables.cells(path)[1:]:
        yield int(row[0]), [integer(cell) for cell in row[1:5]], row[5]


def newest(folder, vintage):
    found = sorted((folder / vintage.replace(" ", "")).glob("*residente_evolucao.csv"))
    return sorted(evolution(found[0]))


def residents(lines):
    for column, series in PARTS.items():
        for year, values, _ in lines:
            if values[column - 1] is not None:
                why = FLAGS.get((series, year), "")
                yield observation(series, year, values[column - 1], "b" if why else "", why)


def older(folder, out, about):
    """The three older reports as vintages of their own: they end earlier, and one differs in a cell."""
    for vintage in VINTAGES[:-1]:
        stem = f"{KEY}-{vintage.replace(' ', '-').lower()}"
        told = {**about, "source": f"SEF, {vintage}, table of evolution; transcribed by "
                "Germano-Silva/concurso-pesquisa-prepara-portugal-2025", "vintage": vintage}
        write(out, KEY, residents(newest(folder, vintage)), told, stem)


def growth(lines):
    """The rate as published, and the rate that the published totals give."""
    before = None
    for year, values, published in lines:
        ours = round((values[3] / before - 1) * 100, 2) if before else None
        told = float(published.rstrip("%").replace(",", ".")) if published.strip() else None
        if told is not None:
            apart = ours is not None and abs(told - ours) > 0.06
            note = f"the published totals give {ours:.2f}" if apart else ""
            yield observation("pt-foreign-residents-growth.published", year, f"{told:.2f}", "", note)
        if ours is not None:
            yield observation("pt-foreign-residents-growth.recomputed", year, f"{ours:.2f}")
        before = values[3]


def by_nationality(path, series, year, letters):
    """One row per nationality and sex, and the totals over all of them."""
    totals = [0, 0, 0]
    for row in tables.cells(path)[1:]:
        name = row[0].strip()
        values = [counted(cell) for cell in row[1:4]]
        if values[0] != values[1] + values[2]:
            sys.exit(f"{path}: {name}: {values} does not add up")
        totals = [a + b for a, b in zip(totals, values)]
        for sex, value in zip("TMF", values):
            yield observation(series, year, value, note="" if name.casefold() in letters[1]
                              else f"in the source: {name}", citizen=letters[0][name.casefold()], sex=sex)
    for sex, value in zip("TMF", totals):
        yield observation(series, year, value, citizen="TOTAL", sex=sex)


def nationality_table(folder, out, project, key, pattern, about):
    spelled = codes.nationalities(project)
    plain = {r["name_pt"].casefold() for r in codes.countries(project)}
    rows = []
    for report in [*VINTAGES, "RMA 2024"]:
        path = next((folder / report.replace(" ", "")).glob(pattern))
        rows += by_nationality(path, key, int(report[-4:]), (spelled, plain))
    write(out, key, rows, {**about, "dimensions": [NATIONALITY, BY_SEX]})


def permits_evolution(folder):
    for row in tables.cells(next((folder / "RMA2024").glob("*titulos_evolucao.csv")))[1:]:
        yield observation("pt-permits-granted-total", int(row[0]), integer(row[1]))


def main(sources, project):
    folder = Path(sources) / "migration-stats/portugal/aima-rifa-rma"
    out = Path(project) / "data/series"
    write(out, KEY, residents(newest(folder, VINTAGES[-1])), RESIDENTS)
    older(folder, out, RESIDENTS)
    key = "pt-foreign-residents-growth"
    for vintage in VINTAGES:
        last = vintage == VINTAGES[-1]
        stem = key if last else f"{key}-{vintage.replace(' ', '-').lower()}"
        write(out, key, growth(newest(folder, vintage)), {**GROWTH, "vintage": vintage}, stem)
    nationality_table(folder, out, project, "pt-foreign-residents-by-nationality",
                      "*populacao-estrangeira-residente.csv", RESIDENTS_BY)
    nationality_table(folder, out, project, "pt-permits-granted-by-nationality",
                      "*concessao-titulos-residencia.csv", GRANTED)
    write(out, "pt-permits-granted-total", permits_evolution(folder), TOTAL_GRANTED)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
