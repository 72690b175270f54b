"""One data set of data/series: its values, and the YAML that tells what they are.

Values: series,period,value,flag,note,<one column per dimension>, sorted; over 60 KB as .csv.gz.
"""
import io
import csv
import json
import re
from pathlib import Path

import tables

FIELDS = ["series", "period", "value", "flag", "note"]
LARGE = 60_000  # bytes
RETRIEVED = "2026-11-23"
FLAGS = {
    "b": "break in time series", "e": "estimated", "p": "provisional", "u": "low reliability",
    "d": "definition differs", "I": "imputed", "E": "estimated", "M": "missing",
    "C": "confidential"}


def observation(series, period, value, flag="", note="", **dimensions):
    return {"series": series, "period": period, "value": value, "flag": flag, "note": note,
            **dimensions}


def number(text):
    """'1995.0' is 1995; what is no number stays out."""
    if text in ("", "NA", "..", "-"):
        return ""
    value = float(text)
    return str(int(value)) if value == int(value) else repr(value)


def write(folder, key, rows, about, stem=None):
    """Writes KEY.csv or KEY.csv.gz and KEY.yaml; `stem` names the files of an older vintage."""
    dimensions = [d["id"] for d in about.get("dimensions") or []]
    rows = sorted(rows, key=lambda r: (r["series"], *(r[d] for d in dimensions), str(r["period"])))
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, FIELDS + dimensions, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    return put(folder, stem or key, text.getvalue(), {"key": key, **about}, len(rows),
               {f for r in rows for f in [r["flag"]] if f})


def put(folder, stem, text, about, count, flags):
    folder = Path(folder)
    name = stem + (".csv.gz" if len(text.encode()) > LARGE else ".csv")
    for other in (stem + ".csv", stem + ".csv.gz"):
        if other != name:
            (folder / other).unlink(missing_ok=True)
    tables.write_text(folder / name, text)
    told = {"key": about.pop("key"), "file": name, **about, "rows": count}
    told.setdefault("retrieved", RETRIEVED)
    told["flags"] = {f: meaning(f) for f in sorted(flags)} | (about.get("flags") or {})
    (folder / (stem + ".yaml")).write_text(yaml(told), "utf-8")
    size = (folder / name).stat().st_size
    print(f"{name}: {count} rows, {size} bytes")
    return size


def meaning(flag):
    return ", ".join(FLAGS[letter] for letter in flag)


def dimension(id, pt, en, role, codes):
    """`role`: territory, citizenship, sex, age or other; `codes`: a file in codes/, or a list."""
    return {"id": id, "title": {"pt": pt, "en": en}, "role": role, "codes": codes}


def code(code, pt, en, parent="", aggregate=False):
    return {"code": code, "pt": pt, "en": en, "parent": parent, "aggregate": int(aggregate)}


def write_codes(path, rows, *more):
    header = ["code", "pt", "en", "parent", "aggregate", *more]
    tables.write(path, header, sorted(rows, key=lambda r: r["code"]))


def yaml(value, indent=0):
    """YAML of dictionaries, lists and plain values; text in quotes, so that nothing is guessed."""
    return "".join(line + "\n" for line in lines(value, "  " * indent))


def lines(value, pad):
    for key, item in value.items():
        if isinstance(item, dict) and item:
            yield f"{pad}{name(key)}:"
            yield from lines(item, pad + "  ")
        elif isinstance(item, list) and item:
            yield f"{pad}{name(key)}:"
            for part in item:
                if isinstance(part, dict) and flat(part):
                    yield f"{pad}  - {json.dumps(part, ensure_ascii=False)}"
                elif isinstance(part, dict):
                    inner = list(lines(part, ""))
                    yield f"{pad}  - {inner[0]}"
                    yield from (f"{pad}    {line}" for line in inner[1:])
                else:
                    yield f"{pad}  - {plain(part)}"
        else:
            yield f"{pad}{name(key)}: {plain(item)}"


def flat(part):
    return "code" in part


def name(key):
    return key if re.fullmatch(r"[A-Za-z_]\w*", key) and key not in {"y", "n", "on", "off", "no", "yes"} else json.dumps(key)


def plain(value):
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w.-]*", value) and \
            value.lower() not in {"y", "n", "on", "off", "no", "yes", "true", "false", "null"}:
        return value
    return json.dumps(value, ensure_ascii=False)
