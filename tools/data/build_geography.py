"""Makes data/geography from the collected geography files.

use: build_geography.py SOURCES PROJECT     (SOURCES holds pt-geography/)
"""
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import tables

TOLERANCE = 0.008  # degrees, about 800 m: enough for a locator map, keeps the file under 60 KB
DIGITS = 3


def municipalities(rows):
    for row in rows:
        yield {
            "code": row["dtmn"], "name": row["name"], "district_code": row["district_code"],
            "district": row["district_or_island"], "nuts1": row["nuts1"],
            "nuts2": row["nuts2_2013"], "nuts3": row["nuts3_2013"],
            "population_2021": row["population_2021"],
            "foreign_nationals_2021": row["foreign_nationals_2021"],
            "lat": row["lat"], "lon": row["lon"],
        }


def regions(rows):
    found = {}
    for row in rows:
        found[(1, row["nuts1"])] = (row["nuts1_name"], "")
        found[(2, row["nuts2_2013"])] = (row["nuts2_name"], row["nuts1"])
        found[(3, row["nuts3_2013"])] = (row["nuts3_name"], row["nuts2_2013"])
    for (level, code), (name, parent) in sorted(found.items()):
        yield {"level": level, "code": code, "name": name, "parent": parent}


def outer_edges(features):
    """The edges a district does not share with itself: its outline."""
    edges = defaultdict(Counter)
    for feature in features:
        shape = feature["geometry"]
        parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for ring in (ring for part in parts for ring in part):
            for a, b in zip(ring, ring[1:]):
                edges[feature["properties"]["DICO"][:2]][frozenset((tuple(a), tuple(b)))] += 1
    return {code: [e for e, n in found.items() if n == 1] for code, found in edges.items()}


def rings(edges):
    near = defaultdict(list)
    for a, b in map(tuple, edges):
        near[a].append(b)
        near[b].append(a)
    while near:
        start = min(near)
        ring, here = [start], start
        while near.get(here):
            there = near[here].pop()
            near[there].remove(here)
            ring.append(there)
            here = there
            if here == start:
                break
        near = defaultdict(list, {p: n for p, n in near.items() if n})
        yield ring


def distance(p, a, b):
    (x, y), (ax, ay), (bx, by) = p, a, b
    dx, dy = bx - ax, by - ay
    if dx == dy == 0:
        return ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
    t = max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    return ((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2) ** 0.5


def simplify(line):
    if len(line) < 3:
        return line
    far, at = max((distance(p, line[0], line[-1]), i) for i, p in enumerate(line[1:-1], 1))
    if far < TOLERANCE:
        return [line[0], line[-1]]
    return simplify(line[:at + 1])[:-1] + simplify(line[at:])


def arcs(ring, fixed):
    """Cuts a ring at the points that two outlines share, so that neighbours stay equal."""
    body = ring[:-1]
    cuts = [i for i, p in enumerate(body) if p in fixed] or [0, len(body) // 2]
    if len(cuts) == 1:
        cuts.append((cuts[0] + len(body) // 2) % len(body))
    cuts.sort()
    for a, b in zip(cuts, cuts[1:] + [cuts[0] + len(body)]):
        yield [body[i % len(body)] for i in range(a, b + 1)]


def both_ways_alike(arc):
    return simplify(arc) if arc[0] <= arc[-1] else simplify(arc[::-1])[::-1]


def outline(features, names):
    edges = outer_edges(features)
    owners, degree = defaultdict(set), defaultdict(set)
    for code, found in edges.items():
        for edge in found:
            owners[edge].add(code)
    for edge, codes in owners.items():
        for point in edge:
            degree[point].add(edge)
    fixed = {p for p, touching in degree.items()
             if len(touching) != 2 or len({frozenset(owners[e]) for e in touching}) > 1}
    for code in sorted(edges):
        shapes = []
        for ring in rings(edges[code]):
            line = [p for arc in arcs(ring, fixed) for p in both_ways_alike(arc)[:-1]]
            if len(line) > 2:
                line = [[round(x, DIGITS), round(y, DIGITS)] for x, y in line + line[:1]]
                shapes.append(line)
        shapes.sort(key=len, reverse=True)
        yield {"type": "Feature", "properties": {"code": code, "name": names[code]},
               "geometry": {"type": "MultiPolygon", "coordinates": [[s] for s in shapes]}}


def main(sources, project):
    folder, out = Path(sources) / "pt-geography", Path(project) / "data/geography"
    rows = sorted(tables.read(folder / "derived/municipalities.csv"), key=lambda r: r["dtmn"])
    listed = list(municipalities(rows))
    tables.write(out / "municipalities.csv", list(listed[0]), listed)
    nuts = list(regions(rows))
    tables.write(out / "nuts2013.csv", list(nuts[0]), nuts)
    names = {row["district_code"]: row["district_or_island"] for row in rows}
    collected = json.loads((folder / "concelhos-continente-simplified.geojson").read_text("utf-8"))
    districts = list(outline(collected["features"], names))
    lines = ",\n".join(json.dumps(d, ensure_ascii=False, separators=(",", ":")) for d in districts)
    target = out / "districts-outline.json"
    target.write_text('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", "utf-8")
    print(f"{target}: {len(districts)} districts, {target.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
