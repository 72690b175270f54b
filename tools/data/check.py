"""Checks data/ and policy/pt: counts, sums, unique codes, references, a source for every file.

use: check.py [PROJECT]     exit 0 good; 1 trouble, one line each: file:line: field: what
"""
import json
import re
import sys
from pathlib import Path

import provenance
import series_checks
from checker import Checker, yaml

KINDS = {"aima", "cnaim", "claim", "municipal-desk", "mission"}
SERVICES = set(
    "residence renewal family-reunification nationality housing work social-security tax health "
    "education entrepreneurship associations voluntary-return legal-support employment victims "
    "language other".split())
SUSPENDED = {"Corpo de Deus", "Implantação da República", "Dia de Todos os Santos",
             "Restauração da Independência"}
# Until 2012; from 2013 on, as was thought before Law 23/2012; from 2016 on, since Law 8/2016: first and last day, withdrawn, known.
VERSIONS = [("", "2012-12-31", False, False), ("2013-01-01", "", True, False), ("2016-01-01", "", False, True)]
TEMPLATE = ["number", "objective", "axis", "title_pt", "title_en", "responsible", "involved",
            "calendar", "indicator", "target", "source"]
FACT_VALUES = {kind: re.compile(pattern) for kind, pattern in {
    "yes-no": "yes|no", "date": r"\d{4}-\d\d-\d\d", "number": r"\d+(\.\d+)?",
    "score": r"\d+(\.\d+)?", "money": r"\d+"}.items()}
MAX_OUTLINE = 60_000  # bytes: the map must not outweigh the page


def geography(check):
    file = "data/geography/municipalities.csv"
    towns = check.rows(file)
    check.count(file, towns, 308)
    codes = check.unique(file, towns, "code")
    check.match(file, towns, "code", r"\d{4}")
    check.match(file, towns, "population_2021", r"\d+")
    check.match(file, towns, "lat", r"|3[0-9]\.\d+|4[0-2]\.\d+")
    check.match(file, towns, "lon", r"|-(6|7|8|9|[12]\d|3[01])\.\d+")
    check.total(file, towns, "population_2021", 10_343_066)
    check.total(file, towns, "foreign_nationals_2021", 542_165)
    for line, row in towns:
        check.require(row["code"][:2] == row["district_code"], file, line, "district_code", "code")
    regions = check.rows("data/geography/nuts2013.csv")
    check.count("data/geography/nuts2013.csv", regions, 35)
    known = {(r["level"], r["code"]) for _, r in regions}
    for level in "123":
        check.within(file, towns, "nuts" + level, {c for n, c in known if n == level})
    file = "data/geography/foreign-residents.csv"
    newer = check.rows(file)
    check.unique(file, newer, "code", "as_of")
    check.within(file, newer, "code", codes)
    check.match(file, newer, "as_of", r"\d{4}-\d\d-\d\d")
    check.match(file, newer, "foreign_residents", r"\d+")
    outline(check, {row["district_code"] for _, row in towns})
    return codes


def outline(check, districts):
    file = "data/geography/districts-outline.json"
    try:
        text = (check.root / file).read_text("utf-8")
        features = json.loads(text)["features"]
    except (OSError, ValueError, KeyError) as error:
        return check.say(file, 1, "file", repr(error))
    check.require(len(text.encode()) < MAX_OUTLINE, file, 1, "file", "over 60,000 bytes")
    check.require(len(features) == 18, file, 1, "features", f"{len(features)}, wanted 18")
    for line, feature in enumerate(features, 2):
        code = feature["properties"]["code"]
        check.require(code in districts, file, line, "code", f"{code} is unknown")
        for (ring,) in feature["geometry"]["coordinates"]:
            check.require(ring[0] == ring[-1], file, line, "coordinates", "ring is open")


def lists(check):
    file = "data/lists/countries.csv"
    states = check.rows(file)
    check.count(file, states, 249)
    patterns = {"alpha2": "[A-Z]{2}", "alpha3": "[A-Z]{3}", "numeric_m49": r"\d{3}"}
    for field, pattern in patterns.items():
        check.unique(file, states, field)
        check.match(file, states, field, pattern)
    for field, wanted in [("unece", 56), ("eu27", 27), ("efta", 4), ("cplp", 9)]:
        check.match(file, states, field, "[01]")
        check.total(file, states, field, wanted)
    file = "data/lists/languages.csv"
    spoken = check.rows(file)
    check.unique(file, spoken, "code")
    check.match(file, spoken, "code", "[a-z]{2,3}")
    for field in ("name_en", "name_pt"):
        check.match(file, spoken, field, ".+")
        check.match("data/lists/countries.csv", states, field, ".+")


def holidays(check, codes):
    """The rules are read by the engine's own tests; here: places, years of suspension, sources."""
    file = "policy/pt/calendars/holidays.yaml"
    told = check.yaml(file)
    versions = {}
    for rule in (told or {}).get("holidays") or []:
        versions.setdefault(rule["name"], []).append(
            (str(rule.get("validFrom", "")), str(rule.get("validTo", "")), "withdrawn" in rule, "known" in rule))
        line = check.line_of(file, f"- name: {rule['name']}")
        town = rule.get("municipality")
        check.require(town is None or town in codes, file, line, "municipality", town)
        check.require(rule.get("region") in (None, "PT-20", "PT-30"), file, line, "region", "")
    for name, told_of in versions.items():
        check.require((told_of == VERSIONS) == (name in SUSPENDED), file, check.line_of(file, f"- name: {name}"),
                      "validFrom", f"{name}: suspended 2013-2015, or not")
    if told:
        towns = {rule["municipality"] for rule in told["holidays"] if "municipality" in rule}
        check.count(file, sorted(towns), 18)
    file = "policy/pt/calendars/declarations.csv"
    days = check.rows(file)
    check.unique(file, days, "date", "scope", "place", "name_pt")
    check.match(file, days, "declared", r"\d{4}-\d\d-\d\d")
    check.match(file, days, "source", ".+")


def places(check, codes):
    file = "data/places/places.csv"
    found = check.rows(file)
    slugs = check.unique(file, found, "slug")
    check.within(file, found, "kind", KINDS)
    check.within(file, found, "municipality", codes)
    check.within(file, found, "status", {"open", "closed"})
    check.match(file, found, "closed_on", r"|\d{4}-\d\d-\d\d")
    for field in ("informs", "processes"):
        check.within(file, found, field, SERVICES, split=True)
    for line, row in found:
        check.require(row["source"] and row["source_key"], file, line, "source", "empty")
        decides = row["kind"] in ("aima", "municipal-desk", "mission") or not row["processes"]
        check.require(decides, file, line, "processes", f"{row['kind']} decides nothing")
        idle = row["status"] == "open" or not (row["informs"] or row["processes"])
        check.require(idle, file, line, "status", "closed, yet offers services")
        dated = row["status"] == "closed" or not row["closed_on"]
        check.require(dated, file, line, "closed_on", "open, yet has a closing day")
    file = "data/places/registry-desks.csv"
    desks = check.rows(file)
    check.count(file, desks, 99)
    both = slugs & check.unique(file, desks, "slug")
    check.require(not both, file, 1, "slug", f"also in places.csv: {both}")
    check.within(file, desks, "kind", {"registry", "citizen-shop"})
    check.within(file, desks, "municipality", codes)


def facts(check):
    """A fact on a State is coded, dated, sourced; nothing is said twice, and no value is empty."""
    folder = "data/facts/"
    defined = {row["fact"]: (row["topic"], row["unit"], row["kind"])
               for _, row in check.rows(folder + "definitions.csv")}
    check.unique(folder + "definitions.csv", check.rows(folder + "definitions.csv"), "fact")
    file = folder + "countries.csv"
    found = check.rows(file)
    check.unique(file, found, "country", "fact", "as_of")
    states = {row["alpha3"] for _, row in check.rows("data/lists/countries.csv")}
    check.within(file, found, "country", states)
    check.within(file, found, "topic", {"law", "policy", "budget", "structure"})
    for field in ("value", "source", "licence"):
        check.match(file, found, field, ".+")
    for line, row in found:
        topic, unit, kind = defined.get(row["fact"], ("", "", ""))
        check.require((topic, unit) == (row["topic"], row["unit"]), file, line, "fact", "not as defined")
        check.require(FACT_VALUES.get(kind, re.compile(".+")).fullmatch(row["value"]), file, line, "value", kind)
        dated = re.fullmatch(r"\d{4}(-\d\d){0,2}", row["as_of"]) or (row["as_of"] == "" and row["note"])
        check.require(dated, file, line, "as_of", "neither a day nor a reason why not")
    everyone = {row["country"] for _, row in found if row["fact"] == "member-unece" and row["value"] == "yes"}
    check.require(len(everyone) == 56, file, 1, "country", f"{len(everyone)} UNECE States")


def plan(check):
    folder = "policy/pt/plans/pnipgm/"
    axes, objectives = check.rows(folder + "axes.csv"), check.rows(folder + "objectives.csv")
    check.count(folder + "axes.csv", axes, 5)
    check.count(folder + "objectives.csv", objectives, 23)
    numbers = check.unique(folder + "objectives.csv", objectives, "number")
    check.within(folder + "objectives.csv", objectives, "verified", {"yes", "mem"})
    file = folder + "measures.csv"
    lines = check.rows(file)
    check.count(file, lines, 18)
    refs = check.unique(file, lines, "ref")
    check.within(file, lines, "objective", numbers, split=True)
    check.within(file, lines, "objective_source", {"sourced", "ours"})
    check.within(file, lines, "axis", check.unique(folder + "axes.csv", axes, "number") | {""})
    check.within(file, lines, "official", {"no"})
    check.match(file, lines, "source", ".+")
    bound = check.rows(folder + "bindings.csv")
    check.within(folder + "bindings.csv", bound, "ref", refs)
    check.within(folder + "bindings.csv", bound, "direction", {"up", "down"})
    template = folder + "measures-template.csv"
    header = (check.root / template).read_text("utf-8").strip().split(",")
    check.require(header == TEMPLATE, template, 1, "header", "is not the agreed one")
    return refs


def questions(check, refs, keys):
    for path in sorted((check.root / "policy/pt/questions").glob("*.yaml")):
        file = path.relative_to(check.root).as_posix()
        if path.name == "SOURCE.yaml" or not (told := check.yaml(file)):
            continue
        for asked in told["questions"]:
            start = check.line_of(file, f"- id: {asked['id']}")
            for field, known in (("measures", refs), ("series", keys)):
                for value in asked.get(field) or []:
                    line = check.line_of(file, f'- "{value}"')
                    check.require(value in known, file, line, field, f"{value} is unknown")
            for field in ("en", "pt"):
                check.require(asked.get(field), file, start, field, "empty")


def main(root):
    check = Checker(root)
    codes = geography(check)
    lists(check)
    holidays(check, codes)
    places(check, codes)
    keys = series_checks.series(check)
    facts(check)
    questions(check, plan(check), keys)
    provenance.sources(check)
    provenance.listed(check)
    provenance.readme(check)
    for trouble in check.troubles:
        print(trouble, file=sys.stderr)
    print(f"data: {len(check.troubles)} troubles")
    return 1 if check.troubles else 0


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[2]
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else here))
