"""Convert the shapes of countries into the map of Europe: `python scripts/europe.py countries-50m.json`, once.

The file comes from the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth, public domain: https://www.naturalearthdata.com).
The projection is Lambert's azimuthal equal-area one of EPSG:3035 on a sphere, so that no country looks larger than it is. Borders are
simplified as arcs, so that neighbours still fit together; islets are left out, the largest part of a country never. Natural Earth
draws who holds the ground; Crimea is part of Ukraine (resolution 68/262 of the United Nations General Assembly) and is drawn so.
"""

import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "hooks" / "knowledge_hub" / "views" / "europe.json"

Point = tuple[float, float]

CENTRE = (math.radians(10), math.radians(52))
EARTH = 6371.0  # kilometres
WEST, EAST, SOUTH, NORTH = -1880, 2980, -1830, 2210  # kilometres from the centre
SCALE = 0.26  # units of the picture for a kilometre
TOLERANCE = 1.6  # units that a simplified border may be off
SMALLEST = 26  # square units of an island that is still drawn
CRIMEA = (34.3, 45.2)  # longitude and latitude of a place in its middle
# Names of Natural Earth that CLDR writes otherwise.
CALLED = {
    "Bosnia and Herz.": "BA",
    "Czechia": "CZ",
    "Macedonia": "MK",
    "Turkey": "TR",
    "N. Cyprus": "CY",
    "W. Sahara": "EH",
    "Åland": "AX",
    "Faeroe Is.": "FO",
}


def projected(longitude: float, latitude: float) -> Point:
    """A place in the units of the picture, from its upper left corner. See J. P. Snyder, Map Projections (USGS 1987), pages 182 to 190."""
    east, north = math.radians(longitude) - CENTRE[0], math.radians(latitude)
    cosine = math.sin(CENTRE[1]) * math.sin(north) + math.cos(CENTRE[1]) * math.cos(north) * math.cos(east)
    factor = EARTH * math.sqrt(2 / max(1 + cosine, 0.05))
    x = factor * math.cos(north) * math.sin(east)
    y = factor * (math.cos(CENTRE[1]) * math.sin(north) - math.sin(CENTRE[1]) * math.cos(north) * math.cos(east))
    return (x - WEST) * SCALE, (NORTH - y) * SCALE


def simplified(line: list[Point]) -> list[Point]:
    """The line without points that lie within the tolerance of it (Douglas and Peucker)."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = 0.0, 0
        for index in range(first + 1, last):
            off = _distance(line[index], line[first], line[last])
            if off > far:
                far, at = off, index
        if far > TOLERANCE:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [line[index] for index in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (a, b), (c, d) = point, start, end
    length = (c - a) ** 2 + (d - b) ** 2
    along = max(0.0, min(1.0, ((x - a) * (c - a) + (y - b) * (d - b)) / length)) if length else 0.0
    return math.hypot(x - a - along * (c - a), y - b - along * (d - b))


def clipped(ring: list[Point], width: float, height: float) -> list[Point]:
    """The part of a ring inside the picture (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        found: list[Point] = []
        for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            inside, then = (one[axis] - limit) * sign >= 0, (other[axis] - limit) * sign >= 0
            if inside:
                found.append(one)
            if inside != then:
                share = (limit - one[axis]) / (other[axis] - one[axis])
                found.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        ring = found
    return ring


def area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))) / 2


def holds(ring: list[Point], x: float, y: float) -> bool:
    """Whether the spot lies inside the ring."""
    edges = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return bool(sum((a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in edges) % 2)


def middle(ring: list[Point]) -> Point:
    """The spot inside a ring that is farthest from its edge, on a grid of 24 by 24."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    edges = list(zip(ring, [*ring[1:], *ring[:1]], strict=True))

    def room(x: float, y: float) -> float:
        return min(_distance((x, y), a, b) for a, b in edges) * (1 if holds(ring, x, y) else -1)

    grid = [
        (min(xs) + (max(xs) - min(xs)) * (i + 0.5) / 24, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / 24)
        for i in range(24)
        for j in range(24)
    ]
    return max(grid, key=lambda spot: room(*spot))


def path_of(rings: list[list[Point]]) -> str:
    """SVG path data in whole units, each point from the one before."""
    drawn = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        moved = " ".join(f"{x} {y}".replace(" -", "-") for x, y in steps if (x, y) != (0, 0)).replace(" -", "-")
        drawn.append(f"M{points[0][0]} {points[0][1]}l{moved}z")
    return "".join(drawn)


def countries(topology: dict) -> Iterator[tuple[str, list[list[Point]]]]:
    """Each country's code and its rings in the picture, the largest first."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    names = {str(name): str(code) for code, name in Locale("en").territories.items() if len(str(code)) == 2}
    width, height = (EAST - WEST) * SCALE, (NORTH - SOUTH) * SCALE
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append(projected(x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(simplified(line))
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = CALLED.get(name) or names.get(name) or names.get(name.replace(" and ", " & "), "")
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = []
        for polygon in polygons:
            ring: list[Point] = []
            for index in polygon[0]:
                ring += (arcs[index] if index >= 0 else arcs[~index][::-1])[:-1]
            if len(ring) > 2:
                inside = clipped(ring, width, height)
                if len(inside) > 2:
                    rings.append(inside)
        if code == "RU":
            crimea = [ring for ring in rings if holds(ring, *projected(*CRIMEA))]
            rings = [ring for ring in rings if ring not in crimea]
            yield "UA", crimea
        rings.sort(key=area, reverse=True)
        drawn = rings[:1] + [ring for ring in rings[1:] if area(ring) >= SMALLEST]
        if drawn and (code or area(drawn[0]) >= SMALLEST):
            yield code, drawn


def main() -> int:
    if len(sys.argv) != 2:
        print((__doc__ or "").split("\n")[0])
        return 2
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found: dict[str, list[list[Point]]] = {}
    for code, rings in countries(topology):
        found.setdefault(code, []).extend(rings)
    shapes = {
        code: {"path": path_of(rings), "at": [round(part) for part in middle(max(rings, key=area))]}
        for code, rings in sorted(found.items())
    }
    size = [round((EAST - WEST) * SCALE), round((NORTH - SOUTH) * SCALE)]
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(shape)}" for code, shape in shapes.items())
    TARGET.write_text(f'{{"size": {json.dumps(size)}, "shapes": {{\n{lines}\n}}}}\n', encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(shapes)} countries, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
