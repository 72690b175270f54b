"""Makes policy/pt/calendars/holidays.csv from the collected list of Portuguese holidays.

use: build_holidays.py SOURCES PROJECT     (SOURCES holds reference-lists/)
"""
import sys
from pathlib import Path

import tables

REGIONS = {"PT-20", "PT-30"}
CAPITALS = {  # the municipality that gives its name to the district
    "PT-01": "0105", "PT-02": "0205", "PT-03": "0303", "PT-04": "0402", "PT-05": "0502",
    "PT-06": "0603", "PT-07": "0705", "PT-08": "0805", "PT-09": "0907", "PT-10": "1009",
    "PT-11": "1106", "PT-12": "1214", "PT-13": "1312", "PT-14": "1416", "PT-15": "1512",
    "PT-16": "1609", "PT-17": "1714", "PT-18": "1823",
}
ORDER = {"country": 0, "region": 1, "municipality": 2}


def placed(row):
    area = row["iso3166_2"]
    if not area:
        return "country", ""
    return ("region", area) if area in REGIONS else ("municipality", CAPITALS[area])


def holidays(rows):
    for row in rows:
        scope, place = placed(row)
        yield {"date": row["date"], "scope": scope, "place": place,
               "name_pt": row["name_pt"], "category": row["category"]}


def main(sources, project):
    rows = tables.read(Path(sources) / "reference-lists/derived/pt-holidays-2008-2035.csv")
    listed = sorted(holidays(rows), key=lambda r: (r["date"], ORDER[r["scope"]], r["place"]))
    tables.write(Path(project) / "policy/pt/calendars/holidays.csv", list(listed[0]), listed)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
