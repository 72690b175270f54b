"""Style sheets speak of start and end, so that right-to-left languages need no second sheet."""
import re

from common import Finding, files, line_of, relative

PHYSICAL = re.compile(
    r"(?:^|(?<=[;{\s]))((?:scroll-)?(?:margin|padding)-(?:left|right)|border-(?:left|right)(?:-\w+)?"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:"
    r"|(?<=[;{\s])((?:text-align|float|clear)\s*:\s*(?:left|right)\b)")


def check(root):
    for path in files(root, "web", suffix=".css"):
        text = path.read_text(encoding="utf-8")
        code = re.sub(r"/\*.*?\*/", lambda match: re.sub(r"[^\n]", " ", match.group()), text, flags=re.S)
        for match in PHYSICAL.finditer(code):
            yield Finding(relative(root, path), line_of(code, match.start()),
                          f"`{match.group(1) or match.group(2)}` is wrong in Arabic; use the logical word: "
                          "margin-inline-start, inset-inline-end, text-align: start …")


PLANTS = [
    ({"web/css/a.css": "p { margin-left: 4px }\n"}, "`margin-left`"),
    ({"web/css/a.css": "p {\n  left: 0;\n}\n"}, "`left`"),
    ({"web/css/a.css": "p { text-align: right; }\n"}, "`text-align: right`"),
    ({"web/css/a.css": "p { border-top-left-radius: 0 }\n"}, "radius"),
]
CLEAN = {"web/css/a.css": "/* left: no */ p { margin-inline: 4px; text-align: start; "
                          "background-position: left top; } .left:hover { color: red }\n"}
