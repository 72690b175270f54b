"""Makes the series of the census 2021: residents by municipality and nationality.

use: build_census.py SOURCES PROJECT     (SOURCES holds migration-stats/; codes.py first)
The table gives names without codes, region by region: a name counts only under its region, so the
Lagoa of the Algarve is not the Lagoa of the Azores.
"""
import re
import sys
from pathlib import Path

import codes
import tables
from dataset import dimension, observation, write

KEY = "pt-census-2021-nationality"
COLUMNS = ["TOTAL", "PRT", "FOREIGN", "XXA", "BRA", "AGO", "CPV", "GBR", "UKR", "FRA", "CHN", "GNB",
           "IND", "ROU", "ITA", "NPL", "ESP", "DEU", "STP"]
NAMES = {"Total": "TOTAL", "Nacionalidade portuguesa": "PRT", "Nacionalidade estrangeira": "FOREIGN",
         "Apátrida": "XXA"}
HEADER = 3   # the line that names the nationalities
FOOT = "Fonte"

ABOUT = {
    "title": {"pt": "Censos 2021: população residente por nacionalidade e município",
              "en": "Census 2021: residents by nationality and municipality"},
    "definition": {
        "pt": "População residente em 2021 por nacionalidade, no país, nas regiões NUTS I, II e III (2013) e nos 308 municípios: as 15 nacionalidades estrangeiras mais numerosas e os apátridas.",
        "en": "Residents in 2021 by nationality, for the country, the NUTS regions 1 to 3 (2013) and the 308 municipalities: the 15 largest foreign nationalities and the stateless."},
    "topic": "census", "dataflow": "CAIS:PT_CENSUS_2021_NATIONALITY(1.0)",
    "unit": "persons", "frequency": "irregular", "territories": "Portugal",
    "source": "INE, Recenseamento da População e da Habitação 2021, table Q1.2, via Germano-Silva/concurso-pesquisa-prepara-portugal-2025",
    "licence": "CC BY 4.0 (INE)", "vintage": "Censos 2021", "made_by": "tools/data/build_census.py",
    "method": "CP1252 read as such, spaces between thousands removed, codes added by name and region (DICO; NUTS 2013: INE writes 11A, others PT11A). A region that the table repeats on the next level is kept once per level. A blank cell of the table is no value here.",
    "breaks": [],
    "caveats": [
        "Census, not permits: 542,165 foreign nationals in 2021 here, 698,887 holders of a title at the end of 2021 in the administrative count.",
        "Foreign (FOREIGN) is the sum of all foreign nationalities, also of those that the table does not name; it overlaps with them and with the total.",
        "Small cells are published as they are by INE; a blank may be nil or withheld, the table does not say."],
    "contact": "INE, https://www.ine.pt",
    "dimensions": [
        dimension("geo", "Município ou região", "Municipality or region", "territory",
                  "codes/municipalities.csv"),
        dimension("citizen", "Nacionalidade", "Nationality", "citizenship", "codes/areas.csv")],
}


def bare(name):
    return re.sub(r"\s+", " ", name).strip()


def columns(header, project):
    """The order of the nationalities is read from the header, and must be the one that is known."""
    spelled = codes.nationalities(project)
    found = [NAMES.get(bare(n)) or spelled[bare(n).casefold()] for n in header[1:]]
    if found != COLUMNS:
        sys.exit(f"Q1.2: columns are {found}")
    return found


def places(names, project):
    """A code for each line: a municipality of the region we are in, or a region under its parent."""
    regions = tables.read(Path(project) / "data/geography/nuts2013.csv")
    towns = tables.read(Path(project) / "data/geography/municipalities.csv")
    here = {"0": ""}   # the region of each level that holds the line
    for name in names:
        if name == "Portugal":
            yield "PT"
            continue
        town = [t["code"] for t in towns if t["name"] == name and t["nuts3"] == here.get("3")]
        if town:
            yield town[0]
            continue
        fit = [r for r in regions if bare(r["name"]) == name
               and r["parent"] == here.get(str(int(r["level"]) - 1)) and r["code"] not in here.values()]
        if len(fit) != 1:
            sys.exit(f"Q1.2: {name} under {here}: {len(fit)} places fit")
        level = fit[0]["level"]
        here = {**{n: c for n, c in here.items() if n < level}, level: fit[0]["code"]}
        yield "PT" + fit[0]["code"]


def rows(path, project):
    table = tables.cells(path, "cp1252")
    header = table[HEADER]
    body = [row for row in table[HEADER + 1:] if row[0] and not row[0].startswith(FOOT)]
    named = columns(header[:len(COLUMNS) + 1], project)
    for row, place in zip(body, places([bare(r[0]) for r in body], project)):
        for citizen, cell in zip(named, row[1:]):
            value = re.sub(r"\s", "", cell)
            if value:
                yield observation(KEY, 2021, int(value), geo=place, citizen=citizen)


def main(sources, project):
    path = Path(sources) / "migration-stats/portugal/ine-censos2021-foreign/Q1.2.csv"
    write(Path(project) / "data/series", KEY, rows(path, project), ABOUT)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
