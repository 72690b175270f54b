"""Whoever asks for cases on somebody's behalf does so through the one condition on rights (Queries/Rights)."""
import re

from common import Finding, swift

# Where the condition is made, where what it reads is written, and where every table of a file is named.
HOME = re.compile(r"/Queries/Rights\w*\.swift$|/Schema/|/Actions/PlaceComplaint\.swift$|/Erasure/FileTables\.swift$")
# What makes invented files, and the sealed complaints, which are no cases.
ASIDE = re.compile(r"/(?:Demo|Sealed)/")
CASES = re.compile(r"\b(?:FROM|JOIN) kase\b")
RIGHTS = re.compile(r"\b(?:mayRead|mayWork|mayHear|takesPart|ownFiles|visible|open|opened)\(|\bapplicant = \\\(person\)|\bapplicant IN \\\(list: principal\.numbers\)")
# That a file was erased, and has nobody any more, is no right.
BY_HAND = re.compile(r"\bapplicant\s*(?:<>|!=|NOT IN)(?!\s*\\\(Case\.nobody\))|\bcase_recusal\b")
BEGINS = re.compile(r"\n    (?:@?\w+ )*?(?:func \w+|init\b|(?:static )?(?:var|let) \w+)")
# What asks for nobody: the offices in which something waits, the file that a signed note of payment names, whether a
# person has such a request already, whether an erased file was the last of its person, and in how many files that are closed to somebody something may repeat.
NAMELESS = {("Sources/Cases/Queries/NextCase.swift", "offices"), ("Sources/Cases/Actions/NoteFee.swift", "perform"),
            ("Sources/Cases/Heard/HearRequest.swift", "perform"), ("Sources/Cases/Erasure/EraseFile.swift", "forgetPerson"), ("Sources/Cases/Queries/BoardHidden.swift", "hiddenThings")}


def check(root):
    for path, file in swift(root, "Sources/Cases"):
        if HOME.search(path) or ASIDE.search(path):
            continue
        for match in BY_HAND.finditer(strings(file)):
            yield Finding(path, file.line(match.start()), f"“{match.group()}” is a right written by hand: what is closed to "
                          "whom is told by `principal.mayRead`, `mayWork` or `takesPart`, so that no list forgets a half")
        for match in CASES.finditer(file.text):
            name, text = around(file.text, match.start())
            if "principal" in text and not RIGHTS.search(text) and (path, name) not in NAMELESS:
                yield Finding(path, file.line(match.start()), f"{name} reads cases for somebody and asks no right; put "
                              "`principal.mayRead(…)` into its condition")


def strings(file):
    """The file with nothing but its literals, so that no comment is taken for a query."""
    out = [char if char == "\n" else " " for char in file.text]
    for one in file.literals.values():
        out[one.start:one.end] = file.text[one.start:one.end]
    return "".join(out)


def around(text, place):
    """The member of a type around a place: its name and its text."""
    starts = [found for found in BEGINS.finditer(text) if found.start() < place]
    begin = starts[-1] if starts else None
    following = BEGINS.search(text, place)
    name = begin.group().split()[-1] if begin else "the file"
    return name, text[begin.start() if begin else 0:following.start() if following else len(text)]


PLANTS = [
    ({"Sources/Cases/Queries/A.swift": "extension Case {\n    static func all(_ principal: Principal) {\n"
      "        db.all(\"SELECT id FROM kase WHERE office = 1\")\n    }\n}\n"}, "asks no right"),
    ({"Sources/Cases/Queries/A.swift": "let own: SQL = \" AND k.applicant <> \\(person)\"\n"}, "written by hand"),
    ({"Sources/Cases/Pages/A.swift": "let s: SQL = \"id IN (SELECT kase FROM case_recusal)\"\n"}, "written by hand"),
]
CLEAN = {
    "Sources/Cases/Queries/A.swift": "extension Case {\n    static func all(_ principal: Principal) {\n"
    "        db.all(\"SELECT id FROM kase WHERE \\(principal.mayRead())\")\n    }\n\n"
    "    static func left(_ principal: Principal) {\n        db.all(\"SELECT id FROM kase WHERE applicant <> \\(Case.nobody) AND "
    "\\(principal.mayRead())\")\n    }\n\n"
    "    static func sum() {\n        db.count(\"SELECT COUNT(*) FROM kase\")\n    }\n}\n",
    "Sources/Cases/Queries/RightsOfAll.swift": "let s: SQL = \"SELECT kase FROM case_recusal\"\n",
}
