#!/usr/bin/env python3
"""Uses a store before and after an upgrade: upgrade_visit.py STORE PORT before|after

Before, ana files with the old version. After, with her old account: she sees that file, the old key still makes
no second one, and she files another.
"""
import sys

from house import House, Person

store, port, moment = sys.argv[1:]
house = House(store, port=int(port))
ana = Person(house)
old = ana.file("Prova antes", "before-the-upgrade")
if not old or not ana.sees(old, "Prova antes") or house.stored("Prova ")["Prova antes"] != 1:
    sys.exit("the file of before the upgrade is not there once")
if moment == "after":
    new = ana.file("Prova depois", "after-the-upgrade")
    if not new or new == old or not ana.sees(new, "Prova depois"):
        sys.exit("a new case cannot be filed")
