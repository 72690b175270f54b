"""Makes everything that comes from collected statistics, in the order in which one needs the other.

use: build.py SOURCES PROJECT     (SOURCES holds migration-stats/; build_lists.py and build_geography.py first)
"""
import sys

import build_census
import build_census_tables
import build_eurostat
import build_facts
import build_portugal
import build_portugal_more
import build_sdg
import build_un
import codes

STEPS = [codes, build_portugal, build_portugal_more, build_census, build_census_tables, build_eurostat,
         build_un, build_sdg, build_facts]   # the facts are read from the SDG series


def main(sources, project):
    for step in STEPS:
        step.main(sources, project)


if __name__ == "__main__":
    sys.exit(__doc__) if len(sys.argv) != 3 else main(*sys.argv[1:])
