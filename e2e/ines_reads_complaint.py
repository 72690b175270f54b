"""A visitor complains of a discrimination; only the jurist of the equality body can read it."""
import story

WORDS = "Um senhorio disse-me ao telefone que não arrenda a estrangeiros."


def test_ines_reads_a_complaint_that_others_cannot_open(someone, look):
    visitor = someone()
    visitor.open("/complaints/new")
    look(visitor)
    reference, code = story.complain(visitor, WORDS)
    look(visitor)
    ines = someone("ines")
    ines.open("/complaints")
    look(ines)
    path = story.first_link(ines, "/complaints/")
    for other in ["bruno", "admin", "jorge", "ana"]:
        for door in ["/complaints", path]:
            assert someone(other).status(door) in (403, 404), (other, door)
    ines.open(path)
    ines.reads(WORDS)
    look(ines)
    became(visitor, reference, code, look)


def became(visitor, reference, code, look):
    """With both keepsakes, and only with both, one learns that it was read."""
    visitor.open("/complaints/status")
    visitor.field("Reference").fill(reference)
    visitor.field("Your secret code").fill(code)
    visitor.press("Ask")
    visitor.reads(visitor.say("Read on {date}.").split("{")[0])
    look(visitor)
    visitor.open("/complaints/status")
    visitor.field("Reference").fill(reference)
    visitor.field("Your secret code").fill("0000-0000-0000-0000-0000-0000-0000")
    visitor.press("Ask")
    visitor.sees("Reference and code do not fit together.")
