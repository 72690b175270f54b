"""Every route states who may; only Web touches the router."""
import re

from common import Finding, swift

VERBS = "get|head|post|put|patch|delete"
ROUTER = re.compile(rf"\b\w*[rR]outer\s*\.\s*(?:{VERBS}|on|ws|group|add)\s*\(")
MADE = re.compile(rf"\bRoute\s*(?:\.\s*(?:init|{VERBS})\s*)?\(|\.(?:{VERBS})\s*\(")
DECLARED = re.compile(r"\bfunc\s+$")
STARTS_AN_EXPRESSION = set("[(,=:{>?") | {""}


def check(root):
    for path, file in swift(root, "Sources"):
        if not path.startswith("Sources/Web/"):
            for match in ROUTER.finditer(file.code):
                yield Finding(path, file.line(match.start()), "only Web talks to the router, so that no page "
                              "escapes its guards; return Route values from the door")
        for match in MADE.finditer(file.code):
            if is_route(file.code, match) and not states_who_may(file, match.end() - 1):
                yield Finding(path, file.line(match.start()), "a route without `may:`; say who may, "
                              "the permission matrix is made from it")


def is_route(code, match):
    before = code[:match.start()].rstrip(" \t\n")
    if re.search(r"\bfunc$", before):
        return False
    if not match.group().startswith("."):
        return True
    # `value?.get()` asks a value that may be missing.
    if re.search(r"[\w)\]]\?$", code[:match.start()]):
        return False
    # `.get("…")` stands alone only where an expression starts; elsewhere it is a method of something.
    return before[-1:] in STARTS_AN_EXPRESSION or re.search(r"\breturn$", before) is not None


def states_who_may(file, opening):
    inside, depth = file.code[opening + 1:file.closing(opening)], 0
    for match in re.finditer(r"[({\[]|[)}\]]|\bmay\s*:", inside):
        if match.group() in "({[":
            depth += 1
        elif match.group() in ")}]":
            depth -= 1
        elif depth == 0:
            return True
    return False


PLANTS = [
    ({"Sources/Cases/Pages/A.swift": "router.get(\"/cases\") { _, _ in page }\n"}, "only Web talks"),
    ({"Sources/Cases/Pages/A.swift": "let r = [Route.get(\"/cases\", \"Cases\") { _ in page }]\n"}, "without `may:`"),
    ({"Sources/Cases/Pages/A.swift": "let r: [Route] = [\n    .get(\"/a\", may: .all, \"A\") { _ in a },\n"
      "    .post(\"/b\", \"B\") { x in x.check(may: y) },\n]\n"}, "without `may:`"),
    ({"Sources/Web/A.swift": "let r = Route(method: .get, path: \"/\")\n"}, "without `may:`"),
]
CLEAN = {
    "Sources/Cases/Pages/A.swift": "let r: [Route] = [.get(\"/a\", may: .all, \"A\") { c in c.values\n .get(\"x\") }]\n",
    "Sources/Web/A.swift": "router.get(\"/x\") { }\nstatic func get(_ path: String) -> Route {\n"
                           "    Route(method: .get, path: path, may: may)\n}\n",
}
