"""States how fast the directory of places is searched when it holds some 2,000 of them; README.md says how.

Exit codes: 0 budgets met, 1 a budget missed, 2 a tool missing or an answer that is wrong.
"""

import argparse
import csv
import json
import pathlib
import random
import sys
import tempfile
import urllib.parse

import pages
from harness import house, machine, nations, processes
from harness.engine import main, say, write
from harness.places import BENCH, PROJECT
from harness.verify import Wrong

PLACES, SEED = 2_000, 20_261_126
SECONDS, QUICK_SECONDS = 30, 5
ROUNDS = 3
NEEDS = ("residence", "housing", "work", "health", "education", "nationality", "other")
LANGUAGES = ("pt", "en", "uk", "hi", "ne", "bn", "ar", "fr")
PATHS = 400


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", nargs="+", choices=pages.ENGINES, default=list(pages.ENGINES))
    parser.add_argument("--places", type=int, default=PLACES, help="how many invented places")
    parser.add_argument("--quick", action="store_true", help="5 s; not judged")
    parser.add_argument("--cais", type=pathlib.Path, default=pages.PROGRAM, help="our program")
    return parser.parse_args()


def towns() -> list[dict]:
    with open(PROJECT / "data/geography/municipalities.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def invent(folder: pathlib.Path, count: int) -> None:
    """Places that do not exist, named so, in towns that do; hours, languages and needs drawn from a seed."""
    drawn, all_towns = random.Random(SEED), towns()
    with open(folder / "places.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow("slug kind name municipality status informs processes source".split())
        for number in range(count):
            town = drawn.choice(all_towns)
            kind = drawn.choice(("claim", "claim", "aima"))
            needs = ";".join(drawn.sample(NEEDS, drawn.randint(1, 4)))
            informs, processes_ = (needs, "") if kind == "claim" else ("", needs)
            rows.writerow([f"bench-{number}", kind, f"Balcão inventado {number} de {town['name']}",
                           town["code"], "open", informs, processes_, "bench/network.py"])
    with open(folder / "details.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow("slug hours languages walk_in checked_on source".split())
        for number in range(count):
            opens = drawn.randint(8, 10)
            rows.writerow([f"bench-{number}", f"MO,TU,WE,TH,FR {opens:02}:00-{opens + 8}:00",
                           ";".join(drawn.sample(LANGUAGES, 3)), drawn.choice(("yes", "no")),
                           "2026-11-23", "bench/network.py"])


def questions() -> list[str]:
    """What people ask: a need near a town, words of a name, a language, open now, without an appointment."""
    drawn, all_towns = random.Random(SEED + 1), towns()
    paths = []
    for _ in range(PATHS):
        asked = {"need": drawn.choice(NEEDS), "near": drawn.choice(all_towns)["code"]}
        more = drawn.choice(("", "q", "spoken", "open", "walkin"))
        if more:
            asked[more] = {"q": drawn.choice(all_towns)["name"],
                           "spoken": drawn.choice(LANGUAGES)}.get(more, "1")
        paths.append("/help?" + urllib.parse.urlencode(asked))
    return paths


def measure(store: house.Store, folder: pathlib.Path, chosen) -> dict:
    nations.command(store, "demo")
    invented = folder / "invented"
    invented.mkdir()
    invent(invented, chosen.places)
    nations.command(store, "directory", "import", str(invented))
    known = store.count("location", "slug LIKE 'bench-%'")
    if known != chosen.places:
        raise Wrong(f"{chosen.places} places were imported, {known} are there")
    with store.served(folder / "serve.log") as (port, child):
        visitor = house.Visitor(port, "bruno")
        found = pages.read(port, visitor, questions(), folder / "search",
                           QUICK_SECONDS if chosen.quick else SECONDS,
                           1 if chosen.quick else ROUNDS)
        found["services"] = store.count("service_at_location")
        found["memory"] = processes.memory_mb(child.pid)
    return found


def measure_all(chosen) -> list[dict]:
    results = []
    with tempfile.TemporaryDirectory(prefix="cais-network-", ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # the user postgres passes through it
        for engine in chosen.engines:
            with pages.opened(engine, chosen.cais, folder) as houses:
                say(f"{engine}: {chosen.places:,} places")
                own = folder / engine
                own.mkdir()
                found = measure(houses.empty("network"), own, chosen)
                results.append({"engine": engine, "places": chosen.places, "search": found})
    return results


def state(chosen) -> int:
    results = measure_all(chosen)
    wanted = json.loads((BENCH / "budgets.json").read_text())["network"]["search p99"]
    verdicts = [{"what": f"{one['engine']} search p99", "found": one["search"]["p99"],
                 "wanted": wanted, "met": one["search"]["p99"] <= wanted} for one in results]
    print(f"{pages.CONNECTIONS} connections, {chosen.places:,} invented places; milliseconds")
    for one in results:
        found = one["search"]
        print(f"{one['engine']:10}{found['services']:9,} services{found['rps']:9,.0f} rps"
              f"{found['p50']:9.1f}{found['p95']:9.1f}{found['p99']:9.1f}")
    for one in verdicts:
        word = "not judged" if chosen.quick else "met" if one["met"] else "MISSED"
        print(f"{one['what']:40}{one['found']:12,.1f}  wanted {one['wanted']:<10,}{word}")
    facts = machine.facts()
    del facts["peers"]
    print(f"\n{write('network', chosen, facts, {'results': results, 'verdicts': verdicts})}")
    return 0 if chosen.quick or all(one["met"] for one in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(options(), state))
