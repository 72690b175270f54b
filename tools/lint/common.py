"""What every lint shares: findings, files, and Swift read well enough to tell code from text."""
import os
import re
from dataclasses import dataclass
from pathlib import Path

# Without what a hook of git says of its own repository.
PLAIN_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
SKIP = {".git", ".build", ".venv", "var", "out", "node_modules", "__pycache__", ".pytest_cache"}


@dataclass(frozen=True, order=True)
class Finding:
    """A place that breaks a rule, why the rule is there and the way out."""
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def files(root, *folders, suffix=""):
    """Every file under the folders of root, in a stable order."""
    for folder in folders:
        top = Path(root) / folder
        if top.is_file():
            yield top
            continue
        for here, below, names in os.walk(top):
            below[:] = sorted(name for name in below if name not in SKIP)
            for name in sorted(names):
                if name.endswith(suffix):
                    yield Path(here) / name


def relative(root, path):
    return Path(path).relative_to(root).as_posix()


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


@dataclass
class Literal:
    """A string literal: where it stands, what it says, whether it has interpolations."""
    start: int
    end: int
    value: str
    plain: bool


class Swift:
    """A Swift file: `code` is its text with comments and the words of strings blanked out.

    Offsets and lines stay true. Code inside an interpolation is code. The quotes stay.
    """

    def __init__(self, text):
        self.text = text
        self.literals = {}
        self._out = [char if char == "\n" else " " for char in text]
        self._read_code(0, closing=None)
        self.code = "".join(self._out)

    def _keep(self, start, end):
        self._out[start:end] = self.text[start:end]

    def _read_code(self, at, closing):
        text, depth = self.text, 0
        while at < len(text):
            char = text[at]
            if text.startswith("//", at):
                at = self._end_of_line(at)
            elif text.startswith("/*", at):
                at = self._end_of_comment(at)
            elif char == '"' or (char == "#" and re.match(r'#+"', text[at:at + 8])):
                at = self._read_string(at)
            else:
                self._keep(at, at + 1)
                if closing and char == "(":
                    depth += 1
                if closing and char == ")":
                    depth -= 1
                    if depth == 0:
                        return at + 1
                at += 1
        return at

    def _end_of_line(self, at):
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _end_of_comment(self, at):
        depth = 0
        while at < len(self.text):
            if self.text.startswith("/*", at):
                depth, at = depth + 1, at + 2
            elif self.text.startswith("*/", at):
                depth, at = depth - 1, at + 2
                if depth == 0:
                    return at
            else:
                at += 1
        return at

    def _read_string(self, start):
        text = self.text
        hashes = re.match(r"#*", text[start:]).group()
        at = start + len(hashes)
        quotes = '"""' if text.startswith('"""', at) else '"'
        close, escape = quotes + hashes, "\\" + hashes
        at += len(quotes)
        self._keep(start, at)
        words, plain = [], True
        while at < len(text):
            if text.startswith(close, at):
                self._keep(at, at + len(close))
                at += len(close)
                break
            if text.startswith(escape + "(", at):
                plain = False
                at = self._read_code(at + len(escape), closing=")")
            elif text.startswith(escape, at):
                words.append("\\" + text[at + len(escape):at + len(escape) + 1])
                at += len(escape) + 1
            elif text[at] == "\n" and quotes == '"':
                break   # not a string after all: never swallow the rest of the file
            else:
                words.append(text[at])
                at += 1
        value = "".join(words)
        self.literals[start] = Literal(start, at, _meaning(value, quotes), plain)
        return at

    def line(self, offset):
        return line_of(self.text, offset)

    def closing(self, opening):
        """Where the bracket that opens at `opening` closes."""
        pairs = {"(": ")", "{": "}", "[": "]"}
        one, other, depth = self.code[opening], pairs[self.code[opening]], 0
        for at in range(opening, len(self.code)):
            if self.code[at] == one:
                depth += 1
            elif self.code[at] == other:
                depth -= 1
                if depth == 0:
                    return at
        return len(self.code) - 1


def _meaning(raw, quotes):
    if quotes == '"""':
        lines = raw.split("\n")[1:]
        margin = len(lines[-1]) if lines else 0
        raw = "\n".join(line[margin:] for line in lines[:-1])
        raw = raw.replace("\\\n", "")
    simple = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", '"': '"', "'": "'", "\\": "\\"}

    def one(match):
        if match.group(1):
            return chr(int(match.group(1), 16))
        return simple.get(match.group(2), match.group(2))

    return re.sub(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", one, raw, flags=re.S)


def swift(root, *folders):
    """Every Swift file under the folders, read: (path from root, Swift)."""
    for path in files(root, *folders, suffix=".swift"):
        yield relative(root, path), Swift(path.read_text(encoding="utf-8"))
