#!/usr/bin/env python3
"""Plants each violation in a tree of its own and sees it red; a clean tree stays green."""
import subprocess
import sys
import tempfile
from pathlib import Path

from common import PLAIN_ENVIRONMENT
from run import LINTS

NOBODY = ["-c", "user.name=lint", "-c", "user.email=lint@localhost", "-c", "commit.gpgsign=false"]


def plant(tree, root):
    for path, text in tree.items():
        target = Path(root) / path
        if text is None:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def messages(lint, tree):
    with tempfile.TemporaryDirectory() as root:
        plant(tree, root)
        return [str(finding) for finding in lint.check(root)]


def messages_of_edit(lint, before, after):
    """What a lint says where the first tree was committed and then changed."""
    with tempfile.TemporaryDirectory() as root:
        plant(before, root)
        for words in (["init", "-q", "-b", "main"], ["add", "-A"], [*NOBODY, "commit", "-q", "-m", "before"]):
            subprocess.run(["git", "-C", root, *words], check=True, env=PLAIN_ENVIRONMENT)
        plant(after, root)
        return [str(finding) for finding in lint.check(root)]


def main():
    failures, count = [], 0
    for lint in LINTS:
        for number, (tree, words) in enumerate(lint.PLANTS, 1):
            count += 1
            if not any(words in message for message in messages(lint, tree)):
                failures.append(f"{lint.__name__}: plant {number} ({words}) was not found")
        for number, (before, after, words) in enumerate(getattr(lint, "EDITS", []), 1):
            count += 1
            found = messages_of_edit(lint, before, after)
            if not words and found:
                failures.append(f"{lint.__name__}: edit {number} is red though all is well: {found[0]}")
            elif words and not any(words in message for message in found):
                failures.append(f"{lint.__name__}: edit {number} ({words}) was not found")
        count += 1
        for message in messages(lint, lint.CLEAN):
            failures.append(f"{lint.__name__}: a clean tree is red: {message}")
    print(*failures, sep="\n", end="\n" if failures else "", file=sys.stderr)
    print(f"lint selftest: {count - len(failures)} passed, {len(failures)} failed", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
