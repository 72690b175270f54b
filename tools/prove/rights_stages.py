"""Which tests may see that a check of a right is gone, and which checks go together."""

DOORS = r"AppTests\.(Permission|OpenAPI|Access|Compartment|Mandate|SealedDoor)"
HOUSE = r"AppTests\.(NonInterference|OwnDesk|SealedInterference|SealedHost)"
# By the names of suites; a room may have none.
RIGHTS = "(Recus|Mandate|Right|Access|Own|Hidden|Unknown|Duty|Office)"
# Another check asks the same question a moment later; the two go together, so that a test has to watch the pair.
# (file, function) below Sources/: the (file, function)s that stand behind.
TWICE = {
    ("Appointments/Pages/DayView.swift", ""): [("Appointments/Queries/Workday.swift", "run")],
    ("Appointments/Queries/Workday.swift", "run"): [("Appointments/Pages/DayView.swift", "")],
    ("Appointments/Actions/NoteVisit.swift", "perform"): [
        ("Appointments/Queries/FindVisits.swift", "findForStaff"), ("Cases/Queries/Bookable.swift", "bookable")],
    ("Appointments/Queries/FindVisits.swift", "findForStaff"): [
        ("Appointments/Queries/FindVisits.swift", "findForStaff"), ("Cases/Queries/Bookable.swift", "bookable"),
        ("Appointments/Actions/NoteVisit.swift", "perform")],
    ("Cases/Pages/Acts.swift", "openedByOffice"): [
        ("Cases/Actions/People/NoteKey.swift", "perform"), ("Cases/Actions/People/StateTie.swift", "perform"),
        ("Cases/Actions/LookAtCase.swift", "perform")],
    ("Cases/Pages/MemberPages.swift", "ofPerson"): [("Cases/Pages/MemberPages.swift", "openedByPerson")],
    ("Cases/Pages/PaymentPages.swift", "renewAtDesk"): [("Cases/Actions/DemandFee.swift", "perform")],
    ("Cases/Actions/ConfirmDecision.swift", "performOrPropose"): [("Cases/Actions/Decide.swift", "perform")],
    ("Cases/Pages/UndoPages.swift", "ofOffice"): [("Cases/Actions/UndoStep.swift", "perform")],
}


def together(one, everything):
    """The numbers to switch on for one: what stands behind it, and with a finder whatever its function asks besides."""
    behind = TWICE.get((one.file.removeprefix("Sources/"), one.function), [])

    def belongs(other):
        is_here = (other.file, other.scope) == (one.file, one.scope)
        is_asked_again = one.kind == "a finder" and other.kind in ("a finder", "access") and is_here
        return is_asked_again or (other.file.removeprefix("Sources/"), other.function) in behind

    return sorted({one.number, *(other.number for other in everything if other.kind != "a door" and belongs(other))})


def stages(one):
    """Which tests are asked, in turn, until one is red: those that are about rights first, and all of a room last."""
    room = rf"{one.room}Tests\."
    if one.kind == "a door" or one.room == "App":
        return [DOORS, HOUSE]
    return [rf"{room}.*{RIGHTS}", room, HOUSE, DOORS]
