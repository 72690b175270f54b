#!/usr/bin/env python3
"""Plants each violation in a tree of its own and sees it red; a clean tree stays green."""
import sys
import tempfile
from pathlib import Path

from run import LINTS


def plant(tree, root):
    for path, text in tree.items():
        target = Path(root) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def messages(lint, tree):
    with tempfile.TemporaryDirectory() as root:
        plant(tree, root)
        return [str(finding) for finding in lint.check(root)]


def main():
    failures, count = [], 0
    for lint in LINTS:
        for number, (tree, words) in enumerate(lint.PLANTS, 1):
            count += 1
            if not any(words in message for message in messages(lint, tree)):
                failures.append(f"{lint.__name__}: plant {number} ({words}) was not found")
        count += 1
        for message in messages(lint, lint.CLEAN):
            failures.append(f"{lint.__name__}: a clean tree is red: {message}")
    print(*failures, sep="\n", end="\n" if failures else "", file=sys.stderr)
    print(f"lint selftest: {count - len(failures)} passed, {len(failures)} failed", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
