"""Reads one file after another and collects what is wrong, with file, line and field."""
import csv
import gzip
import re
import zlib
from pathlib import Path

try:
    import yaml
except ImportError:  # then only what can be read line by line is checked
    yaml = None


TROUBLES_MAX = 500   # more than this is another file than it says it is


class Checker:
    def __init__(self, root):
        self.root, self.troubles, self.read = Path(root), [], {}

    def say(self, file, line, field, what):
        trouble = f"{file}:{line}: {field}: {what}"
        if trouble not in self.troubles and len(self.troubles) < TROUBLES_MAX:
            self.troubles.append(trouble)

    def require(self, good, file, line, field, what):
        if not good:
            self.say(file, line, field, what)

    def rows(self, file):
        """Rows with their line number; a row of another width is trouble."""
        if file not in self.read:
            self.read[file] = self.parse(file)
        return self.read[file]

    def parse(self, file):
        try:
            raw = (self.root / file).read_bytes()
            text = (gzip.decompress(raw) if file.endswith(".gz") else raw).decode("utf-8")
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            self.say(file, 1, "file", str(error))
            return []
        self.require("\r" not in text, file, 1, "file", "line ends must be LF")
        self.require(text.endswith("\n"), file, 1, "file", "last line must end")
        reader = csv.reader(text.splitlines(keepends=True), strict=True)
        header, found, before = next(reader, []), [], 1
        for cells in reader:
            line, before = before + 1, reader.line_num
            if len(cells) != len(header):
                self.say(file, line, "row", f"{len(cells)} cells, header has {len(header)}")
            else:
                found.append((line, dict(zip(header, cells))))
        return found

    def count(self, file, found, wanted):
        self.require(len(found) == wanted, file, 1, "rows", f"{len(found)}, wanted {wanted}")

    def unique(self, file, found, *fields):
        seen = {}
        for line, row in found:
            key = tuple(row[f] for f in fields)
            first = seen.setdefault(key, line)
            self.require(first == line, file, line, "+".join(fields), f"{key} again, first {first}")
            self.require(key[0] != "", file, line, fields[0], "empty")
        return {row[fields[0]] for _, row in found}

    def match(self, file, found, field, pattern):
        for line, row in found:
            self.require(re.fullmatch(pattern, row[field]), file, line, field, repr(row[field]))

    def within(self, file, found, field, allowed, split=False):
        for line, row in found:
            for value in row[field].split(";") if split else [row[field]]:
                good = value in allowed or (split and value == "")
                self.require(good, file, line, field, f"{value!r} is unknown")

    def total(self, file, found, field, wanted):
        numbers = [int(row[field]) for _, row in found if row[field].isdigit()]
        self.require(sum(numbers) == wanted, file, 1, field, f"sum {sum(numbers)}, wanted {wanted}")

    def yaml(self, file):
        try:
            text = (self.root / file).read_text("utf-8")
        except OSError as error:
            return self.say(file, 1, "file", str(error))
        if yaml is None:
            return None
        try:
            return yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            return self.say(file, mark.line + 1 if mark else 1, "yaml", str(error).split("\n")[0])

    def line_of(self, file, text):
        lines = (self.root / file).read_text("utf-8").splitlines()
        return next((number for number, line in enumerate(lines, 1) if text in line), 1)
