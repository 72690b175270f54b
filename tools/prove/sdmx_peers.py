#!/usr/bin/env python3
"""Converts the SDMX-JSON specimens with the built `cais` and holds what is written against the schema and sdmx1.

Usage: sdmx_peers.py CAIS SDMX-FOLDER (needs sdmx1, jsonschema, rfc3339-validator, rfc3986-validator)
"""
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import sdmx

NAMES = [
    "ECB_EXR/flat.json", "ECB_EXR/xs.json", "v3/json/data/agri.json",
    "v3/json/data/exr-cross-section.json", "v3/json/data/exr-flat.json",
    "v3/csv/example-01.csv", "v3/csv/example-06.csv",
]


def convert(cais, source, target, form):
    subprocess.run(
        [cais, "sdmx", "convert", str(source), str(target), "--format", form], check=True)


def schema_problems(validator, path):
    return [f"{path.name}: {error.json_path}: {error.message[:200]}"
            for error in validator.iter_errors(json.loads(path.read_text()))]


def own_values(path):
    """The numbers of a message of 2.1, by nothing but the standard's own order of an array."""
    values = []
    for data_set in json.loads(path.read_text())["data"]["dataSets"]:
        series = list(data_set.get("series", {}).values()) + [data_set]
        values += [o[0] for one in series for o in one.get("observations", {}).values()]
    return values


def sdmx1_values(path):
    message = sdmx.read_sdmx(path)
    return [o.value for data in message.data for o in data.obs]


def main():
    cais, folder = sys.argv[1], Path(sys.argv[2])
    schema = json.loads((folder / "json-schemas/sdmx-json-data-schema.json").read_text())
    validator = jsonschema.Draft201909Validator(
        schema, format_checker=jsonschema.Draft201909Validator.FORMAT_CHECKER)
    problems = []
    with tempfile.TemporaryDirectory() as place:
        for name in NAMES:
            new, old = Path(place, "new.json"), Path(place, "old.json")
            convert(cais, folder / "specimens" / name, new, "sdmx-json-2.1")
            convert(cais, folder / "specimens" / name, old, "sdmx-json-1.0")
            problems += schema_problems(validator, new)
            ours, theirs = own_values(new), sdmx1_values(old)
            print(f"{name}: {len(ours)} values, sdmx1 reads {len(theirs)}")
            if len(ours) != len(theirs) or not math.isclose(math.fsum(ours), math.fsum(theirs)):
                problems.append(f"{name}: sdmx1 reads other values")
    print("\n".join(problems) or "peers: all agree")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
