"""Every text of a screen has its Portuguese; no catalogue keeps words that nobody says.

Other languages may lack texts (a page says which stand in English), but none of `languages/core.txt`.
"""
import re
from pathlib import Path

import po
from common import Finding, files, relative, swift

FULL, EXCEPTIONS = "pt", "en"
CORE = "languages/core.txt"
CALL = re.compile(r"\b(?:t|Term)\s*\(\s*(?=\")|\bt\s*\.\s*plural\s*\(\s*(?=\")|"
                  r"\bRefused\s*\(\s*\.\w+\s*,\s*(?=\")")
# A refusal is said to whoever was refused: every literal of its explanation, and every raw value that is one.
EXPLANATION = re.compile(r"\bvar\s+explanation\s*:\s*String\s*(?=\{)")
REFUSALS = re.compile(r"\benum\s+\w+\s*:[^{]*\bString\b[^{]*\bRefusal\b[^{]*(?=\{)")
RAW_VALUE = re.compile(r"\bcase\s+\w+\s*=\s*(?=\")")
FORMS = re.compile(r"nplurals=(\d)")
PLACE = re.compile(r"\{\w+\}")
POLICY_WORDS = re.compile(r"""\ben\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s,}#][^,}#\n]*))""")


def check(root):
    keys = {}   # key to (path, line, plural or None)
    for path, file in swift(root, "Sources"):
        yield from collect(path, file, keys)
    said_by_policy = set(policy_words(root))
    catalogues = {}
    for language in (FULL, EXCEPTIONS):
        found, problems = catalogue(root, language)
        catalogues[language] = found
        yield from problems
        for key, (path, entry) in found.items():
            if key not in keys and key not in said_by_policy:
                yield Finding(path, entry.line, f"nobody says “{short(key)}” any more; remove the entry")
    for key, (path, line, plural) in keys.items():
        yield from translated(key, path, line, plural, catalogues[FULL].get(key))
    yield from partial(root, keys)


def partial(root, keys):
    policy = " ".join(" ".join(words_of(path) for path in files(root, "policy")).split())
    core = [(line, key) for line, key in enumerate(core_texts(root), 1) if key and not key.startswith("# ")]
    for line, key in core:
        if key not in keys and key not in policy:
            yield Finding(CORE, line, f"nobody says “{short(key)}” any more; remove the line")
    for language in partial_languages(root):
        found, problems = catalogue(root, language)
        yield from problems
        for key, (path, entry) in found.items():
            if key not in keys and key not in policy:
                yield Finding(path, entry.line, f"nobody says “{short(key)}” any more; remove the entry")
                continue
            plural = keys.get(key, ("", 0, None))[2]
            yield from translated(key, path, entry.line, plural, (path, entry), language)
            forms = FORMS.search(words_of(Path(root) / path))
            if entry.plural and forms and len(entry.words) != int(forms.group(1)):
                yield Finding(path, entry.line, f"“{short(key)}” has {len(entry.words)} forms of {forms.group(1)}")
        for line, key in core:
            if key not in found:
                yield Finding(CORE, line, f"“{short(key)}” has no {language} translation; add it")


def core_texts(root):
    path = Path(root) / CORE
    return words_of(path).splitlines() if path.exists() else []


def words_of(path):
    return path.read_text(encoding="utf-8") if path.suffix in (".yaml", ".yml", ".dmn", ".po", ".txt") else ""


def partial_languages(root):
    found = {relative(root, path).split("/")[1] for path in files(root, "languages", suffix=".po")}
    return sorted(found - {FULL, EXCEPTIONS})


def collect(path, file, keys):
    for match in CALL.finditer(file.code):
        if re.search(r"\bfunc\s+$", file.code[:match.start()]):
            continue
        one = file.literals[file.code.index('"', match.end() - 1)]
        if not one.plain:
            yield interpolated(path, file, one)
            continue
        plural = None
        if "plural" in match.group():
            second = re.match(r"\s*,\s*(?:\w+\s*:\s*)?", file.code[one.end:])
            many = file.literals.get(one.end + second.end()) if second else None
            plural = many.value if many else None
        keys.setdefault(one.value, (path, file.line(one.start), plural))
    for one in explained(file):
        if not one.plain:
            yield interpolated(path, file, one)
        else:
            keys.setdefault(one.value, (path, file.line(one.start), None))


def explained(file):
    for match in EXPLANATION.finditer(file.code):
        end = file.closing(match.end())
        yield from (one for start, one in sorted(file.literals.items()) if match.end() < start < end)
    for match in REFUSALS.finditer(file.code):
        body = file.code[match.end():file.closing(match.end())]
        for case in RAW_VALUE.finditer(body):
            yield file.literals[match.end() + case.end()]


def interpolated(path, file, one):
    return Finding(path, file.line(one.start), "an interpolated text has no translation; "
                   "name the value in braces and hand it in: t(\"… {n} …\", [\"n\": …])")


def policy_words(root):
    for path in files(root, "policy"):
        if path.suffix in (".yaml", ".yml"):
            for match in POLICY_WORDS.finditer(path.read_text(encoding="utf-8")):
                yield next(words for words in match.groups() if words is not None).strip()


def catalogue(root, language):
    found, problems = {}, []
    for path in files(root, f"languages/{language}", suffix=".po"):
        name = relative(root, path)
        for entry in po.read(Path(path).read_text(encoding="utf-8")):
            before = found.setdefault(entry.key, (name, entry))
            if before[1] is not entry and before[1].words != entry.words:
                problems.append(Finding(name, entry.line, f"“{short(entry.key)}” says something else in "
                                        f"{before[0]}:{before[1].line}; one text has one translation"))
    return found, problems


def translated(key, path, line, plural, found, language=FULL):
    if found is None:
        yield Finding(path, line, f"“{short(key)}” has no {language} translation; add it to "
                      f"languages/{language}/{path.split('/')[1]}.po")
        return
    name, entry = found
    if entry.fuzzy:
        yield Finding(name, entry.line, f"“{short(key)}” is marked fuzzy; read it, then remove the mark")
    if not entry.complete() or (plural and not entry.plural):
        yield Finding(name, entry.line, f"“{short(key)}” has an empty or missing form; write it")
    elif plural and entry.plural != plural:
        yield Finding(name, entry.line, f"the plural of “{short(key)}” is “{short(plural)}” in {path}:{line}")
    else:
        yield from places(key, name, entry)


def places(key, name, entry):
    wanted, allowed = set(PLACE.findall(key)), set(PLACE.findall(key + entry.plural))
    for words in entry.words.values():
        has = set(PLACE.findall(words))
        if has - allowed or (not entry.plural and wanted - has):
            yield Finding(name, entry.line, f"“{short(key)}” and its translation name other values: "
                          f"{' '.join(sorted(wanted ^ has))}")


def short(text):
    return text if len(text) < 50 else text[:47] + "…"


_SAYS = {"Sources/Cases/A.swift": "let a: HTML = \"<p>\\(t(\"Your request\"))</p>\"\n"}
PLANTS = [
    (_SAYS, "has no pt translation"),
    (_SAYS | {"languages/pt/Cases.po": 'msgid "Your request"\nmsgstr ""\n'}, "empty or missing"),
    (_SAYS | {"languages/pt/Cases.po": '#, fuzzy\nmsgid "Your request"\nmsgstr "Pedido"\n'}, "fuzzy"),
    ({"languages/pt/Cases.po": 'msgid "Gone"\nmsgstr "Foi"\n'}, "nobody says"),
    ({"languages/en/Cases.po": 'msgid "Gone"\nmsgstr "Went"\n'}, "nobody says"),
    ({"Sources/Cases/A.swift": "t(\"Hello \\(name)\")\n"}, "interpolated"),
    ({"Sources/Cases/A.swift": "t.plural(\"{n} day\", \"{n} days\", 2)\n",
      "languages/pt/Cases.po": 'msgid "{n} day"\nmsgstr "{n} dia"\n'}, "empty or missing"),
    ({"Sources/Cases/A.swift": "Term(\"In {year}\")\n",
      "languages/pt/Cases.po": 'msgid "In {year}"\nmsgstr "Em {ano}"\n'}, "other values"),
    (_SAYS | {"languages/pt/Cases.po": 'msgid "Your request"\nmsgstr "Pedido"\n',
              "languages/pt/Web.po": 'msgid "Your request"\nmsgstr "O pedido"\n'}, "one translation"),
    ({"Sources/Cases/A.swift": "throw Refused(\n    .invalid, \"Choose a file.\")\n"}, "has no pt translation"),
    ({"Sources/Cases/A.swift": "throw Refused(.invalid, \"Choose \\(name).\")\n"}, "interpolated"),
    ({"Sources/Cases/A.swift": "var explanation: String {\n    isLate ? \"Too late.\" : t(\"Not yet.\")\n}\n",
      "languages/pt/Cases.po": 'msgid "Not yet."\nmsgstr "Ainda não."\n'}, "“Too late.” has no pt"),
    (_SAYS | {"languages/pt/Cases.po": 'msgid "Your request"\nmsgstr "Pedido"\n', CORE: "Your request\n",
              "languages/ar/Cases.po": 'msgid ""\nmsgstr "Language: ar\\n"\n'}, "has no ar translation"),
    ({"languages/ar/Cases.po": 'msgid "Gone"\nmsgstr "x"\n'}, "nobody says"),
    ({CORE: "Gone\n"}, "nobody says"),
    ({"Sources/Cases/A.swift": "t.plural(\"{n} day\", \"{n} days\", 2)\n",
      "languages/uk/Cases.po": 'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=0;\\n"\n\nmsgid "{n} day"\n'
                               'msgid_plural "{n} days"\nmsgstr[0] "{n} д"\nmsgstr[1] "{n} д"\n'}, "2 forms of 3"),
    ({"Sources/Cases/A.swift": "enum No: String, Refusal {\n    case late = \"Too late.\"\n}\n"}, "has no pt"),
]
CLEAN = {
    "Sources/Cases/A.swift": "let a = t(\"Your request\")\nlet b = t.plural(\"One day\", \"{n} days\", n)\n"
                             "let c = format(\"no\")\nlet d = t(word)\n"
                             "let e = Refused(.notFound, \"Your request\")\nlet f = Refused(kind, words)\n"
                             "enum A: String, Refusal { case a = \"One day\" }\nenum B: String { case b = \"x\" }\n",
    "languages/pt/Cases.po": 'msgid ""\nmsgstr "Language: pt\\n"\n\nmsgid "Your request"\nmsgstr "O seu "\n"pedido"\n\n'
                             'msgid "One day"\nmsgid_plural "{n} days"\nmsgstr[0] "Um dia"\nmsgstr[1] "{n} dias"\n\n'
                             'msgid "Filed"\nmsgstr "Entregue"\n',
    "policy/pt/procedures/a.yaml": "stages:\n  - label: {en: Filed, pt: Entregue}\n    intro:\n      en: >-\n        In two\n"
                                   "        lines.\n",
    CORE: "# start\nYour request\nIn two lines.\n",
    "languages/fr/Cases.po": 'msgid "Your request"\nmsgstr "Votre demande"\n\n#, unreviewed\nmsgid "In two lines."\n'
                             'msgstr "En deux lignes."\n',
}
