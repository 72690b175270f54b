"""A schema file that shipped is never edited: installations have run it.

What shipped stands in tools/migrations.lock. What is merged counts as shipped too: a neighbour's store has run it,
so git is asked what stood in the last release and where this branch left the main one.
"""
import hashlib
import re
import subprocess
from pathlib import Path

from common import PLAIN_ENVIRONMENT, Finding, files, relative, swift

LOCK = "tools/migrations.lock"
NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.swift$")
STEP = re.compile(r"\bMigration\s*\(\s*\"")


def schema_files(root):
    return [relative(root, path) for path in files(root, "Sources", suffix=".swift")
            if path.parent.name == "Schema"]


def digest(root, path):
    return hashlib.sha256((Path(root) / path).read_bytes()).hexdigest()


def entries(text):
    """The lines of a lock file: path to (sha256, number of the line)."""
    result = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            checksum, path = line.split(None, 1)
            result[path.strip()] = (checksum, number)
    return result


def locked(root):
    lock = Path(root) / LOCK
    return entries(lock.read_text()) if lock.exists() else {}


def git(root, *words):
    """What git says; nothing where there is no git, no such commit, or root is no checkout of its own."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], text=True, capture_output=True, check=False,
                              env=PLAIN_ENVIRONMENT)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def bases(root):
    """Commits whose steps somebody may have run, with what to call them."""
    top = git(root, "rev-parse", "--show-toplevel")
    if not top or Path(top).resolve() != Path(root).resolve():
        return
    tag = git(root, "describe", "--tags", "--abbrev=0")
    if tag:
        yield tag, f"the release {tag}"
    for main in ("origin/main", "main", "HEAD"):
        fork = git(root, "merge-base", "HEAD", main)
        if fork:
            yield fork, f"{main} ({fork[:12]})"
            return


def check(root):
    shipped, present = locked(root), schema_files(root)
    for path, (checksum, number) in shipped.items():
        if path not in present:
            yield Finding(LOCK, number, f"{path} shipped and is gone: installations have run it; put it back")
        elif digest(root, path) != checksum:
            yield Finding(path, 1, "this schema step shipped and was edited: installations would differ; "
                          "undo the edit and add a new file")
    for path in present:
        if path not in shipped:
            yield from misnamed(path, shipped)
    yield from elsewhere(root)
    for commit, name in bases(root):
        yield from changed(root, commit, name, shipped)


def misnamed(path, shipped):
    name, room = Path(path).name, path.split("/")[1]
    if not NAME.match(name):
        yield Finding(path, 1, "a schema file is named by its date, 2026-11-23-slots.swift: "
                      "the order must be seen")
        return
    last = max((Path(other).name[:10] for other in shipped if other.split("/")[1] == room), default="")
    if name[:10] < last:
        yield Finding(path, 1, f"older than {last}, which {room} has shipped: steps are only added at "
                      "the end; give it today's date")


def elsewhere(root):
    """Steps that no lock would see."""
    for path, file in swift(root, "Sources"):
        if "/Schema/" in path:
            continue
        for match in STEP.finditer(file.code):
            yield Finding(path, file.line(match.start()), "a schema step outside Schema/ is never frozen; give it "
                          "a dated file there")


def changed(root, commit, name, shipped):
    """Schema files and lines of the lock that stood in a commit and are not what they were."""
    for line in git(root, "diff", "--name-status", "--no-renames", commit, "--", "Sources").splitlines():
        how, path = line.split("\t", 1)
        if Path(path).parent.name != "Schema" or not path.endswith(".swift") or how == "A":
            continue
        what = "is gone" if how == "D" else "was edited"
        yield Finding(path, 1, f"this schema step stands in {name} and {what}: whoever runs that has applied it; "
                      "put it back and add a new file")
    for path, (checksum, _) in entries(git(root, "show", f"{commit}:{LOCK}")).items():
        if shipped.get(path, ("", 0))[0] != checksum:
            yield Finding(LOCK, 1, f"the line of {path} stands in {name} and was changed or removed; nobody edits "
                          "this file, tools/lint/freeze.py only adds")


_FILE = "Sources/Cases/Schema/2026-11-23-cases.swift"
_TRUE = hashlib.sha256(b"let a = 1\n").hexdigest()
_NEW = "Sources/Cases/Schema/2026-12-01-more.swift"
PLANTS = [
    ({_FILE: "let a = 2\n", LOCK: f"{_TRUE}  {_FILE}\n"}, "was edited"),
    ({LOCK: f"{_TRUE}  {_FILE}\n"}, "is gone"),
    ({_FILE: "let a = 1\n", LOCK: f"{_TRUE}  {_FILE}\n",
      "Sources/Cases/Schema/2026-01-01-late.swift": "let b = 1\n"}, "older than"),
    ({"Sources/Cases/Schema/Tables.swift": "let b = 1\n"}, "named by its date"),
    ({"Sources/Cases/Cases.swift": "let a = Migration(\n    \"Cases\", \"2026-11-23-cases\", [])\n"}, "outside Schema/"),
]
CLEAN = {_FILE: "let a = 1\n", LOCK: f"{_TRUE}  {_FILE}\n", _NEW: "let b = 1\n",
         "Sources/Cases/Cases.swift": "let all: [Migration] = first + [second]\n"}
# What stood in a commit, what stands there now (None: removed), and what must be said; "" where all is well.
EDITS = [
    ({_FILE: "let a = 1\n"}, {_FILE: "let a = 2\n"}, "was edited"),
    ({_FILE: "let a = 1\n"}, {_FILE: None}, "is gone"),
    ({_FILE: "let a = 1\n", LOCK: f"{_TRUE}  {_FILE}\n"}, {LOCK: "# empty\n"}, "changed or removed"),
    ({_FILE: "let a = 1\n", LOCK: "# empty\n"}, {_NEW: "let b = 1\n", LOCK: f"{_TRUE}  {_FILE}\n"}, ""),
]
