#!/usr/bin/env python3
"""Adds up what the parts of a test run counted; a part that broke without a failed test counts as one.

use: count.py FOLDER     (holds NAME.status and NAME*.xml); last line: N passed, N failed
"""
import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def cases(folder, name):
    """Passed, failed and skipped of one part, from its JUnit files."""
    passed = failed = skipped = 0
    for path in Path(folder).glob(f"{name}*.xml"):
        for case in xml.parse(path).iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped


def main(folder):
    all_passed = all_failed = all_skipped = 0
    for path in sorted(Path(folder).glob("*.status")):
        name, status = path.stem, int(path.read_text())
        passed, failed, skipped = cases(folder, name)
        if name in ("lint", "kill"):
            passed += status == 0   # one part, one answer
        elif status == 0 and passed == 0:
            status = 1
            print(f"{name}: no test ran")
        if status != 0 and failed == 0:
            failed = 1
            print(f"{name}: ended with status {status} and no failed test: it broke, see above")
        print(f"{name}: {passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
        all_passed, all_failed, all_skipped = all_passed + passed, all_failed + failed, all_skipped + skipped
    if all_skipped:
        print(f"{all_skipped} skipped")
    print(f"{all_passed} passed, {all_failed} failed")
    return 1 if all_failed or not all_passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
