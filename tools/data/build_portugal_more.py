"""Makes the smaller tables of the agency's reports: age, reason and legal basis.

use: build_portugal_more.py SOURCES PROJECT     (SOURCES holds migration-stats/)
"""
import re
import sys
from pathlib import Path

import tables
from build_portugal import BY_SEX, counted
from dataset import code, dimension, observation, write
from portugal_more_about import AGE_GRANTED, AGE_RESIDENTS, BASES, BASIS, REASON_GRANTED, REASON_RESIDENTS, REASONS

AGE = re.compile(r"(\d+)\s*-\s*(\d+)")


def age(text):
    """0-4, '0 - 4', +75, =75, >= 75 and ≥ 75."""
    span = AGE.fullmatch(text.strip())
    return f"Y{span[1]}-{span[2]}" if span else "Y_GE" + re.sub(r"\D", "", text)


def ages(path, key):
    """By age and sex; a row whose sexes do not make its total stops everything."""
    header, *body = tables.cells(path)
    totals = {}
    for row in body:
        if len(header) == 2:
            found = {"T": counted(row[1])}
        else:
            found = dict(zip("MFT", map(counted, row[1:4])))
            if found["M"] + found["F"] != found["T"]:
                sys.exit(f"{path.name}: {row} does not add up")
        for sex, count in found.items():
            totals[sex] = totals.get(sex, 0) + count
            yield observation(key, int(year(path)), count, age=age(row[0]), sex=sex)
    for sex, count in totals.items():
        yield observation(key, int(year(path)), count, age="TOTAL", sex=sex)


def year(path):
    return re.search(r"R\w+?(\d{4})", path.name)[1]


def age_codes(rows):
    def label(letters):
        low = re.findall(r"\d+", letters)
        return (f"{low[0]} a {low[1]} anos", f"{low[0]} to {low[1]} years") if len(low) == 2 else \
            (f"{low[0]} anos ou mais", f"{low[0]} years or over")
    found = sorted({r["age"] for r in rows} - {"TOTAL"}, key=lambda a: [int(n) for n in re.findall(r"\d+", a)])
    return [code("TOTAL", "Total", "Total", aggregate=True)] + [code(a, *label(a), "TOTAL") for a in found]


def age_table(paths, key, out, about):
    rows = [row for path in paths for row in ages(path, key)]
    write(out, key, rows, {**about, "dimensions": [dimension("age", "Idade", "Age", "age", age_codes(rows)), BY_SEX]})


def reasons(paths, key, out, about):
    rows = [observation(key, int(year(path)), counted(row[1]), reason=REASONS[row[0].strip().casefold()][0])
            for path in paths for row in tables.cells(path)[1:]]
    used = {r["reason"] for r in rows}
    listed = [code(*known) for known in dict.fromkeys(REASONS.values()) if known[0] in used]
    write(out, key, rows, {**about, "dimensions": [dimension("reason", "Motivo", "Reason", "other", listed)]})


def basis(text):
    """'Artº 88 nº 2', 'Art.º 88 n.º 2' and 'Artº 88 n.º 2' are one."""
    plain = re.sub(r"[.º\s]+", " ", text).replace("Art ", "A").replace(" n ", "-").strip()
    return re.sub(r"\s+", "-", plain)


def bases(paths, key, out, about):
    rows = [observation(key, int(year(path)), counted(row[1]), basis=basis(row[0]))
            for path in paths for row in tables.cells(path)[1:] if row[0] != "Outros"]
    listed = [code(k, *BASES[k]) for k in sorted({r["basis"] for r in rows})]
    write(out, key, rows, {**about, "dimensions": [dimension("basis", "Base legal", "Legal basis", "other", listed)]})


def main(sources, project):
    folder, out = Path(sources) / "migration-stats/portugal/aima-rifa-rma", Path(project) / "data/series"
    age_table(sorted(folder.glob("*/*residente*distribuicao-etaria.csv")), "pt-foreign-residents-by-age", out, AGE_RESIDENTS)
    later = [p for p in sorted(folder.glob("*/*titulos_distribuicao-etaria.csv")) if year(p) >= "2022"]
    age_table(later, "pt-permits-granted-by-age", out, AGE_GRANTED)
    reasons(sorted(folder.glob("RMA*/*titulos_motivo.csv")), "pt-permits-granted-by-reason", out, REASON_GRANTED)
    reasons(sorted(folder.glob("RMA*/*residente_motivo.csv")), "pt-foreign-residents-by-reason", out, REASON_RESIDENTS)
    bases(sorted(folder.glob("*/*titulos_despachos.csv")), "pt-permits-granted-by-basis", out, BASIS)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
