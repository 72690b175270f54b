"""Makes data/facts: dated, sourced, coded facts on law, policy, budget and structure of States.

use: build_facts.py SOURCES PROJECT     (SOURCES holds migration-stats/; build_sdg.py first)
What was not found is not here: no row, no value.
"""
import sys
from pathlib import Path

import codes
import tables
from dataset import RETRIEVED
from portugal_facts import DEFINITIONS, FACTS, OTHERS

HEADER = ["country", "topic", "fact", "value", "unit", "as_of", "source", "licence", "note"]
RESTATED = "facts, restated"
UNSD = "UNSD, Global SDG Indicators Database, series {}, snapshot of 2020-10-19, https://unstats.un.org/sdgs/indicators/database/"
UN_LICENCE = "UN data, reuse with attribution"
FROM_SERIES = {  # series of data/series: fact, the code of its other dimension
    "sdg-sl-lbr-ntlcpl": ("labour-rights-compliance", "8.8.2"),
    "sdg-sg-stt-fpos": ("statistics-law-complies", "17.18.2"),
    "sdg-sg-stt-nsdsimpl": ("statistics-plan-running", "17.18.3"),
    "sdg-sg-stt-nsdsfnd": ("statistics-plan-funded", "17.18.3"),
    "sdg-sg-reg-brth": ("birth-registration", "16.9.1"),
    "sdg-sh-acs-unhc": ("health-coverage", "3.8.1"),
}
MEMBERSHIPS = {"unece": "member-unece", "eu27": "member-eu", "efta": "member-efta", "cplp": "member-cplp"}


def row(country, fact, value, as_of, source, licence=RESTATED, note=""):
    topic, kind, unit, _, _ = DEFINITIONS[fact]
    if kind == "yes-no":
        value = {"1": "yes", "0": "no"}.get(value, value)
    return dict(zip(HEADER, [country, topic, fact, value, unit, as_of, source, licence, note]))


def series(out, key):
    path = out / f"{key}.csv"
    return tables.read(path if path.exists() else out / f"{key}.csv.gz")


def memberships(project):
    for state in codes.countries(project):
        if state["unece"] == "1" or state["cplp"] == "1":
            for column, fact in MEMBERSHIPS.items():
                yield row(state["alpha3"], fact, state[column], RETRIEVED,
                          "compiled from the United Nations and the organisations, data/lists/countries.csv")


def schengen(path, states):
    """Says yes of those the list names for 2019; of the others it says nothing."""
    for member in tables.read(path):
        if member["alpha3"] in states and member["2019"] == "1":
            first = next(y for y in ("1995", "2000", "2005", "2010", "2015", "2019") if member[y] == "1")
            yield row(member["alpha3"], "member-schengen", "yes", "2019",
                      "https://www.schengenvisainfo.com/schengen-agreement/, as collected by guyabel/stepladderChapter", note=f"in the list since {first} (five-year steps)")


def policies(out, states):
    for value in series(out, "sdg-sg-cpa-migrs"):
        if value["geo"] in states and value["value"]:
            yield row(value["geo"], "gcm-policy-" + value["policy_domains"], value["value"], value["period"],
                      UNSD.format("SG_CPA_MIGRS"), UN_LICENCE,
                      "1 requires further progress, 2 partially meets, 3 meets, 4 fully meets")


def newest(out, states):
    for key, (fact, indicator) in FROM_SERIES.items():
        last = {}
        for value in series(out, key):
            if value["geo"] in states and value["value"] and value["period"] >= last.get(value["geo"], ("",))[0]:
                last[value["geo"]] = (value["period"], value["value"], value.get("age", ""), value["flag"])
        name = key.removeprefix("sdg-").replace("-", "_").upper()
        for country, (period, value, age, flag) in last.items():
            notes = [n for n in ("estimated by the agency" if flag == "E" else "", f"ages {age}" if age else "") if n]
            yield row(country, fact, value, period, UNSD.format(name), UN_LICENCE, "; ".join(notes))


def main(sources, project):
    out, target = Path(project) / "data/series", Path(project) / "data/facts"
    states = {r["alpha3"] for r in codes.countries(project) if r["unece"] == "1"}
    rows = [*memberships(project), *schengen(Path(sources) / "migration-stats/un-desa/schengen.csv", states),
            *policies(out, states), *newest(out, states),
            *[row("PRT", f, v, d, s, note=n) for f, v, d, s, n in FACTS],
            *[row(c, f, v, d, s, note=n) for c, f, v, d, s, n in OTHERS]]
    rows.sort(key=lambda r: (r["country"], r["topic"], r["fact"], r["as_of"]))
    tables.write(target / "countries.csv", HEADER, rows)
    tables.write(target / "definitions.csv", ["fact", "topic", "kind", "unit", "pt", "en"],
                 [dict(zip(["fact", "topic", "kind", "unit", "pt", "en"], [f, *d])) for f, d in sorted(DEFINITIONS.items())])


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
