"""Makes data/places/registry-desks.csv: registry desks and citizen shops as published in 2020.

use: build_desks.py SOURCES PROJECT     (SOURCES holds service-locations/, PROJECT data/geography/)
The rows stay as they were, errors too: what looks wrong is said in the column note.
"""
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import tables

CITIZEN_SHOPS = ("Loja d", "Espaço Cidadão")
NOTES = {  # what only a reader who knows the country sees
    "Conservatória do Registo Civil de Ponta Delagada": "spelling: Ponta Delgada",
    "Loja do Cidadão de Leira": "spelling: Leiria",
    "Loja do Cidadão de Setúbal": "postal code 2410 belongs to the area of Leiria",
}
SMALL = {"de", "do", "da", "e", "dos", "das", "em", "na", "no"}


def words(text):
    plain = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain)


def slugs(rows):
    seen = Counter()
    for row in rows:
        base = "-".join(w for w in words(row["name"]) if w not in SMALL)[:80].strip("-")
        seen[base] += 1
        yield base if seen[base] == 1 else f"{base}-{seen[base]}"


def remarks(row, twins, neighbours, names):
    yield NOTES.get(row["name"], "")
    if twins:
        yield "possible duplicate of " + ", ".join(twins)
    elif neighbours:
        yield "same point on the map as " + ", ".join(neighbours)
    if row["postal_code"] and not re.fullmatch(r"\d{4}-\d{3}", row["postal_code"]):
        yield "postal code as published"
    code = row["dtmn_by_point_in_polygon"]
    if code.endswith("?"):
        yield "municipality of the nearest town, not of the point"
    elif "Matosinhos" in row["name"] and names[code] != "Matosinhos":
        yield f"name says Matosinhos, the point lies in {names[code]}"


def desks(rows, names):
    listed = list(zip(slugs(rows), rows))
    address = defaultdict(list)
    point = defaultdict(list)
    for slug, row in listed:
        address[(tuple(words(row["address"])), row["phone"])].append(slug)
        point[(row["lat"], row["lon"])].append(slug)
    for slug, row in listed:
        twins = [s for s in address[(tuple(words(row["address"])), row["phone"])] if s != slug]
        near = [s for s in point[(row["lat"], row["lon"])] if s != slug]
        yield {
            "slug": slug,
            "kind": "citizen-shop" if row["name"].startswith(CITIZEN_SHOPS) else "registry",
            "name": row["name"], "municipality": row["dtmn_by_point_in_polygon"].rstrip("?"),
            "address": " ".join(row["address"].split()), "postal_code": row["postal_code"],
            "phone": row["phone"], "lat": row["lat"], "lon": row["lon"],
            "note": "; ".join(filter(None, remarks(row, twins, near, names))),
        }


def main(sources, project):
    towns = tables.read(Path(project) / "data/geography/municipalities.csv")
    rows = tables.read(Path(sources) / "service-locations/derived-irn-places.csv")
    listed = list(desks(rows, {t["code"]: t["name"] for t in towns}))
    tables.write(Path(project) / "data/places/registry-desks.csv", list(listed[0]), listed)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
