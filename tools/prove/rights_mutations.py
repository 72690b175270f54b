"""Finds each check of a right in the source and says how it is taken away: nothing here names a check by hand.

A mutation is a place in a file with the text that stands there and the text that takes its place; the new text asks
`Mutation.isOn(NUMBER)` (rights_lab/), so that one build holds them all and the environment chooses one.
"""
import re
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("Kernel", "Web", "App", "Appointments", "Cases", "Cooperation", "Figures", "Observatory", "People", "Plans",
         "Reports", "ServiceNetwork")
# Commands of the house and what invents demo data ask for nobody's rights: whoever runs them has the keys.
ASIDE = re.compile(r"/(Demo|Schema|Commands)/|/Demo\.swift$|/Commands\.swift$")


@dataclass(frozen=True)
class Mutation:
    """One check that is gone; `number` is what CAIS_MUTATION says."""
    number: int
    kind: str
    file: str
    line: int
    function: str
    scope: int
    start: int
    old: str
    new: str

    @property
    def room(self):
        return self.file.split("/")[1]

    @property
    def words(self):
        return f"{self.kind}: `{' '.join(self.old.split())[:90].replace('|', '¦')}`"


# A call's arguments: brackets within brackets, two deep, are as many as the house writes.
ARGS = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
WHO = r"(?:[a-z]\w*\.)*[a-z]\w*"
# A yes or no that a right hangs on.
CHECKS = [
    ("a role", rf"{WHO}\.has\(\.\w+\)"),
    ("an office", rf"(?<![\w.$]){WHO}(?<!services)\.serves{ARGS}"),
    ("a supervisor's office", rf"{WHO}\.supervises{ARGS}"),
    ("a complaint under a mandate", rf"\bkase\.isComplaint{ARGS}"),
    ("an open account", r"\baccount\.closed == nil(?=,| else)"),
    ("access", rf"(?:{WHO}\.)?access\(of: {WHO}(?:, in: db)?\) (?:== \.\w+|!= nil)"),
    ("a sealed room", rf"(?<!func )\b(?:\w+\.)?procedure\.mayWork{ARGS}"),
    ("a sealed room", rf"\bhouse\.procedure{ARGS}\.mayWork{ARGS}"),
    ("a sealed room", r"(?<!func )\b(?:Training\.)?maySee\(principal\)"),
    ("a reader of a sealed case", r"\bown > 0"),
    ("a reader of a sealed case", rf"(?<![\w.$]){WHO}\.readers\.contains\(principal\.account\)"),
    ("a keepsake", rf"\bSealedKeepsake{ARGS}\.code == code"),
    ("one's own", r"\bprincipal\.(?:person|account) [!=]= (?!nil\b)[\w.]+\b(?!\()"),
    ("one's own", r"\b[a-z]\w*(?:\.\w+)* == principal\.(?:person|account)\b"),
    ("one's own", r"!?\b(?!principal\b)[a-z]\w*(?:\.\w+)*\.isOwn\b"),
    ("one's own", rf"\bprincipal\.isOwn{ARGS}"),
    ("a mandate", rf"\$0(?:\.\w+)?\.allows{ARGS}"),
    ("a mandate", r"\$0\.person == [\w.]+(?= && \$0\.(?:scope\.)?allows)"),
    ("a purpose", r"\$0\.purpose == \.\w+"),
]
# A yes that hangs on a right wherever it stands.
OPENINGS = [("open to an officer", rf"(?<![\w.])(?:\w+\.)(?:isOpen\(to: \$?\w+, in: db\)|canBeHeld{ARGS})")]
# A yes that keeps somebody away: it is taken for a no.
CLOSINGS = [
    ("one's own", rf"\bprincipal\.isSelf{ARGS}"),
    ("one's own", r"(?<![\w.$])\$?\w+\.isBehind\(principal\)"),
    ("a recusal", r"(?<![\w.$])(?:\$?\w+\.)?names\(principal\.name\)"),
    ("a recusal", rf"\brecusal\.bars{ARGS}"),
    ("the family", r"\bstandsIn > 0"),
    ("an open account", r"\baccount\.closed != nil(?= \{\s*(?:throw|return \.))"),
    ("a complaint under a mandate", r"\bisUnderMandate(?=, )"),
]
# The parts of what is closed to whom, each a condition of the one clause (Queries/Rights).
CLOSED_PARTS = r"(?<!func )\b(?:isNamed|isForOtherSupervisors|isTheirs|isOfTheirFamily)\(\)"
# What stands here outside a guard that refuses says what a page shows, or what staff's own step does; it opens nothing.
SHOWN = re.compile(r"/(Pages|Actions|Letters)/")
# Kinds that open something only where they guard, or in a question.
GUARDING = {"a role", "access", "one's own"}


def texts():
    """Each file that may hold a check, by its path in the project."""
    for room in ROOMS:
        for path in sorted((PROJECT / "Sources" / room).rglob("*.swift")):
            name = str(path.relative_to(PROJECT))
            if not ASIDE.search(name):
                yield name, path.read_text()


def blanked(text):
    """The same with comments as blanks, so that no sentence is taken for a check."""
    return re.sub(r"(?m)(?<![:\"])//[^\n]*$", lambda found: " " * len(found.group()), text)


def guards(text):
    """From where to where a guard asks that refuses whoever may not."""
    for found in re.finditer(r"\bguard\b", text):
        end = re.compile(r"\belse\s*\{").search(text, found.end())
        if end and re.match(r"\s*(?:throw |return \.(?!init)\w|return \w*Refus)", text[end.end():end.end() + 200]):
            yield found.end(), end.start()


def function(text, start):
    """The name of the function around a place and where it begins; nothing outside of all."""
    last = None
    for last in re.finditer(r"\bfunc (\w+)|\bvar (\w+)[^=\n]*\{", text[:start]):
        pass
    return (last.group(1) or last.group(2), last.start()) if last else ("", 0)


def sites(name, text):
    """All places of one file: kind, where it begins, what stands there, and what takes its place for a number."""
    plain = blanked(text)
    yield from doors(plain)
    yield from finders(plain)
    yield from queries(plain)
    asked = list(guards(plain))
    for kind, pattern in CHECKS:
        for found in re.finditer(pattern, plain):
            inside = any(start <= found.start() < end for start, end in asked)
            opens = not SHOWN.search(name) and (kind not in GUARDING or "/Queries/" in name)
            if inside or opens:
                old = found.group()
                yield kind, found.start(), old, lambda n, old=old: f"(Mutation.isOn({n}) || {old})"
    for kind, pattern in OPENINGS:
        for found in re.finditer(pattern, plain):
            old = found.group()
            yield kind, found.start(), old, lambda n, old=old: f"(Mutation.isOn({n}) || {old})"
    for kind, pattern in CLOSINGS:
        for found in re.finditer(pattern, plain):
            old = found.group()
            yield kind, found.start(), old, lambda n, old=old: f"(!Mutation.isOn({n}) && {old})"


def doors(text):
    """Every `may:` of a route, opened to everyone, and the one place where it is asked."""
    pattern = rf"\bmay: (?!\.everyone|\.thisMachine|Permission\b)((?:\.\w+(?:{ARGS})?)|[a-z]\w*)(?=\s*[,)])"
    for found in re.finditer(pattern, text):
        old = found.group(1)
        yield "a door", found.start(1), old, lambda n, old=old: f"{old}.unless({n})"
    for found in re.finditer(rf"(?<=if ){WHO}\.may\.allows{ARGS}", text):
        old = found.group()
        yield "all doors", found.start(), old, lambda n, old=old: f"(Mutation.isOn({n}) || {old})"


FINDERS = re.compile(
    r"(?<!func )\b(Case\.find(?:ForStaff|ToAct)?|findForStaff(?=\(reference, principal)|"
    r"house\.open(?:Own)?|PossibleDuplicate\.find|BulkRun\.find)\((?!mutation)")


def finders(text):
    """Every question for a thing on somebody's behalf: whoever asks gets it."""
    for found in FINDERS.finditer(text):
        args = re.compile(ARGS).match(text, found.end() - 1)
        if args and re.search(r"\b(principal|person|exchange|supervisor)\b", args.group()):
            old = found.group()
            yield "a finder", found.start(), old, lambda n, old=old: f"{old}mutation: {n}, "
    # Where what a finder gave is asked once more who it is for; the two go together.
    for found in re.finditer(rf"(?<=guard let access = ){WHO}\.access\(of: {WHO}\)", text):
        old = found.group()
        yield ("a finder", found.start(), old,
               lambda n, old=old: f"({old} ?? (Mutation.isOn({n}) ? CaseAccess.staff : nil))")


MANDATE_STANDS = (r"(?<=AND )(?:m\.)?(?:revoked IS NULL|valid_from <= \\\(now\))"
                  r"|\((?:m\.)?valid_to IS NULL OR (?:m\.)?valid_to > \\\(now\)\)")


def queries(text):
    """Every condition on rights in a query."""
    for found in re.finditer(MANDATE_STANDS, text):
        old = found.group()
        yield "a mandate that stands", found.start(), old, lambda n, old=old: f"({old} OR \\(Mutation.sql({n})))"
    for found in re.finditer(r"(?<=\\\()(?:Mandate\.)?holderHelps(?=\))", text):
        old = found.group()
        yield "a mandate that stands", found.start(), old, lambda n, old=old: f"Mutation.sql({n}, {old})"
    for found in re.finditer(r"(?:(?<=AND )|(?<=WHERE ))(?<!\(message\) AND )(?:a\.)?closed IS NULL", text):
        old = found.group()
        yield "an open account", found.start(), old, lambda n, old=old: f"({old} OR \\(Mutation.sql({n})))"
    for found in re.finditer(CLOSED_PARTS, text):
        old = found.group()
        yield "a part of what is closed", found.start(), old, lambda n, old=old: f"Mutation.closed({n}, {old})"
    offices = rf"case \.offices\(let \w+\) = (?:WorkOffices{ARGS}|scope|self)"
    for found in re.finditer(offices, text):
        old = found.group()
        yield "offices in a query", found.start(), old, lambda n, old=old: f"!Mutation.isOn({n}), {old}"
    for found in re.finditer(rf"(?<=switch )(?:WorkOffices{ARGS}|scope)(?= \{{\s*case \.all)", text):
        old = found.group()
        yield ("offices in a query", found.start(), old,
               lambda n, old=old: f"(Mutation.isOn({n}) ? WorkOffices.all : {old})")
    for found in re.finditer(r"[\w.]+ NOT IN \\\(list: principal\.selves\)", text):
        old = found.group()
        yield "one's own file in a query", found.start(), old, lambda n, old=old: f"({old} OR \\(Mutation.sql({n})))"
    clauses = (rf"(?<!func )\bprincipal\.(?:mayRead|mayWork|mayHear|takesPart|isNotNamed){ARGS}|"
               rf"(?<![\w.])(?:people\.)?rights\.openTo(?:Staff|Holder){ARGS}|\bhouse\.ownFiles{ARGS}")
    for found in re.finditer(clauses, text):
        old = found.group()
        yield "the clause on rights", found.start(), old, lambda n, old=old: f"Mutation.sql({n}, {old})"
    filters = (r"(?<!func )(?<!\.)\b(?:(?:self|own)\.)?(?:filter|mine|opened|open)"
               r"\((?!for:)(?:\w+, )?(?:to: |by: )?principal(?:, at: now)?\)")
    for found in re.finditer(filters + r"|(?<=\\\()offices\(\"\w+\"\)", text):
        old = found.group()
        yield "a filter of a query", found.start(), old, lambda n, old=old: f"Mutation.sql({n}, {old})"
    for found in re.finditer(r"(?<=WHERE )[\w.]+ = \\\(WHO\)|(?<=AND )[\w.]+ = \\\(WHO\)".replace(
            "WHO", r"(?:principal\.(?:account|person)|person)"), text):
        old = found.group()
        yield ("one's own in a query", found.start(), old,
               lambda n, old=old: f"({old} OR \\(Mutation.sql({n})))")


def is_right(name, text, kind, start):
    """Whether a line with one's own number is a right: in a question, or beside a number that a visitor names."""
    if kind != "one's own in a query" or "/Queries/" in name:
        return not text.startswith("id = ", start)
    return bool(re.search(r"\bid = \\\(\w+\)\s+AND $", text[max(0, start - 60):start]))


def all_mutations():
    """Every mutation there is, in the order of files and lines; no two touch the same place."""
    found = []
    for name, text in texts():
        ends = 0
        for kind, start, old, new in sorted(sites(name, text), key=lambda one: (one[1], -len(one[2]))):
            if start < ends or not is_right(name, text, kind, start):
                continue
            ends = start + len(old)
            number = len(found) + 1
            line = text.count("\n", 0, start) + 1
            found.append(Mutation(number, kind, name, line, *function(text, start), start, old, new(number)))
    return found


def mutated(text, mutations):
    """A file with the switch in all its places, and with the import that the switch needs."""
    for one in sorted(mutations, key=lambda one: -one.start):
        if text[one.start:one.start + len(one.old)] != one.old:
            raise SystemExit(f"rights_mutations: {one.file}:{one.line}: “{one.old}” is not there")
        text = text[:one.start] + one.new + text[one.start + len(one.old):]
    needs = not mutations[0].file.startswith("Sources/Kernel/")
    if needs and not re.search(r"(?m)^(?:\w+ )?import Kernel$", text):
        first = re.search(r"(?m)^(?:@testable )?(?:\w+ )?import ", text)
        at = first.start() if first else 0
        text = text[:at] + "import Kernel\n" + text[at:]
    return text


KINDS = ("a door", "all doors", "a finder", "a role", "an office", "a supervisor's office", "open to an officer",
         "access", "a sealed room", "a reader of a sealed case", "a keepsake", "one's own", "a recusal", "the family",
         "a complaint under a mandate", "an open account", "a mandate",
         "a mandate that stands", "a purpose", "offices in a query", "a part of what is closed", "the clause on rights",
         "one's own file in a query", "a filter of a query", "one's own in a query")
# What surely asks for a right, however it is written.
SURE = re.compile(r"(?<!func )(?<!Visit\.)\b(?:findForStaff|findToAct)\(|\bCase\.find\(|"
                  r"\bmay: (?!\.everyone|\.thisMachine|Permission\b|\[)[.a-z]|\bcase \.offices\(let \w+\) = |"
                  r"(?<!func )\b(?:principal\.(?:mayRead|mayWork|mayHear|takesPart|isNotNamed)|(?<!reader\.)isNamed|"
                  r"isForOtherSupervisors|isTheirs|isOfTheirFamily|ownFiles|openToStaff|openToHolder|isBehind)\(|"
                  r"\bnames\(principal\b")


def unseen(text, mutations):
    """Lines with what surely asks for a right, at which no mutation stands."""
    plain = blanked(text)
    for found in SURE.finditer(plain):
        if not any(one.start <= found.end() <= one.start + len(one.old) + 1 or found.start() <= one.start < found.end()
                   for one in mutations):
            yield plain.count("\n", 0, found.start()) + 1, found.group()
