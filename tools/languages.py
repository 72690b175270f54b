#!/usr/bin/env python3
"""How much of what the screens say each language has, and how much of that nobody has reviewed yet."""
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools" / "lint"))

import languages as lint  # noqa: E402
from common import swift  # noqa: E402


def main():
    keys = {}
    for path, file in swift(ROOT, "Sources"):
        for _ in lint.collect(path, file, keys):
            pass
    core = [key for key in lint.core_texts(ROOT) if key and not key.startswith("# ")]
    print(f"{'language':8}{'of the code':>14}{'of the core':>14}{'texts':>8}{'unreviewed':>12}")
    for language in lint.partial_languages(ROOT):
        found, _ = lint.catalogue(ROOT, language)
        said, of_core = (f"{sum(key in found for key in some)}/{len(some)}" for some in (keys, core))
        unreviewed = sum(entry.unreviewed for _, entry in found.values())
        print(f"{language:8}{said:>14}{of_core:>14}{len(found):>8}{unreviewed:>12}")


if __name__ == "__main__":
    main()
