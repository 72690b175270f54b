#!/usr/bin/env python3
"""Writes 100 applications for recognition and what is to become of each, by a rule of its own: no decision table is read.

Run by hand after a change of the rule: python3 tools/recognition_applications.py. The files it writes are read by
Tests/CasesTests/Recognition/ApplicationTests.swift, which asks the decision tables the same.
"""
import csv
import random
import unicodedata
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "policy/pt/decisions/examples"
COUNT, SEED = 100, 20261126
# country, institution, programme, degree, months, credits, outcome
REGISTER = [
    ("BR", "Universidade de Demonstração", "Engenharia Civil", "Bacharel", "60", "", "granted"),
    ("BR", "Universidade de Demonstração", "Engenharia Civil", "Mestre", "24", "120", "granted"),
    ("BR", "Universidade de Demonstração", "Direito", "Bacharel", "60", "300", "refused"),
    ("CV", "Instituto do Exemplo", "Enfermagem", "Licenciatura", "48", "240", "partly-granted"),
    ("CV", "Instituto do Exemplo", "Gestão", "Licenciatura", "36", "180", "granted"),
    ("CV", "Instituto do Exemplo", "Gestão", "Licenciatura", "36", "180", "refused"),
    ("UA", "Університет Зразка", "Історія", "Бакалавр", "48", "240", "granted"),
    ("UA", "Університет Зразка", "Хімія", "Магістр", "20", "120", "granted"),
]
RUNGS = ["partial-documents", "sworn-statement", "interview-or-exam", "qualifications-passport"]
LOST = {"partial-not-enough": 1, "statement-not-enough": 2, "interview-not-enough": 3}
FULL = {"documents", "interview-or-exam", "qualifications-passport"}
HALF = {"partial-documents", "sworn-statement"}
NEXT_STEP = {"partial-documents": "partial-not-enough", "sworn-statement": "statement-not-enough",
             "interview-or-exam": "interview-not-enough"}
FIELDS = ["number", "proof", "emergencyKind", "steps", "needsField", "degreeListed", "country", "institution",
          "programme", "degreeName", "durationMonths", "credits", "route", "rung", "way", "proved", "open"]


def plain(text):
    """A name without capitals, accents and what is no letter or digit."""
    text = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c))
    return " ".join(kept.split())


def agreement(one, entry):
    """For each of the four conditions: 1 equal, 0 different, None not said."""
    country, institution, programme, degree, months, credits, _ = entry
    place = None
    if one["country"] and one["institution"]:
        place = int(one["country"] == country and plain(one["institution"]) == plain(institution))
    names = [int(plain(one[field]) == plain(other)) if one[field] else None
             for field, other in (("programme", programme), ("degreeName", degree))]
    long = None
    if one["durationMonths"] or one["credits"]:
        long = int(bool(one["durationMonths"]) and one["durationMonths"] == months
                   or bool(one["credits"]) and one["credits"] == credits)
    return [place, *names, long]


def level(one):
    """The way of a degree that is not on the list, and the outcomes of the decisions that are equal."""
    if not one["country"] or not one["institution"]:
        return "level-precedence-unknown", set()   # nothing is compared without the place
    rows = [(agreement(one, entry), entry[-1]) for entry in REGISTER]
    possible = [(marks, outcome) for marks, outcome in rows if 0 not in marks]
    if not possible:
        return "level-individual", set()
    if any(None in marks for marks, _ in possible):
        return "level-precedence-unknown", set()
    return "level-by-precedence", {outcome for _, outcome in possible}


def expected(one):
    fled = one["emergencyKind"] in ("ukraine", "other")
    outcomes = set()
    if one["proof"] in ("some", "none") and fled:
        route, way = "humanitarian-verification", "ladder"
    elif one["needsField"] == "yes":
        route, way = "specific", "content"
    elif not one["needsField"]:
        route, way = "ask-whether-field", "ask-first"
    elif one["degreeListed"] == "listed":
        route, way = "automatic", "list"
    elif one["degreeListed"] != "notListed":
        route, way = "check-the-list", "ask-first"
    else:
        route, outcomes = level(one)
        way = "ask-first" if route == "level-precedence-unknown" else "jury"
        if outcomes == {"granted"}:
            way = "precedent"
        if outcomes == {"partly-granted"}:
            way = "precedent-in-part"
    rung = at_rung(one, fled)
    proved = "fully" if rung in FULL else "conditionally" if rung in HALF else "not-here" if rung else ""
    may = {"precedent": "precedent-applied", "precedent-in-part": "part-precedent-applied"}.get(way)
    steps = [may, NEXT_STEP.get(rung), {"fully": "proved-fully", "conditionally": "proved-conditionally"}.get(proved)]
    return {"route": route, "rung": rung, "way": way, "proved": proved,
            "open": " ".join(sorted(step for step in steps if step))}


def at_rung(one, fled):
    if not one["proof"]:
        return ""
    if one["proof"] == "all":
        return "documents"
    if not fled:
        return "ask-for-duplicates"
    first = 0 if one["proof"] == "some" else 1
    return RUNGS[max([first] + [LOST[step] for step in one["steps"].split()])]


def spelled(text, chance):
    """As somebody else would write it."""
    return chance.choice([text, text.upper(), f" {text}.", text.replace(" ", "-"), plain(text)])


def application(number, chance):
    entry = chance.choice(REGISTER)
    other = chance.choice(REGISTER)
    country, institution, programme, degree, months, credits, _ = entry
    one = {"number": str(number), "country": country, "institution": spelled(institution, chance),
           "programme": spelled(programme, chance), "degreeName": spelled(degree, chance),
           "durationMonths": months, "credits": chance.choice(["", credits])}
    change = chance.randrange(9)
    if change == 0:
        one["country"], one["institution"] = chance.choice(["FR", country]), "Outra Universidade"
    if change == 1:
        one["programme"] = other[2]
    if change == 2:
        one["degreeName"] = other[3]
    if change == 3:
        one["durationMonths"], one["credits"] = "30", "150"
    if change == 4:
        one[chance.choice(["institution", "programme", "degreeName"])] = ""
    one["proof"] = chance.choice(["all"] * 5 + ["some", "some", "none", "none", ""])
    one["emergencyKind"] = chance.choice(["", "none", "ukraine", "other", "other"])
    one["steps"] = chance.choice(["", "", "partial-not-enough", "statement-not-enough",
                                  "partial-not-enough statement-not-enough",
                                  "statement-not-enough interview-not-enough"])
    one["needsField"] = chance.choice(["no", "no", "no", "no", "yes", ""])
    one["degreeListed"] = chance.choice(["notListed"] * 6 + ["listed", "listed", "unknown"])
    return {**one, **expected(one)}


def main():
    chance = random.Random(SEED)
    rows = [application(number, chance) for number in range(1, COUNT + 1)]
    FOLDER.mkdir(exist_ok=True)
    with open(FOLDER / "recognition-applications.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    with open(FOLDER / "recognition-register.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "institution", "programme", "degreeName", "durationMonths", "credits", "outcome"])
        writer.writerows(REGISTER)


if __name__ == "__main__":
    main()
