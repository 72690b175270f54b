"""Makes the series of UN DESA and UNHCR: migrant stock, net migration, refugees.

use: build_un.py SOURCES PROJECT     (SOURCES holds migration-stats/; codes.py first)
"""
import sys
from pathlib import Path

import codes
import tables
from dataset import dimension, number, observation, write
from names import DESA
from un_about import (ARRIVED, BILATERAL, EMIGRANTS, LEFT, MIGRANTS, MIGRANT_SHARE, NATIONAL, STOCK, WPP)

FILLED = "equal to WPP 2024; the compiler of the table filled missing years from there"
MAYBE_STAR = "3 may stand for the confidential * (1 to 4 persons)"
ROUNDED = {"refugees": {"5": "5 may stand for 1 to 5"},
           "asylum_seekers": {"5": "5 may stand for 1 to 5", "10": "10 may stand for 6 to 10"}}
ODD = {"": "UNK"}   # no origin given
DISPLACED = {
    "refugees": ("Refugiados", "Refugees"), "asylum_seekers": ("Requerentes de asilo", "Asylum-seekers"),
    "internally_displaced": ("Deslocados internos", "Internally displaced persons"),
    "returned_refugees": ("Refugiados regressados", "Returned refugees"),
    "returned_idps": ("Deslocados internos regressados", "Returned internally displaced persons"),
    "stateless_persons": ("Apátridas", "Stateless persons"),
    "others_of_concern": ("Outras pessoas sob mandato", "Others of concern")}


def unece(project):
    return {r["alpha3"] for r in codes.countries(project) if r["unece"] == "1"}


def places(project):
    """UN DESA gives names: ISO 3166-1 for countries, M49 for the five regions."""
    known = {r["name_en"].replace("&", "and").replace("St.", "Saint").casefold(): r["alpha3"]
             for r in codes.countries(project)} | {n.casefold(): c for n, c in DESA.items()}
    return lambda name: known[name.casefold()]


def stock(path, project):
    """Cells that are nil or blank stay out: the table was cleaned and no longer tells which is which."""
    code, states = places(project), unece(project)
    header, *body = tables.cells(path)
    origins = [code(name) for name in header[2:]]
    for row in body:
        place = code(row[1])
        for origin, cell in zip(origins, row[2:]):
            value = number(cell)
            if value not in ("", "0") and (place in states or origin in states):
                yield observation("un-migrant-stock", row[0], value, geo=place, origin=origin)


def totals(path, field, series):
    for row in tables.read(path):
        value = number(row[field]) if row[field] != "NA" else ""
        if row["alpha3"] != "NA" and value:
            yield observation(series, row["year"], value, geo=row["alpha3"])


def share(path):
    for row in tables.read(path):
        if row["alpha3"] != "NA" and row["fb_share"] != "NA":
            yield observation("un-migrant-share", row["year"], f"{float(row['fb_share']):.3f}", geo=row["alpha3"])


def net(path):
    return {(r["Country ISO"], int(float(r["Year"]))): number(r["Net Number of Migrants"]) for r in tables.read(path)}


def net_migration(folder, project):
    states = unece(project)
    wpp, offices = net(folder / "UN_WPP_2024_net_migration.csv"), net(folder / "Net_migration_data.csv")
    yield [observation("net-migration-wpp", year, value, geo=place)
           for (place, year), value in wpp.items() if place in states and year <= 2023]
    rows = []
    for (place, year), value in offices.items():
        if place in states:
            same = wpp.get((place, year)) == value
            rows.append(observation("net-migration-national", year, value, "I" if same else "",
                                    FILLED if same else "", geo=place))
    yield rows


def bilateral(path, project):
    states = unece(project)
    for row in tables.read(path):
        origin, place = ODD.get(row["orig"], row["orig"]), row["dest"]
        for kind in ROUNDED:
            value = row[kind]
            empty = value in ("0", "NA")
            if (origin in states or place in states) and not empty:
                yield observation("unhcr-bilateral", row["year"], value, "", ROUNDED[kind].get(value, ""),
                                  geo=place, origin=origin, population=kind)


def displaced(path, field, series, project):
    states = unece(project)
    for row in tables.read(path):
        place, value = row["geo"].upper(), row[field]
        if place in states:
            three = value == "3"
            yield observation(series, row["year"], value, "I" if three else "", MAYBE_STAR if three else "",
                              geo=place, population=row["displacement_type"])


def main(sources, project):
    folder, out = Path(sources) / "migration-stats", Path(project) / "data/series"
    desa, unhcr = folder / "un-desa", folder / "unhcr"
    write(out, "un-migrant-stock", stock(desa / "UN_MigrantStockByOriginAndDestination_2019_clean.csv", project), STOCK)
    path = desa / "stock_totals_2020.csv"
    write(out, "un-migrants", totals(path, "fb", "un-migrants"), MIGRANTS)
    write(out, "un-migrant-share", share(path), MIGRANT_SHARE)
    write(out, "un-emigrants", totals(path, "disp", "un-emigrants"), EMIGRANTS)
    wpp, offices = net_migration(folder / "net-migration", project)
    write(out, "net-migration-wpp", wpp, WPP)
    write(out, "net-migration-national", offices, NATIONAL)
    kinds = [{"code": k, "pt": pt, "en": en} for k, (pt, en) in DISPLACED.items()]
    group = dimension("population", "Grupo", "Population group", "other", kinds)
    write(out, "unhcr-bilateral", bilateral(unhcr / "unhcr_2020_bilateral.csv", project),
          {**BILATERAL, "dimensions": [*BILATERAL["dimensions"], {**group, "codes": kinds[:2]}]})
    for field, series, about in (("population_arrived", "unhcr-hosted", ARRIVED), ("population_left", "unhcr-origin", LEFT)):
        path = unhcr / f"ddf--datapoints--{field}--by--geo--displacement_type--year.csv"
        write(out, series, displaced(path, field, series, project),
              {**about, "dimensions": [*about["dimensions"], group]})


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
