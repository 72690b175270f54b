"""Makes data/series/codes: what the codes of the dimensions mean.

use: codes.py SOURCES PROJECT     (SOURCES holds migration-stats/, PROJECT data/lists/, data/geography/)
"""
import sys
from pathlib import Path

import tables
from dataset import code, write_codes
from names import (AREAS, BEYOND_ISO, EUROSTAT_AREAS, EUROSTAT_CITIZENS, EUROSTAT_LABELS,
                   NATIONALITIES)

EUROSTAT_LETTERS = {"GR": "EL", "GB": "UK"}  # Eurostat's own letters for Greece, United Kingdom


def countries(project):
    return tables.read(Path(project) / "data/lists/countries.csv")


def by_numeric(project):
    """M49 with and without leading zeros: 8, 08 and 008 are Albania."""
    return {int(r["numeric_m49"]): r["alpha3"] for r in countries(project)}


def areas(project, seen):
    """ISO 3166-1 alpha-3 for countries, M49 with three digits for regions and groups."""
    for row in countries(project):
        yield {**code(row["alpha3"], row["name_pt"], row["name_en"]), "iso2": row["alpha2"],
               "m49": row["numeric_m49"], "unece": row["unece"]}
    for letters, (pt, en) in BEYOND_ISO.items():
        yield {**code(letters, pt, en), "iso2": "XK" if letters == "XKX" else "", "m49": "",
               "unece": "0"}
    for m49, name in sorted(seen.items()):
        if name in AREAS:
            yield {**code(f"{m49:03d}", AREAS[name], name, aggregate=True), "iso2": "",
                   "m49": f"{m49:03d}", "unece": "0"}


def eurostat(project, others):
    known = {}
    for row in countries(project):
        letters = EUROSTAT_LETTERS.get(row["alpha2"], row["alpha2"])
        known[letters] = {**code(letters, row["name_pt"], row["name_en"]), "iso3": row["alpha3"]}
    known["XK"] = {**code("XK", "Kosovo", "Kosovo"), "iso3": "XKX"}
    for letters, (pt, en, group) in others.items():
        known[letters] = {**code(letters, pt, en, aggregate=group), "iso3": ""}
    return list(known.values())


def municipalities(project):
    """DICO of 308 municipalities under the NUTS regions of 2013; INE writes 11A, others PT11A."""
    yield {**code("PT", "Portugal", "Portugal", aggregate=True), "also": ""}
    for row in tables.read(Path(project) / "data/geography/nuts2013.csv"):
        yield {**code("PT" + row["code"], row["name"], row["name"], "PT" + row["parent"], True),
               "also": row["code"]}
    twice = {}
    towns = tables.read(Path(project) / "data/geography/municipalities.csv")
    for row in towns:
        twice.setdefault(row["name"], []).append(row)
    for row in towns:
        alike = len(twice[row["name"]]) > 1
        name = f"{row['name']} ({row['district']})" if alike else row["name"]
        yield {**code(row["code"], name, name, "PT" + row["nuts3"]), "also": ""}


def eurostat_label(project):
    """The code of a label of Eurostat, where a file gives labels only."""
    names = {}
    for row in countries(project):
        name = row["name_en"].replace("&", "and").replace("St.", "Saint").casefold()
        names[name] = EUROSTAT_LETTERS.get(row["alpha2"], row["alpha2"])
    names |= {label.casefold(): letters for label, letters in EUROSTAT_LABELS.items()}
    return lambda label: names[label.casefold()]


def nationalities(project):
    """The names under which AIMA and SEF count, each with its ISO code."""
    names = {r["name_pt"].casefold(): r["alpha3"] for r in countries(project)}
    return {**names, **{name.casefold(): letters for name, letters in NATIONALITIES.items()}}


def main(sources, project):
    folder = Path(sources) / "migration-stats"
    out = Path(project) / "data/series/codes"
    iso = by_numeric(project)
    listed = tables.read(folder / "sdg-unsd-2020/ddf--entities--geo_area.csv")
    seen = {int(r["geo_area"]): r["name"] for r in listed if int(r["geo_area"]) not in iso}
    write_codes(out / "areas.csv", areas(project, seen), "iso2", "m49", "unece")
    write_codes(out / "eurostat-geo.csv", eurostat(project, EUROSTAT_AREAS), "iso3")
    write_codes(out / "eurostat-citizen.csv", eurostat(project, EUROSTAT_CITIZENS), "iso3")
    write_codes(out / "municipalities.csv", municipalities(project), "also")


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
