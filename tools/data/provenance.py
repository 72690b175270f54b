"""Every data file has source, licence and date, and stands in the table of data/README.md."""
import re

from checker import yaml

FOLDERS = ["data", "policy/pt/calendars", "policy/pt/plans", "policy/pt/questions",
           "policy/pt/lists"]
DATA_FILES = (".csv", ".csv.gz", ".json", ".yaml", ".geojson")


def sources(check):
    """Every file is told of: by name in SOURCE.yaml, by a yaml of its name, or by itself."""
    for folder in FOLDERS:
        for path in sorted((check.root / folder).rglob("*.*")):
            file = path.relative_to(check.root).as_posix()
            if not path.name.endswith(DATA_FILES) or path.name == "SOURCE.yaml":
                continue
            told = told_of(check, path)
            for field in ("source", "licence", "retrieved"):
                check.require(told.get(field), file, 1, field, "not stated beside the file")
            if "rows" in told and path.name.endswith((".csv", ".csv.gz")):
                check.count(file, check.rows(file), told["rows"])


def told_of(check, path):
    plain = path.with_suffix("") if path.suffix == ".gz" else path
    beside = [plain.with_suffix(".source.yaml"), plain.with_suffix(".yaml")]
    whole = path.with_name("SOURCE.yaml")
    if yaml is None:
        text = "".join(p.read_text("utf-8") for p in [*beside, whole] if p.exists())
        fields = re.findall(r"^\s*(source|licence|retrieved): *\S", text, re.M)
        return dict.fromkeys(fields, "stated") if plain.stem in text else {}
    for other in [whole, *beside]:
        if other.exists():
            told = check.yaml(other.relative_to(check.root).as_posix()) or {}
            told = (told.get("files") or {}).get(path.name, {}) if other == whole else told
            if told:
                return told
    return {}


def listed(check):
    """SOURCE.yaml names only files that exist."""
    for folder in FOLDERS:
        for path in sorted((check.root / folder).rglob("SOURCE.yaml")):
            file = path.relative_to(check.root).as_posix()
            for name in ((check.yaml(file) or {}).get("files") or {}):
                check.require((path.parent / name).exists(), file, 1, name, "no such file")


def readme(check):
    """The table of data/README.md names every CSV file with its true count of rows."""
    file, named = "data/README.md", set()
    for line, text in enumerate((check.root / file).read_text("utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        if cells[0].endswith((".csv", ".csv.gz")):
            named.add(cells[0])
            count = str(len(check.rows(cells[0])))
            check.require(cells[-1] == count, file, line, "rows", f"{cells[-1]}, file has {count}")
    for folder in FOLDERS:
        for path in sorted((check.root / folder).rglob("*.csv*")):
            name = path.relative_to(check.root).as_posix()
            check.require(name in named, file, 1, "file", f"{name} is not in the table")
