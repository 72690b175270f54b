"""Makes the series of Eurostat: 14 answers of its service as they came, and two reshaped tables.

use: build_eurostat.py SOURCES PROJECT     (SOURCES holds migration-stats/; codes.py first)
The columns stay as they were sent; only CRLF becomes LF. Files that give labels without codes get
codes/eurostat-labels.csv (dimension,label,code,origin), beside which no label stays without a code.
"""
import csv
import re
import sys
from pathlib import Path

import codes
import tables
from dataset import RETRIEVED, code, dimension, number, observation, put, write
from eurostat_about import DIMENSIONS, FILES, LABELS

VIA = "via natix-x/Data-mining-in-Migration-Analysis"
LICENCE = "Eurostat reuse with attribution, CC BY 4.0"
CONTACT = "Eurostat user support, https://ec.europa.eu/eurostat"
LISTS = {"geo": "codes/eurostat-geo.csv", "citizen": "codes/eurostat-citizen.csv",
         "c_birth": "codes/eurostat-citizen.csv"}
TOTALS = {"T", "TOTAL"}


class Labels:
    """The code of every label, and how it is known."""

    def __init__(self, project):
        self.of_place, self.used, self.seen = codes.eurostat_label(project), {}, {}

    def learn(self, rows, header):
        """A file with codes and labels side by side teaches which belong together."""
        for here, after in zip(header, header[1:]):
            if here in DIMENSIONS and after not in DIMENSIONS:
                for row in rows:
                    letters, label = row[here], row[after]
                    if self.seen.setdefault((here, label), letters) != letters:
                        sys.exit(f"{here}: {label} is {letters} and {self.seen[here, label]}")

    def code(self, column, label):
        known = self.seen.get((column, label))
        listed = LABELS[column, label][0] if column not in LISTS else self.of_place(label)
        if known and known != listed:
            sys.exit(f"{column}: {label} is {known} in a file and {listed} in our list")
        origin = ("file" if known else "ours" if listed.startswith("X_") else
                  "iso" if column in LISTS and len(listed) == 2 else "eurostat")
        self.used[column, label] = (listed, origin)
        return listed

    def write(self, path):
        rows = [{"dimension": c, "label": l, "code": k, "origin": o} for (c, l), (k, o) in sorted(self.used.items())]
        tables.write(path, ["dimension", "label", "code", "origin"], rows)


def listing(column, labels):
    if column in LISTS:
        return LISTS[column]
    known = {LABELS[column, label] + (label,) for label in labels}
    return [code(k, pt, en, aggregate=k in TOTALS and len(known) > 1) for k, pt, en in sorted(known)]


def breaks(rows, place):
    """Where Eurostat flags a break, once per territory and year."""
    found = sorted({(place(r), r["TIME_PERIOD"]) for r in rows if "b" in r["OBS_FLAG"]})
    return [{"period": year, "territory": geo,
             "reason": {"pt": "Quebra de série assinalada pelo Eurostat", "en": "Break flagged by Eurostat"},
             "source": "OBS_FLAG b in the file"} for geo, year in found]


def answer(path, about, labels, out):
    """One answer of the service: values unchanged, everything told of them in the YAML."""
    text = tables.content(path).decode("utf-8").replace("\r\n", "\n")
    rows = list(csv.DictReader(text.splitlines()))
    header = list(rows[0])
    columns = [c for c in header if c in DIMENSIONS]
    both = header[0] == "STRUCTURE"
    beside = {c: header[header.index(c) + 1] for c in columns} if both else {c: c for c in columns}
    if not both:
        for column in columns:
            for label in sorted({r[column] for r in rows}):
                labels.code(column, label)
    listed = [dimension(c, *DIMENSIONS[c], listing(c, {r[beside[c]] for r in rows})) for c in columns]
    updated = rows[0].get("LAST UPDATE") or ""
    day = re.sub(r"(\d\d)/(\d\d)/(\d\d) .*", r"20\3-\2-\1", updated) or "2025-06"
    name = about["table"]
    told = {
        "key": about["key"], "format": "sdmx-csv-1.0", "dataflow": rows[0].get("STRUCTURE_ID") or rows[0]["DATAFLOW"],
        "title": pair(about["title"]), "definition": pair(about["definition"]), "topic": about["topic"],
        "unit": about["unit"], "frequency": "annual",
        "source": f"Eurostat, table {name}" + (f", last update {day}" if updated else ", read in March to June 2025")
                  + f", {VIA}; https://ec.europa.eu/eurostat/databrowser/view/{name}",
        "licence": LICENCE, "retrieved": RETRIEVED, "vintage": day, "made_by": "tools/data/build_eurostat.py",
        "method": "Every row and column of the answer of the Eurostat service as it was; only line ends are LF."
                  + ("" if both else " The answer gives labels; their codes are in the file under labels."),
        "caveats": caveats(columns, rows), "dimensions": listed,
        **({} if both else {"labels": "codes/eurostat-labels.csv"}),
        "breaks": breaks(rows, lambda r: r["geo"] if both else labels.code("geo", r["geo"])),
        "flags": {}, "contact": CONTACT}
    return put(out, about["key"], text, told, len(rows), {r["OBS_FLAG"] for r in rows} - {""})


def pair(words):
    return {"pt": words[0], "en": words[1]}


def caveats(columns, rows):
    found = ["A flag b forbids comparing with the year before; aggregates of territories overlap and are never added."]
    if "citizen" in columns or "c_birth" in columns:
        found.append("Groups of citizenship overlap (foreign, EU, non-EU): never add them.")
    if any(r["OBS_VALUE"] == "" for r in rows):
        found.append("Rows without a value are kept with their flag: the source withholds or lacks it.")
    if any("$DEFAULTVIEW" in str(v) for v in rows[0].values()):
        found.append("$DEFAULTVIEW in the name of the dataflow is how the service names a saved view; the data are those of the table.")
    return found


def immigration(path, labels, out):
    key = "eurostat-immigration-by-citizenship"
    rows = [observation(key, r["year"], number(r["Migrants number"]), geo=labels.code("geo", r["geo"]),
                        citizen=labels.code("citizen", r["Country of citizenship"]))
            for r in tables.read(path)]
    once(rows, key)
    return write(out, key, rows, {
        "title": pair(("Imigração por nacionalidade, 1998-2023", "Immigration by citizenship, 1998-2023")),
        "definition": pair(("Pessoas que, vindas de outro país, passaram a residir no país declarante por doze meses ou mais, por nacionalidade, todas as idades e ambos os sexos.",
                            "Persons who came from another country and took up residence in the reporting country for twelve months or more, by citizenship, all ages and both sexes.")),
        "topic": "flows", "dataflow": "ESTAT:MIGR_IMM1CTZ(1.0)", "concept": "immigration", "unit": "persons", "frequency": "annual",
        "source": f"Eurostat, table migr_imm1ctz, read in March to June 2025, reshaped by natix-x/Data-mining-in-Migration-Analysis; https://ec.europa.eu/eurostat/databrowser/view/migr_imm1ctz",
        "licence": LICENCE, "vintage": "2025-06", "made_by": "tools/data/build_eurostat.py",
        "method": "All 133,311 rows of the reshaped table. Labels turned into codes (codes/eurostat-labels.csv; codes with X_ are ours). Flags of Eurostat were lost in the reshaping: none is given, which does not mean that there was none.",
        "breaks": [], "caveats": [
            "Citizenships overlap: TOTAL, FOR_STLS, EU, EFTA, candidate countries, levels of development and continents hold one another. What is marked aggregate is never added.",
            "Three compositions of the European Union stand side by side; each group is given for its own years."],
        "contact": CONTACT, "dimensions": [
            dimension("geo", *DIMENSIONS["geo"], LISTS["geo"]), dimension("citizen", *DIMENSIONS["citizen"], LISTS["citizen"])]})


def permits(path, labels, out):
    key = "eurostat-valid-permits-by-reason"
    table = tables.read(path)
    rows = [observation(key, r["year"], number(r["number_of_permits"]), geo=labels.code("geo", r["geo"]),
                        reason=labels.code("reason", r["Reason"])) for r in table]
    once(rows, key)
    return write(out, key, rows, {
        "title": pair(("Autorizações de residência válidas por motivo, 2008-2024", "Valid residence permits by reason, 2008-2024")),
        "definition": pair(("Autorizações de residência válidas em 31 de dezembro, por motivo, todas as nacionalidades de países terceiros.",
                            "Residence permits valid on 31 December by reason, all citizenships of third countries.")),
        "topic": "permits", "dataflow": "ESTAT:TPS00171(1.0)", "unit": "permits", "frequency": "annual",
        "source": f"Eurostat, table tps00171, read in March to June 2025, reshaped by natix-x/Data-mining-in-Migration-Analysis; https://ec.europa.eu/eurostat/databrowser/view/tps00171",
        "licence": LICENCE, "vintage": "2025-06", "made_by": "tools/data/build_eurostat.py",
        "method": "All 2,559 rows of the reshaped table. Labels turned into codes (codes/eurostat-labels.csv). Flags of Eurostat were lost in the reshaping.",
        "breaks": [], "caveats": ["No total over the reasons stands in the file, and not every country gives every reason: a sum over reasons may miss some."],
        "contact": CONTACT, "dimensions": [
            dimension("geo", *DIMENSIONS["geo"], LISTS["geo"]),
            dimension("reason", *DIMENSIONS["reason"], listing("reason", {r["Reason"] for r in table}))]})


def once(rows, key):
    """Two labels with one code would make two values for one line."""
    seen = set()
    for row in rows:
        line = tuple(v for k, v in row.items() if k not in ("value", "flag", "note"))
        if line in seen:
            sys.exit(f"{key}: {line} stands twice")
        seen.add(line)


def main(sources, project):
    folder, out = Path(sources) / "migration-stats", Path(project) / "data/series"
    labels = Labels(project)
    paths = sorted((folder / "eurostat-sdmx-csv").glob("*.csv"))
    for path in paths:
        rows = tables.read(path)
        if "STRUCTURE" in rows[0]:
            labels.learn(rows, list(rows[0]))
    for path in paths:
        answer(path, FILES[path.stem], labels, out)
    immigration(folder / "eurostat-reshaped/immigration_by_citizenship.csv", labels, out)
    permits(folder / "eurostat-reshaped/reasons_valid_permits.csv", labels, out)
    labels.write(out / "codes/eurostat-labels.csv")


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
