#!/usr/bin/env python3
"""Writes the schema files that ship now into tools/migrations.lock. Run when a release is made."""
import sys
from pathlib import Path

import migrations

root = Path(__file__).resolve().parents[2]
problems = list(migrations.check(root))
if problems:
    print(*problems, sep="\n", file=sys.stderr)
    sys.exit(1)
shipped = migrations.locked(root)
new = [path for path in migrations.schema_files(root) if path not in shipped]
with open(root / migrations.LOCK, "a", encoding="utf-8") as lock:
    for path in new:
        lock.write(f"{migrations.digest(root, path)}  {path}\n")
print(f"{len(new)} schema files frozen, {len(shipped)} were.")
