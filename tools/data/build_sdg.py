"""Makes the series of the SDG indicators that the Compact is measured by, snapshot of 2020-10-19.

use: build_sdg.py SOURCES PROJECT     (SOURCES holds migration-stats/; codes.py first)
The files name areas by M49 number without leading zeros (8 is Albania, 008); here countries get
ISO 3166-1 alpha-3 and regions M49 with three digits.
"""
import sys
from pathlib import Path

import codes
import tables
from dataset import dimension, number, observation, write
from sdg_about import COMMON, DIMENSIONS, DOMAIN_NAMES, SERIES

NATURE = {"e": "E"}   # estimated by the agency; country data, global monitoring data and unknown have no flag


def area(number_text, iso):
    numeric = int(number_text)
    return iso.get(numeric) or f"{numeric:03d}"


def rows(path, name, key, columns, iso):
    for row in tables.read(path):
        raw = row[name]
        value = "" if raw == "N" else number(raw)
        flag = "M" if value == "" else NATURE.get(row["nature"], "")
        note = f'"{raw}" in the source' if value == "" else ""
        yield observation(key, row["year"], value, flag, note, geo=area(row["geo_area"], iso),
                          **{c: row[c] for c in columns})


def main(sources, project):
    folder, out = Path(sources) / "migration-stats/sdg-unsd-2020", Path(project) / "data/series"
    iso = codes.by_numeric(project)
    listed = {r["code"] for r in tables.read(out / "codes/areas.csv")}
    for name, about in SERIES.items():
        path = next(folder.glob(f"ddf--datapoints--{name}--by--*.csv"))
        key = "sdg-" + name.replace("_", "-")
        columns = [c for c in about.pop("columns", [])]
        found = list(rows(path, name, key, columns, iso))
        unknown = {r["geo"] for r in found} - listed
        if unknown:
            sys.exit(f"{name}: areas {sorted(unknown)} are not in codes/areas.csv")
        used = {c: {r[c] for r in found} for c in columns}
        dims = [dimension("geo", "País ou território", "Country or area", "territory", "codes/areas.csv")]
        for column in columns:
            pt, en, role, known = DIMENSIONS[column]
            dims.append(dimension(column, pt, en, role, [c for c in known if c["code"] in used[column]]))
        told = {**about, "dataflow": f"CAIS:SDG_{name.upper()}(1.0)", **COMMON, "dimensions": dims}
        if "policy_domains" in columns:
            told["caveats"] = [*COMMON["caveats"], DOMAIN_NAMES]
        write(out, key, found, told)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
