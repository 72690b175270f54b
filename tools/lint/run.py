#!/usr/bin/env python3
"""Runs every lint on the project (or on the folder given) and fails where one finds something."""
import sys
from pathlib import Path

import hazards
import hygiene
import languages
import layers
import migrations
import rights
import routes
import size
import styles

LINTS = [layers, migrations, hazards, routes, rights, languages, size, hygiene, styles]


def findings(root):
    return sorted(finding for lint in LINTS for finding in lint.check(root))


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    found = findings(root)
    for finding in found:
        print(finding)
    print(f"lint: {len(LINTS)} lints, {len(found)} findings", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
