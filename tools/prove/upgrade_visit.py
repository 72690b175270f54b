#!/usr/bin/env python3
"""Uses a store that an older version made: upgrade_visit.py STORE PORT"""
import re
import sys

from house import House, Person

house = House(sys.argv[1], port=int(sys.argv[2]))
ana = Person(house)
old = re.search(r'href="(/cases/[A-Z]{2}-[^"?]+)"', ana.read("/cases"))
if not old:
    sys.exit("ana has no old case")
ana.read(old.group(1))
where = ana.file("Prova depois", "after-the-upgrade")
if not where or not ana.sees(where, "Prova depois"):
    sys.exit("a new case cannot be filed")
