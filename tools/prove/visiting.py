"""Families that book, move, grow and give back, and a supervisor who closes, opens and changes: over HTTP, each act drawn.

An act that the rules refuse is an answer; one that fails (5xx, or no answer) is a fault.
"""
import datetime
import html
import re
import subprocess
import threading
import urllib.parse

from house import CAIS, FORM, PROJECT

FAMILIES, CHILDREN_MAX, GROWN_MAX = 24, 4, 6
DAYS_AHEAD = 40
COMMAND_SECONDS_MAX = 120
RADIO = r'<input type="radio"[^>]*\bname="{}"[^>]*\bvalue="([^"]*)"'
CHECKBOX = r'<input type="checkbox"[^>]*\bname="{}"[^>]*\bvalue="([^"]*)"'


class Gate:
    """Many act at once; who looks waits until all of them stand still, and keeps them so."""

    def __init__(self):
        self.lock, self.acting = threading.Condition(), 0

    def __enter__(self):
        with self.lock:
            self.acting += 1

    def __exit__(self, *what):
        with self.lock:
            self.acting -= 1
            self.lock.notify_all()

    def still(self):
        return Stillness(self)


class Stillness:
    def __init__(self, gate):
        self.gate = gate

    def __enter__(self):
        self.gate.lock.acquire()
        self.gate.lock.wait_for(lambda: self.gate.acting == 0)

    def __exit__(self, *what):
        self.gate.lock.release()


class Family:
    """One request, of so many children; where its visit stands."""

    def __init__(self, ana, number, chance):
        self.ana, self.children = ana, chance.randint(1, CHILDREN_MAX - 1)
        self.busy, self.visit = threading.Lock(), None
        fields = {"members": str(self.children), "name": "Ana da Prova", "birth": "1990-02-01", "refugee": "no",
                  "municipality": "1106", "step": "send", "csrf": ana.csrf, "once": f"family-{number}"}
        for child in range(1, self.children + 1):
            fields |= {f"member-{child}-name": f"Filho {number}-{child}", f"member-{child}-birth": "2021-05-04",
                       f"member-{child}-relation": "child"}
        status, headers, text = ana.ask("POST", FORM, fields)
        if status != 303:
            raise RuntimeError(f"filing answered {status}\n{text[-1500:]}")
        self.reference = headers["location"].split("?")[0].rsplit("/", 1)[1]


def radios(page, name):
    return [html.unescape(value) for value in re.findall(RADIO.format(name), page)]


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return html.unescape(found.group(1)) if found else ""


def choices(page, kind, name):
    return [html.unescape(value) for value in re.findall(kind.format(name), page)]


class People:
    """What one thread of people does, each act drawn by its own chance."""

    def __init__(self, ana, families, office, chance, name):
        self.ana, self.families, self.office, self.chance, self.name = ana, families, office, chance, name
        self.count, self.done = 0, {}
        self.acts = [self.book, self.book, self.book, self.move, self.cancel, self.chain, self.grow, self.ticket]

    def act(self):
        act = self.chance.choice(self.acts)
        if act():
            self.done[act.__name__] = self.done.get(act.__name__, 0) + 1

    def post(self, path, fields):
        self.count += 1
        fields = fields | {"csrf": self.ana.csrf, "once": f"{self.name}-{self.count}"}
        status, headers, text = self.ana.ask("POST", path, fields)
        if status >= 500:
            raise RuntimeError(f"POST {path} answered {status}\n{text[-1000:]}")
        return headers["location"].split("?")[0] if status == 303 else None

    def family(self, has_visit):
        fitting = [one for one in self.families if (one.visit is not None) == has_visit]
        return self.chance.choice(fitting) if fitting else None

    def with_family(self, has_visit, act):
        family = self.family(has_visit)
        if family is None or not family.busy.acquire(blocking=False):
            return False
        try:
            return (family.visit is not None) == has_visit and act(family)
        finally:
            family.busy.release()

    def choose(self, family, path, name):
        """A drawn time of a drawn page, and the fields with which it is sent."""
        day = datetime.date.today() + datetime.timedelta(days=self.chance.randint(0, DAYS_AHEAD))
        page = self.ana.read(f"{path}?" + urllib.parse.urlencode({"case": family.reference, "from": day}))
        times = radios(page, name)
        if not times:
            return None
        return {"case": family.reference, name: self.chance.choice(times), "from": hidden(page, "from"),
                "with": hidden(page, "with"), "replaces": hidden(page, "replaces")}

    def take(self, family, form_path, path, name):
        fields = self.choose(family, form_path, name)
        where = fields and self.post(path, {key: value for key, value in fields.items() if value})
        if where:
            family.visit = where
        return bool(where)

    def book(self):
        return self.with_family(False, lambda one: self.take(one, "/bookings/new", "/bookings", "start"))

    def move(self):
        return self.with_family(True, lambda one: self.take(one, "/bookings/new", "/bookings", "start"))

    def chain(self):
        return self.with_family(False, lambda one: self.take(one, "/bookings/chain", "/bookings/chain", "chain"))

    def cancel(self):
        def act(family):
            where = self.post(family.visit + "/cancellation", {})
            # A closure may have ended it before.
            family.visit = None
            return bool(where)
        return self.with_family(True, act)

    def grow(self):
        def act(family):
            if family.children >= GROWN_MAX:
                return False
            family.children += 1
            return bool(self.post(f"/cases/{family.reference}/members", {
                "name": f"Filho {family.reference} {family.children}", "birth": "2022-06-05", "relation": "child"}))
        return self.with_family(True, act)

    def ticket(self):
        page = self.ana.read(f"/queue/{self.office}")
        services = radios(page, "service")
        return bool(services) and bool(self.post(f"/queue/{self.office}", {
            "service": self.chance.choice(services), "priority": "none"}))


class Supervisor(People):
    """What the office does: days close, rules open, desks change, a staff calendar comes in."""

    def __init__(self, house, carla, office, chance, slug, folder):
        super().__init__(carla, [], office, chance, "office")
        self.house, self.slug, self.folder = house, slug, folder
        self.acts = [self.close, self.open, self.open, self.busy, self.change, self.add, self.retire]

    def day(self):
        return datetime.date.today() + datetime.timedelta(days=self.chance.randint(1, DAYS_AHEAD))

    def desks(self):
        page = self.ana.read(f"/desk/desks?location={self.office}")
        return sorted(set(re.findall(r'href="/desk/desks/(\d+)"', page)))

    def close(self):
        """One desk, or seldom the office; a day opens in exchange now and then."""
        day, other = self.day(), self.day()
        desk = "" if self.chance.random() < 0.2 else self.chance.choice(self.desks())
        return bool(self.post("/desk/supervision/closures", {
            "location": self.office, "desk": desk, "from": day, "to": day, "reason": "Obras",
            "exchange": other if self.chance.random() < 0.4 else ""}))

    def open(self):
        begin, today = self.chance.randint(8 * 12, 18 * 12) * 5, datetime.date.today()
        end = min(begin + self.chance.randint(1, 9) * 20, 23 * 60)
        return bool(self.post("/desk/hours", {
            "location": self.office, "desk": self.chance.choice(self.desks()),
            "weekday": self.chance.randint(1, 7), "rhythm": self.chance.choice(["weeks-1", "weeks-2", "month-2"]),
            "from": f"{begin // 60:02}:{begin % 60:02}", "to": f"{end // 60:02}:{end % 60:02}",
            "first": today, "last": today + datetime.timedelta(days=60), "ahead": DAYS_AHEAD}))

    def busy(self):
        """A calendar with a few events on the days that are open; the next one replaces it."""
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cais//Proof//EN"]
        for number in range(self.chance.randint(0, 4)):
            hour, length = self.chance.randint(8, 15), self.chance.randint(1, 12) * 15
            lines += ["BEGIN:VEVENT", f"UID:{self.count}-{number}@example.com", f"DTSTART:{self.day():%Y%m%d}T{hour:02}0500",
                      f"DURATION:PT{length}M", "END:VEVENT"]
        self.count += 1
        file = self.folder / "busy.ics"
        file.write_bytes("\r\n".join([*lines, "END:VCALENDAR", ""]).encode())
        done = subprocess.run(
            [CAIS, "appointments", "busy", str(file), "--office", self.slug, "--desk", self.chance.choice(["1", "2"]),
             *self.house.where], text=True, capture_output=True, timeout=COMMAND_SECONDS_MAX, cwd=PROJECT, check=False)
        # A desk that bears another name by now is no fault.
        return done.returncode == 0

    def change(self):
        desk = self.chance.choice(self.desks())
        page = self.ana.read(f"/desk/desks/{desk}")
        name = html.unescape(re.search(r'name="name"[^>]*value="([^"]*)"', page).group(1))
        services = choices(page, r'<input type="checkbox"[^>]*\bname="{}"[^>]*\bvalue="([^"]*)" checked', "service")
        return bool(services) and bool(self.post(f"/desk/desks/{desk}", {
            "name": name, "service": services[0] if self.chance.random() < 0.2 else services, "act": "keep",
            "first": self.chance.randint(2, 8) * 5, "each": self.chance.randint(1, 5) * 5}))

    def add(self):
        page = self.ana.read(f"/desk/desks?location={self.office}")
        self.count += 1
        return bool(self.post("/desk/desks", {
            "location": self.office, "name": f"P{self.count}", "service": choices(page, CHECKBOX, "service"),
            "step": self.chance.randint(2, 6) * 5, "first": 20, "each": 15}))

    def retire(self):
        desks = self.desks()
        if len(desks) < 4 or self.chance.random() < 0.5:
            return False
        return bool(self.post(f"/desk/desks/{self.chance.choice(desks)}/retirement", {}))
