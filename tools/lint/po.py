"""Reads gettext catalogues: only what the lint of languages needs."""
import ast
import re
from dataclasses import dataclass, field


@dataclass
class Entry:
    line: int
    key: str = ""
    plural: str = ""
    words: dict = field(default_factory=dict)   # index (0 for the plain one) to text
    fuzzy: bool = False
    unreviewed: bool = False

    def complete(self):
        return bool(self.words) and all(self.words.values()) and (not self.plural or len(self.words) > 1)


def read(text):
    """The entries of a catalogue, without its head and without obsolete lines (#~)."""
    entries, entry, target, fuzzy, unreviewed = [], None, None, False, False
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line.startswith("#,") and "fuzzy" in line:
            fuzzy = True
        if line.startswith("#,") and "unreviewed" in line:
            unreviewed = True
        match = re.match(r'(msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+(".*")$', line)
        if match:
            name, index, words = match.group(1), int(match.group(2) or 0), ast.literal_eval(match.group(3))
            if name == "msgid":
                entry, fuzzy, unreviewed = Entry(number, fuzzy=fuzzy, unreviewed=unreviewed), False, False
                entries.append(entry)
            target = (name, index)
            put(entry, target, words)
        elif line.startswith('"') and target:
            put(entry, target, ast.literal_eval(line))
        else:
            target = None
    return [entry for entry in entries if entry.key]


def put(entry, target, words):
    name, index = target
    if name == "msgid":
        entry.key += words
    elif name == "msgid_plural":
        entry.plural += words
    else:
        entry.words[index] = entry.words.get(index, "") + words
