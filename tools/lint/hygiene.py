"""Line ends, door plates, paths of one machine, assets of other hosts."""
import re
from pathlib import Path

from common import Finding, files, line_of, relative

TEXT = set(".swift .py .sh .md .css .js .svg .html .yml .yaml .toml .po .service .mustache".split())
FOLDERS = ("Sources", "Tests", "web", "policy", "languages", "deploy", "docs", "tools", "bench", "e2e",
           "README.md", "ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md", "Makefile", "Package.swift", ".ci")
PLATE_LINES_MAX = 40
MACHINE = re.compile(r"(?<![\w.:/$}~-])/(?:home|root|Users)/\w")
OTHER_HOST = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|use)\b[^>]*\b(?:src|href)=\\?[\"']?(?:https?:)?//"
    r"|<link\b(?=[^>]*\brel=\\?[\"']?(?:stylesheet|preload|modulepreload|icon|font))[^>]*\bhref=\\?[\"']?(?:https?:)?//"
    r"|@import\s+(?:url\()?[\"']?(?:https?:)?//|\burl\(\s*[\"']?(?:https?:)?//"
    r"|\b(?:import|fetch)\s*\(\s*[\"']https?://")


def check(root):
    for path in files(root, *FOLDERS):
        if path.suffix in TEXT or path.name in ("Makefile", "Caddyfile", "run"):
            yield from in_text(relative(root, path), path.read_bytes())
    yield from plates(root)


def in_text(path, raw):
    if b"\r\n" in raw:
        yield Finding(path, line_of(raw.decode(errors="replace"), raw.find(b"\r\n")), "a CRLF line end; "
                      "lines end with LF, so that diffs and checksums agree")
    text = raw.decode("utf-8", errors="replace")
    if path.endswith(".swift") and "\t" in text:
        yield Finding(path, line_of(text, text.index("\t")), "a tab; four spaces, `make format` does it")
    if path.startswith("tools/lint/"):
        return   # the lints quote what they forbid
    for match in MACHINE.finditer(text):
        yield Finding(path, line_of(text, match.start()), "a path of one machine; use one relative to the project")
    if path.startswith(("Sources/", "web/", "policy/")):
        for match in OTHER_HOST.finditer(text):
            yield Finding(path, line_of(text, match.start()), "an asset from another host tells it who reads "
                          "this page; put it into web/")


def plates(root):
    sources = Path(root) / "Sources"
    for room in sorted(sources.iterdir()) if sources.is_dir() else []:
        if not room.is_dir() or room.name == "C":
            continue
        plate = room / "README.md"
        name = relative(root, plate)
        if not plate.exists():
            yield Finding(name, 1, "every room has a door plate; see STYLE.md")
        elif (lines := plate.read_text(encoding="utf-8").count("\n")) > PLATE_LINES_MAX:
            yield Finding(name, 1, f"a door plate of {lines} lines, over {PLATE_LINES_MAX}; it is read standing")


PLANTS = [
    ({"docs/a.md": "one\r\ntwo\r\n"}, "CRLF"),
    ({"Sources/Web/A.swift": "\tlet a = 1\n", "Sources/Web/README.md": "# Web\n"}, "a tab"),
    ({"docs/a.md": "see /home/ana/cais\n"}, "one machine"),
    ({"web/css/a.css": "@import url(\"https://fonts.example/a.css\");\n"}, "another host"),
    ({"Sources/Web/A.swift": "let a: HTML = \"<script src=\\\"https://x.example/a.js\\\"></script>\"\n",
      "Sources/Web/README.md": "# Web\n"}, "another host"),
    ({"Sources/Web/A.swift": "let a = 1\n"}, "has a door plate"),
    ({"Sources/Web/README.md": "# Web\n" * 41}, "41 lines"),
]
CLEAN = {"Sources/Web/README.md": "# Web\n", "docs/a.md": "https://aima.gov.pt/pt/home/page\n",
         "web/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><a href="https://eur-lex.europa.eu">x</a></svg>\n'}
