"""Makes data/lists: countries and languages, names from CLDR (Portuguese of Portugal, English).

use: build_lists.py SOURCES PROJECT     (SOURCES holds reference-lists/; needs Babel of PyPI)
"""
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

import tables
from babel import Locale

# Groups of languages and technical codes: nobody speaks them, so no form offers them.
NOT_LANGUAGES = {"und", "mul", "zxx", "mis", "root"}
# Spoken at Portuguese counters, absent from CLDR: code of ISO 639-3, names ours.
ADDED = [{"code": "pov", "name_en": "Guinea-Bissau Creole", "name_pt": "crioulo da Guiné-Bissau"}]


def names(folder, group, item):
    found = {}
    for file in ("pt.xml", "pt_PT.xml"):  # the second overrides the first
        for node in xml.parse(folder / file).iterfind(f"localeDisplayNames/{group}/{item}"):
            if not node.get("alt") and node.text and node.text != "↑↑↑":
                found[node.get("type")] = node.text
    return found


def countries(rows, portuguese, english):
    for row in rows:
        code = row["alpha2"]
        yield {"alpha2": code, "alpha3": row["alpha3"], "numeric_m49": row["numeric_m49"],
               "name_en": english[code], "name_pt": portuguese[code], "unece": row["unece56"],
               "eu27": row["eu27"], "efta": row["efta"], "cplp": row["cplp9"]}


def languages(portuguese, english):
    for code in sorted(portuguese):
        plain = code.isalpha() and len(code) in (2, 3) and code not in NOT_LANGUAGES
        if plain and code in english and "anguages" not in english[code]:
            yield {"code": code, "name_en": english[code], "name_pt": portuguese[code]}


def main(sources, project):
    folder, out = Path(sources) / "reference-lists", Path(project) / "data/lists"
    english = Locale("en")
    states = list(countries(tables.read(folder / "derived/countries.csv"),
                            names(folder / "cldr-41", "territories", "territory"),
                            english.territories))
    tables.write(out / "countries.csv", list(states[0]), states)
    portuguese = names(folder / "cldr-41", "languages", "language")
    spoken = sorted([*languages(portuguese, english.languages), *ADDED], key=lambda r: r["code"])
    tables.write(out / "languages.csv", list(spoken[0]), spoken)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
