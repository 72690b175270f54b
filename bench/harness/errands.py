"""What people do at the full stack: each errand is checked, loaded, and counted in the store."""

import dataclasses
import datetime
import pathlib

from harness.house import Store, Visitor
from harness.verify import Wrong

FORM = "/cases/new/family-reunification"
FILED = "applicant = (SELECT person FROM account WHERE login = 'ana')"  # of `kase`: what a run files
OWN_DESK = "id NOT IN (SELECT desk FROM desk_body)"  # at another body's counter nobody comes for a case
LISBON = "1106"  # the municipality that Bruno's office serves
QUEUE_ROWS = 50
TRIES = 2  # attempts for each place: half of them come too late
UNANSWERED = 32  # attempts still on their way when visit.lua ends
SLOT_SECONDS = 1_200
PEOPLE = 3
WEEK = 604_800_000_000  # microseconds, as the store keeps moments
MORE_WEEKS = (6, 12, 18, 24, 30, 36, 42, 48)  # the demo's six weeks, again until a year is full


def household(key: str) -> dict[str, str]:
    """The household of file.lua."""
    return {
        "members": "2", "name": "Ana da Medida", "birth": "1990-02-01", "refugee": "no",
        "municipality": LISBON,
        "member-1-name": "Rui da Medida", "member-1-birth": "1988-07-19",
        "member-1-relation": "spouse",
        "member-2-name": "Eva da Medida", "member-2-birth": "2021-05-04",
        "member-2-relation": "child", "step": "send", "once": key}


def made(visitor: Visitor, to: str, fields: dict[str, str], leads: str) -> None:
    """Sends a form that must lead to what it made."""
    status, location, text = visitor.send("POST", to, fields | {"csrf": visitor.guard})
    if status != 303 or not location.startswith(leads):
        raise Wrong(f"POST {to} answered {status} {location}\n{text[-1000:]}")


def file_one(visitor: Visitor, key: str) -> None:
    made(visitor, FORM, household(key), "/cases/")


def counted(what: str, found: int, acknowledged: int, in_flight: int) -> None:
    if not acknowledged <= found <= acknowledged + in_flight:
        raise Wrong(f"{what}: {acknowledged} acknowledged, {found} in the store")


@dataclasses.dataclass
class Page:
    """Reading one page."""

    name: str
    login: str
    template: str
    does: str
    script = "page"

    def begin(self, store: Store) -> None:
        own = f"SELECT min(reference) FROM kase WHERE {FILED}"
        self.path = f"/cases/{store.ask(own)[0][0]}" if self.name == "case" else "/desk"

    def once(self, visitor: Visitor, number: int) -> None:
        text = visitor.page(self.path)
        if self.name == "case" and self.path.removeprefix("/cases/") not in text:
            raise Wrong(f"{self.path} does not show its reference")
        if self.name != "case" and text.count("/desk/cases/") != QUEUE_ROWS:
            raise Wrong(f"the queue has {text.count('/desk/cases/')} rows")

    def carry(self, visitor: Visitor, folder: pathlib.Path) -> None:
        (folder / "path").write_text(self.path + "\n")

    def end(self, store: Store, acknowledged: int, in_flight: int) -> None:
        """Reading leaves nothing to count."""


@dataclasses.dataclass
class Filing:
    """Filing a household's request, which writes the journal."""

    name: str
    login: str
    template: str
    does: str
    script = "file"

    def begin(self, store: Store) -> None:
        self.before = store.count("kase")

    def once(self, visitor: Visitor, number: int) -> None:
        file_one(visitor, f"once-{number}")

    def carry(self, visitor: Visitor, folder: pathlib.Path) -> None:
        """The form is all that a request needs."""

    def end(self, store: Store, acknowledged: int, in_flight: int) -> None:
        counted("cases", store.count("kase") - self.before, acknowledged, in_flight)
        counted("journal lines of filing", store.count("journal", "kind = 'case.filed'"),
                store.count("kase"), 0)
        store.run("verify")


@dataclasses.dataclass
class Visits:
    """Booking one visit for a household of three, while others want the same time."""

    name: str
    login: str
    template: str
    does: str
    part: int  # one of so many times is tried
    script = "visit"

    def begin(self, store: Store) -> None:
        self.office, self.desks = self.open_a_year(store)
        starts = self.starts(store)[::self.part]
        self.references = [row[0] for row in store.ask(
            f"SELECT reference FROM kase WHERE {FILED} AND office = {self.office} ORDER BY id")]
        spare = len(starts) // 10
        self.spare, self.warm, self.run = starts[:3], starts[3:spare], starts[spare:]
        self.before = store.count("visit")

    def open_a_year(self, store: Store) -> tuple[str, int]:
        office = store.ask(f"SELECT max(office) FROM kase WHERE {FILED}")[0][0]
        moves = " UNION ALL ".join(f"SELECT {weeks * WEEK} AS by" for weeks in MORE_WEEKS)
        store.ask("INSERT INTO slot (desk, start, minutes)"
                  f" SELECT desk, start + by, minutes FROM slot CROSS JOIN ({moves}) move"
                  f" WHERE desk IN (SELECT id FROM desk WHERE location = {office})")
        return office, store.count("desk", f"location = {office} AND {OWN_DESK}")

    def starts(self, store: Store) -> list[int]:
        """Every start, in seconds, of three slots in a row that no other of them overlaps."""
        rows = store.ask(
            f"SELECT start / 1000000 FROM slot WHERE desk = (SELECT min(id) FROM desk"
            f" WHERE location = {self.office} AND {OWN_DESK})"
            " AND taken_by IS NULL ORDER BY start")
        tomorrow = datetime.datetime.now(datetime.UTC).timestamp() + 86_400
        found, run = [], []
        for second in (int(row[0]) for row in rows if int(row[0]) > tomorrow):
            run = run + [second] if run and second == run[-1] + SLOT_SECONDS else [second]
            if len(run) == PEOPLE:
                found.append(run[0])
                run = []
        return found

    def once(self, visitor: Visitor, number: int) -> None:
        made(visitor, "/bookings", {"case": self.references.pop(), "once": f"once-{number}",
                                    "start": str(self.spare[number])}, "/bookings/")

    def carry(self, visitor: Visitor, folder: pathlib.Path) -> None:
        for phase, starts in (("warm", self.warm), ("run", self.run)):
            lines = []
            for start in starts:
                day = datetime.datetime.fromtimestamp(start, datetime.UTC).date()
                lines += [f"{self.references.pop()} {start} {day}\n"
                          for _ in range(TRIES * self.desks)]
            (folder / f"attempts-{phase}").write_text("".join(lines))

    def end(self, store: Store, acknowledged: int, in_flight: int) -> None:
        visits = store.count("visit") - self.before
        counted("visits", visits, acknowledged, in_flight)
        if visits < self.desks * (len(self.warm) + len(self.run)) - 2 * UNANSWERED:
            raise Wrong(f"{visits} visits: times stayed free that people were refused")
        held = store.count("slot", "taken_by IN (SELECT id FROM visit WHERE state = 'booked')")
        if held != sum(int(row[0]) for row in store.ask(
                "SELECT minutes * 60 / 1200 FROM visit WHERE state = 'booked'")):
            raise Wrong("a visit does not hold its own times")
        store.run("verify")


def attempts(parts: int) -> int:
    """Cases that the booking of visits needs, a little more than it uses."""
    days, starts_a_day, desks = 42 * (1 + len(MORE_WEEKS)), 5, 2
    return days * 5 // 7 * starts_a_day * desks * TRIES // parts + 200
