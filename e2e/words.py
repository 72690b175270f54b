"""The words on the screen, from the project's own catalogues: a journey names them in English and finds them in any.

A translation may change without touching a journey; a word that no catalogue has stands as it is.
"""
import ast
import functools
import re
from pathlib import Path

LANGUAGES = Path(__file__).resolve().parents[1] / "languages"
# There a page sets what a sentence names apart from it: FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE.
RIGHT_TO_LEFT = {"ar"}
ENTRY = re.compile(r'^msgid ((?:"[^\n]*"\n)+)(?:msgid_plural (?:"[^\n]*"\n)+)?msgstr(?:\[0\])? ((?:"[^\n]*"\n?)+)', re.M)


def joined(lines):
    return "".join(ast.literal_eval(line) for line in lines.split("\n") if line)


@functools.cache
def catalogue(language):
    """English to the language, over all rooms."""
    found = {}
    for file in sorted((LANGUAGES / language).glob("*.po")):
        text = "\n".join(line for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith("#"))
        for english, translated in ENTRY.findall(text):
            if joined(english) and joined(translated):
                found[joined(english)] = joined(translated)
    return found


def say(language, english, **values):
    """The words in a language, with their values filled in."""
    text = catalogue(language).get(english, english) if language != "en" else english
    for name, value in values.items():
        value = f"\u2068{value}\u2069" if language in RIGHT_TO_LEFT else value
        text = text.replace("{" + name + "}", str(value))
    return text
