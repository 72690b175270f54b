"""Makes data/geography/municipality-shapes.json: the mainland's municipalities as paths of a drawing.

use: build_shapes.py SOURCES PROJECT     (SOURCES holds pt-geography/)
Neighbours share their points: a border is cut where three meet, and each piece is simplified once for both.
"""
import json
import math
import sys
from collections import defaultdict
from pathlib import Path

HEIGHT = 900     # units of the drawing: one is about 640 m
MARGIN = 4
TOLERANCE = 1.1  # units


def rings(feature):
    shape = feature["geometry"]
    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[tuple(p) for p in ring] for part in parts for ring in part]


def frame(features):
    points = [p for f in features for ring in rings(f) for p in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = math.cos(math.radians((south + north) / 2))
    scale = (HEIGHT - 2 * MARGIN) / (north - south)

    def place(point):
        return (round((point[0] - west) * shrink * scale) + MARGIN, round((north - point[1]) * scale) + MARGIN)

    return place, round((east - west) * shrink * scale) + 2 * MARGIN


def nodes(shapes):
    """Points at which three borders meet, or at which a border gets another owner."""
    edges = defaultdict(set)
    for code, found in shapes.items():
        for ring in found:
            for a, b in zip(ring, ring[1:]):
                edges[frozenset((a, b))].add(code)
    touching = defaultdict(list)
    for edge, owners in edges.items():
        for point in edge:
            touching[point].append(frozenset(owners))
    return {p for p, owners in touching.items() if len(owners) != 2 or len(set(owners)) > 1}


def distance(p, a, b):
    (x, y), (ax, ay), (bx, by) = p, a, b
    dx, dy = bx - ax, by - ay
    if dx == dy == 0:
        return math.hypot(x - ax, y - ay)
    t = max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    return math.hypot(x - ax - t * dx, y - ay - t * dy)


def simplify(line):
    if len(line) < 3:
        return line
    far, at = max((distance(p, line[0], line[-1]), i) for i, p in enumerate(line[1:-1], 1))
    if far < TOLERANCE:
        return [line[0], line[-1]]
    return simplify(line[:at + 1])[:-1] + simplify(line[at:])


def pieces(ring, fixed):
    body = ring[:-1]
    cuts = [i for i, p in enumerate(body) if p in fixed] or [0]
    if len(cuts) == 1:
        # The same second cut for both owners of a lone border: the point farthest from the first.
        far = max(range(len(body)), key=lambda i: (math.dist(body[i], body[cuts[0]]), body[i]))
        cuts = sorted([cuts[0], far])
    for a, b in zip(cuts, cuts[1:] + [cuts[0] + len(body)]):
        yield [body[i % len(body)] for i in range(a, b + 1)]


def outline(ring, fixed, place):
    line = []
    for piece in pieces(ring, fixed):
        drawn = [place(p) for p in (piece if piece[0] <= piece[-1] else piece[::-1])]
        drawn = simplify(drawn)
        line += (drawn if piece[0] <= piece[-1] else drawn[::-1])[:-1]
    return [p for i, p in enumerate(line) if p != line[i - 1]]


def path(line):
    """Relative steps of whole units: `m10 20 3-4z` is what a drawing needs and no byte more."""
    words, (x, y) = [f"M{line[0][0]} {line[0][1]}l"], line[0]
    for nx, ny in line[1:]:
        for step in (nx - x, ny - y):
            words.append(str(step) if step < 0 or words[-1].endswith("l") else f" {step}")
        x, y = nx, ny
    return "".join(words) + "z"


def main(sources, project):
    collected = json.loads((Path(sources) / "pt-geography/concelhos-continente-simplified.geojson").read_text("utf-8"))
    shapes = {f["properties"]["DICO"]: rings(f) for f in collected["features"]}
    place, width = frame(collected["features"])
    fixed = nodes(shapes)
    drawn = {}
    for code in sorted(shapes):
        lines = [outline(ring, fixed, place) for ring in shapes[code]]
        drawn[code] = "".join(path(line) for line in sorted(lines, key=len, reverse=True) if len(line) > 2)
    target = Path(project) / "data/geography/municipality-shapes.json"
    lines = ",\n".join(f'"{code}":"{d}"' for code, d in drawn.items())
    target.write_text(f'{{"width":{width},"height":{HEIGHT},"shapes":{{\n{lines}\n}}}}\n', "utf-8")
    print(f"{target}: {len(drawn)} shapes, {target.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
