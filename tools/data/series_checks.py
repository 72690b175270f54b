"""Checks data/series: rows, codes, flags, no line twice, and the sums that the sources publish."""
import re
from collections import defaultdict

from checker import yaml

OWN = ["series", "period", "value", "flag", "note"]
PERIOD = re.compile(r"\d{4}(-\d\d|-Q[1-4])?")
VALUE = re.compile(r"-?\d+(\.\d+)?")
TOPICS = {"population", "flows", "permits", "asylum", "labour", "income", "education", "justice",
          "remittances", "sdg", "census"}
ROLES = {"territory", "citizenship", "sex", "age", "other"}
RESIDENTS = {"2020": 662_095, "2021": 698_887, "2022": 781_915, "2023": 1_044_606, "2024": 1_543_697}
GRANTED = {"2020": 118_124, "2021": 111_311, "2022": 143_081, "2023": 328_978, "2024": 218_332}
ARRIVED = {"2021": 97_119, "2022": 167_098, "2023": 189_367}
CENSUS = {"TOTAL": 10_343_066, "FOREIGN": 542_165, "PRT": 9_800_752, "BRA": 199_810}
TWICE_NAMED = {"0806": 3502, "4201": 150, "3101": 636, "4501": 48}   # Lagoa twice, Calheta twice


def series(check):
    """The keys that a question or a plan may name."""
    keys, folder = set(), check.root / "data/series"
    for path in sorted(folder.glob("*.csv*")):
        file = path.relative_to(check.root).as_posix()
        about = file.split(".csv")[0] + ".yaml"
        told, found = check.yaml(about) or {}, check.rows(file)
        keys |= {told.get("key", path.name.split(".csv")[0])}
        if not found or not yaml:
            continue
        check.require(told.get("file") == path.name, about, 1, "file", f"does not name {path.name}")
        if "series" in found[0][1]:
            keys |= {row["series"] for _, row in found}
            own(check, file, found, told)
        else:
            answer(check, file, found, told)
    for table in sorted((folder / "codes").glob("*.csv")):
        codes(check, table.relative_to(check.root).as_posix())
    sums(check)
    return keys


def codes(check, file):
    found = check.rows(file)
    if found and "dimension" in found[0][1]:
        check.unique(file, found, "dimension", "label")
        return
    known = check.unique(file, found, "code")
    check.within(file, found, "parent", known | {""})
    check.within(file, found, "aggregate", {"0", "1"})
    check.match(file, found, "pt", ".+")
    check.match(file, found, "en", ".+")


def own(check, file, found, told):
    dimensions = [d["id"] for d in told.get("dimensions") or []]
    header = list(found[0][1])
    plain = set(header) - set(OWN) <= set(dimensions) or {"source_keys", "source"} <= set(header)
    check.require(plain, file, 1, "header", f"{header} is not described")
    lines(check, file, found, ["series", *dimensions, "period"])
    named = {told.get("key")} | {part["key"] for part in told.get("parts") or []}
    check.within(file, found, "series", named)
    values(check, file, found, told, "period", "value", "flag")
    described(check, file, found, told, dimensions)


def answer(check, file, found, told):
    """An answer of Eurostat: its own columns; a label without a code is trouble."""
    dimensions = [d["id"] for d in told.get("dimensions") or []]
    check.require(dimensions, file, 1, "dimensions", "none described")
    lines(check, file, found, [*dimensions, "TIME_PERIOD"])
    values(check, file, found, told, "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG")
    if "labels" not in told:
        described(check, file, found, told, dimensions)
        return
    known = {(row["dimension"], row["label"]): row["code"] for _, row in check.rows("data/series/" + told["labels"])}
    for wanted in dimensions:
        labels = {row[wanted]: line for line, row in found}
        for label, line in labels.items():
            check.require((wanted, label) in known, file, line, wanted, f"{label!r} has no code")
        listed = listing(check, next(d for d in told["dimensions"] if d["id"] == wanted))
        strange = {known.get((wanted, label)) for label in labels} - listed
        check.require(not strange, file, 1, wanted, f"{sorted(map(str, strange))} not in the code list")


def lines(check, file, found, fields):
    seen = {}
    for line, row in found:
        first = seen.setdefault(tuple(row[f] for f in fields), line)
        check.require(first == line, file, line, "+".join(fields), f"stands twice, first in {first}")


def values(check, file, found, told, period, value, flag):
    flags = {""} | set(told.get("flags") or {})
    for line, row in found:
        check.require(PERIOD.fullmatch(row[period]), file, line, period, repr(row[period]))
        # No value needs a flag that says why; Eurostat flags what it withholds.
        good = VALUE.fullmatch(row[value]) or (row[value] == "" and row[flag])
        check.require(good, file, line, value, repr(row[value]))
        check.require(row[flag] in flags, file, line, flag, f"{row[flag]!r} is not explained")


def listing(check, dimension):
    named = dimension["codes"]
    if isinstance(named, str):
        return {row["code"] for _, row in check.rows("data/series/" + named)}
    return {code["code"] for code in named}


def described(check, file, found, told, dimensions):
    about = file.split(".csv")[0] + ".yaml"
    if "topic" in told:
        check.require(told["topic"] in TOPICS, about, 1, "topic", f"{told['topic']} is unknown")
    for wanted in told.get("dimensions") or []:
        check.require(wanted["role"] in ROLES, about, 1, "role", f"{wanted['role']} is unknown")
        check.require(wanted["title"].get("pt") and wanted["title"].get("en"), about, 1, "title", wanted["id"])
        strange = {row[wanted["id"]] for _, row in found} - listing(check, wanted)
        check.require(not strange, file, 1, wanted["id"], f"{sorted(strange)[:5]} not in the code list")


def table(check, key, *fields):
    for suffix in (".csv.gz", ".csv"):
        file = f"data/series/{key}{suffix}"
        if (check.root / file).exists():
            return file, {tuple(row[f] for f in fields): float(row["value"]) for _, row in check.rows(file) if row["value"]}
    check.say(f"data/series/{key}.csv", 1, "file", "is not there")
    return "", {}


def equal(check, file, what, got, wanted):
    check.require(got == wanted, file, 1, what, f"{got}, published {wanted}")


def sums(check):
    residents(check)
    nationalities(check, "pt-foreign-residents-by-nationality", RESIDENTS)
    nationalities(check, "pt-permits-granted-by-nationality", GRANTED)
    census(check)
    united_nations(check)
    file, found = table(check, "eurostat-immigration-by-citizenship", "geo", "citizen", "period")
    check.require(len(found) == 133_311, file, 1, "rows", f"{len(found)}")
    for year, count in ARRIVED.items():
        equal(check, file, year, found.get(("PT", "TOTAL", year)), count)


def residents(check):
    """Every vintage: the parts make the total, but for one misprint that is known."""
    for vintage, years in (("", 44), ("-rifa-2020", 40), ("-rifa-2021", 42), ("-rifa-2022", 43)):
        file, found = table(check, "pt-foreign-residents" + vintage, "series", "period")
        parts, total = defaultdict(float), {}
        for (key, year), value in found.items():
            if "." in key:
                parts[year] += value
            else:
                total[year] = value
        check.require(len(total) == years, file, 1, "rows", f"{len(total)} years, wanted {years}")
        wrong = {year for year in total if parts[year] != total[year]}
        known = {"2007"} if vintage == "-rifa-2021" else set()   # 5,741 printed twice
        equal(check, file, "value", sorted(wrong), sorted(known))
    file, found = table(check, "pt-foreign-residents-growth", "series", "period")
    key = "pt-foreign-residents-growth."
    apart = [year for (series, year), value in found.items() if series == key + "published"
             and abs(value - found[key + "recomputed", year]) > 0.06 and int(year) <= 2020]
    equal(check, file, "years apart", len(apart), 19)   # 2002 to 2020, all of them


def nationalities(check, key, published):
    file, found = table(check, key, "period", "citizen", "sex")
    added = defaultdict(float)
    for (year, citizen, sex), value in found.items():
        if citizen != "TOTAL":
            added[year, sex] += value
        if sex == "T":
            both = found.get((year, citizen, "M"), -1) + found.get((year, citizen, "F"), -1)
            check.require(both == value, file, 1, "sex", f"{year} {citizen}: {both} is not {value}")
    for year, total in published.items():
        equal(check, file, f"{year} added up", added[year, "T"], total)
        equal(check, file, f"{year} TOTAL", found.get((year, "TOTAL", "T")), total)


def census(check):
    file, found = table(check, "pt-census-2021-nationality", "geo", "citizen")
    towns = {row["code"]: row for _, row in check.rows("data/geography/municipalities.csv")}
    check.require(len({geo for geo, _ in found}) == 344, file, 1, "geo", "country, 35 regions, 308 municipalities")
    for citizen, total in CENSUS.items():
        equal(check, file, citizen, sum(v for (geo, c), v in found.items() if geo in towns and c == citizen), total)
    for code, row in towns.items():
        equal(check, file, code, found.get((code, "TOTAL")), float(row["population_2021"]))
    for code, foreign in TWICE_NAMED.items():
        equal(check, file, code, found.get((code, "FOREIGN")), foreign)


def united_nations(check):
    states = {row["alpha3"] for _, row in check.rows("data/lists/countries.csv") if row["unece"] == "1"}
    file, found = table(check, "net-migration-wpp", "geo", "period")
    check.require({geo for geo, _ in found} == states, file, 1, "geo", "not the 56 UNECE States")
    check.require(len(found) == 56 * 74, file, 1, "rows", f"{len(found)}, wanted 56 States from 1950 to 2023")
    file, found = table(check, "net-migration-national", "geo", "period")
    equal(check, file, "PRT 2022", found.get(("PRT", "2022")), 136_144)
    file, found = table(check, "un-migrants", "geo", "period")
    equal(check, file, "PRT 2020", found.get(("PRT", "2020")), 1_001_963)
    file, found = table(check, "sdg-sg-cpa-migrs", "geo", "policy_domains")
    check.require(len({geo for geo, _ in found} & states) > 30, file, 1, "geo", "UNECE States are missing")
    for path in ("unhcr-hosted", "unhcr-origin"):
        file = f"data/series/{path}.csv.gz"
        for line, row in check.rows(file):
            check.require((row["value"] == "3") == (row["flag"] == "I"), file, line, "flag", "3 may stand for *")
