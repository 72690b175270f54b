"""A schema file that shipped is never edited: installations have run it."""
import hashlib
import re
from pathlib import Path

from common import Finding, files, relative

LOCK = "tools/migrations.lock"
NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.swift$")


def schema_files(root):
    return [relative(root, path) for path in files(root, "Sources", suffix=".swift")
            if path.parent.name == "Schema"]


def digest(root, path):
    return hashlib.sha256((Path(root) / path).read_bytes()).hexdigest()


def locked(root):
    """What shipped: path to (sha256, line of the lock file)."""
    lock, result = Path(root) / LOCK, {}
    if lock.exists():
        for number, line in enumerate(lock.read_text().splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                checksum, path = line.split(None, 1)
                result[path.strip()] = (checksum, number)
    return result


def check(root):
    shipped, present = locked(root), schema_files(root)
    for path, (checksum, number) in shipped.items():
        if path not in present:
            yield Finding(LOCK, number, f"{path} shipped and is gone: installations have run it; put it back")
        elif digest(root, path) != checksum:
            yield Finding(path, 1, "this schema step shipped and was edited: installations would differ; "
                          "undo the edit and add a new file")
    for path in present:
        if path in shipped:
            continue
        name, room = Path(path).name, path.split("/")[1]
        if not NAME.match(name):
            yield Finding(path, 1, "a schema file is named by its date, 2026-11-23-slots.swift: "
                          "the order must be seen")
            continue
        last = max((Path(other).name[:10] for other in shipped if other.split("/")[1] == room), default="")
        if name[:10] < last:
            yield Finding(path, 1, f"older than {last}, which {room} has shipped: steps are only added at "
                          "the end; give it today's date")


_FILE = "Sources/Cases/Schema/2026-11-23-cases.swift"
_TRUE = hashlib.sha256(b"let a = 1\n").hexdigest()
PLANTS = [
    ({_FILE: "let a = 2\n", LOCK: f"{_TRUE}  {_FILE}\n"}, "was edited"),
    ({LOCK: f"{_TRUE}  {_FILE}\n"}, "is gone"),
    ({_FILE: "let a = 1\n", LOCK: f"{_TRUE}  {_FILE}\n",
      "Sources/Cases/Schema/2026-01-01-late.swift": "let b = 1\n"}, "older than"),
    ({"Sources/Cases/Schema/Tables.swift": "let b = 1\n"}, "named by its date"),
]
CLEAN = {_FILE: "let a = 1\n", LOCK: f"{_TRUE}  {_FILE}\n",
         "Sources/Cases/Schema/2026-12-01-more.swift": "let b = 1\n"}
