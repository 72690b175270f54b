"""Files and functions stay short enough to be read by a tired person."""
import re

from common import Finding, swift

FILE_LINES_MAX = 250
FUNCTION_LINES_MAX = 60
FUNCTION = re.compile(r"\b(?:func\s+(?:`[^`]+`|[^\s(<]+)|init[?]?)\s*(?=[(<])")


def check(root):
    for path, file in swift(root, "Sources", "Tests", "Package.swift"):
        lines = file.text.count("\n") + (not file.text.endswith("\n"))
        if lines > FILE_LINES_MAX and "long because" not in file.text.split("\n", 1)[0]:
            yield Finding(path, 1, f"{lines} lines, over {FILE_LINES_MAX}; split it, or say in the first line "
                          "why not: // long because …")
        for match in FUNCTION.finditer(file.code):
            lines = length(file, match)
            if lines > FUNCTION_LINES_MAX:
                yield Finding(path, file.line(match.start()), f"a function of {lines} lines, over "
                              f"{FUNCTION_LINES_MAX}; give its steps names")


def length(file, match):
    opening = file.code.find("(", match.end())
    if opening < 0:
        return 0
    after = file.closing(opening) + 1
    body = re.compile(r"[{}]|\b(?:func|var|let|case|init)\b").search(file.code, after)
    if not body or body.group() != "{":
        return 0   # a call of init, or a requirement of a protocol
    return file.line(file.closing(body.start())) - file.line(match.start()) + 1


PLANTS = [
    ({"Sources/Web/A.swift": "// a\n" * 251}, "251 lines"),
    ({"Tests/WebTests/A.swift": "func a() {\n" + "    b()\n" * 60 + "}\n"}, "a function of 62 lines"),
]
CLEAN = {
    "Sources/Web/A.swift": "// long because it is a table\n" * 300,
    "Sources/Web/B.swift": "func a() {\n" + "    b()\n" * 50 + "}\n",
}
