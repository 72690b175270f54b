"""Words that lose errors, crash on input, skip escaping or put work off."""
import re

from common import Finding, files, line_of, relative, swift

LATER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
BARE_TASK = re.compile(r"(?<![\w.])Task\s*(?:\.(?:detached|immediate)\b|(?:<[^>\n]*>\s*)?[({])")
FORCE_TRY = re.compile(r"(?<!\w)try!")
CRASH = re.compile(r"\b(?:fatalError|preconditionFailure)\s*\(")
RAW_HTML = re.compile(r"\bHTML\s*\(\s*stringLiteral\s*:")
INVARIANT = re.compile(r"//\s*invariant:\s*\S")
UNESCAPED = re.compile(r"\{\{\{|\{\{\s*&")


def check(root):
    for path, file in swift(root, "Sources", "Tests"):
        yield from in_swift(path, file, shipped=path.startswith("Sources/"))
    for path in files(root, "policy"):
        if "letters" in path.parts and path.suffix in (".mustache", ".html", ".txt"):
            text = path.read_text(encoding="utf-8")
            for match in UNESCAPED.finditer(text):
                yield Finding(relative(root, path), line_of(text, match.start()),
                              "three braces send text unescaped into a letter; use two")


def in_swift(path, file, shipped):
    def found(pattern, message, where=None):
        for match in pattern.finditer(file.code if where is None else where):
            yield Finding(path, file.line(match.start()), message)

    yield from found(LATER, "work put off is forgotten; do it, or write an issue", file.text)
    yield from found(FORCE_TRY, "try! crashes for everybody; use try, and #require in tests")
    if not shipped or path.startswith("Sources/TestSupport/"):
        return
    yield from found(BARE_TASK, "a bare Task loses its errors and outlives its caller; "
                     "make it a Service, or a task group")
    if not path.startswith("Sources/Web/HTML/"):
        yield from found(RAW_HTML, "this would send text unescaped; write a literal and interpolate")
    lines = file.text.split("\n")
    for match in CRASH.finditer(file.code):
        number = file.line(match.start())
        if not INVARIANT.search(lines[number - 1]):
            yield Finding(path, number, "input must not end the process; throw a Refusal, or say on this "
                          "line why it cannot happen: // invariant: …")


PLANTS = [
    ({"Sources/Web/A.swift": "func a() { Task { try await b() } }\n"}, "bare Task"),
    ({"Sources/Web/A.swift": "let a = Task.detached { 1 }\n"}, "bare Task"),
    ({"Sources/Web/A.swift": "let a = Task<Void, Never>(priority: .low) { }\n"}, "bare Task"),
    ({"Tests/WebTests/A.swift": "let a = try! b()\n"}, "try! crashes"),
    ({"Sources/Web/A.swift": "let t = \"\\(try! b())\"\n"}, "try! crashes"),
    ({"Sources/Web/A.swift": "fatalError(\"bad form\")\n"}, "must not end the process"),
    ({"Sources/Cases/A.swift": "let a = HTML(stringLiteral: text)\n"}, "unescaped"),
    ({"policy/pt/letters/a.mustache": "Dear {{{name}}}\n"}, "three braces"),
    ({"Sources/Web/A.swift": "// TO" "DO: later\n"}, "put off"),
]
CLEAN = {
    "Sources/Web/A.swift": "try await Task.sleep(for: .seconds(1))\nlet MyTask = 1 // Task { }\n"
                           "fatalError(\"no\") // invariant: the table has 12 months\nlet s = \"try! Task {\"\n",
    "policy/pt/letters/a.mustache": "Dear {{name}}\n",
}
