"""An officer cancels a family's visit: not without a reason, which the person reads; who opened it stands in the file."""
import story

REASON = "O balcão fecha nesse dia por obras."


def test_bruno_cancels_a_visit_with_a_reason(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    visit = story.book(ana, reference)
    bruno.open(visit)
    bruno.press("Cancel this visit")
    bruno.sees("Write why the visit is cancelled: the person reads it.")
    look(bruno)
    bruno.field("Why the visit is cancelled").fill(REASON)
    bruno.press("Cancel this visit")
    bruno.sees("This visit was cancelled")
    ana.open("/messages")
    ana.follow("The office cancelled your visit")
    ana.reads(REASON)
    look(ana)
    ana.open(f"/cases/{reference}")
    assert "Bruno Matos" in ana.page.content()
