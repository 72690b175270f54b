"""Officer Bruno finds a file in his queue, records the visit, asks, receives and decides; Ana sees all of it."""
import pytest
import story

REASONS = "Os documentos provam o laço familiar, o alojamento e os meios."


@pytest.mark.parametrize(("language", "script"), [("pt", False), ("en", True)])
def test_bruno_takes_a_file_from_the_queue_to_its_decision(someone, look, language, script):
    ana, bruno = someone("ana", language, script), someone("bruno", language, script)
    reference = story.file(ana)
    visit = story.book(ana, reference)

    bruno.open("/desk?sort=-filed")
    eyes_on(bruno, look, script)
    bruno.follow(reference)
    bruno.sees("It is the office's turn.")
    eyes_on(bruno, look, script)
    bruno.press("Record that they came")
    bruno.sees("The visit took place")

    story.ask_for(bruno, reference)
    bruno.sees("The clock is stopped")
    eyes_on(bruno, look, script)
    ana.open(f"/cases/{reference}")
    ana.sees("It is your turn: hand in what is missing.")
    ana.sees("The clock is stopped")
    story.hand_in(ana, reference)
    ana.sees("It is the office's turn: it examines your file.")

    bruno.open(f"/desk/cases/{reference}")
    bruno.sees("It is the office's turn.")
    bruno.sees_not(bruno.say("The clock is stopped"))
    story.decide(bruno, reference, REASONS)
    bruno.reads(bruno.say("The case was decided"))
    eyes_on(bruno, look, script)
    ana_sees_all_of_it(ana, reference, look, script)
    ana_still_sees_her_visit(ana, reference, visit, look, script)


def ana_sees_all_of_it(ana, reference, look, script):
    """The decision, its letter on screen and as PDF, the notice in her messages, and who looked."""
    ana.open(f"/cases/{reference}")
    ana.reads(ana.say("It is the office's turn: {stage}.").split("{")[0])
    ana.reads("Bruno Matos")
    ana.sees_not(ana.say("Something was noted"))
    eyes_on(ana, look, script)
    letter = story.first_link(ana, "/letters/")
    assert ana.page.request.get(letter + "/pdf").body().startswith(b"%PDF")
    ana.open(letter)
    ana.reads(REASONS)
    eyes_on(ana, look, script)
    ana.open("/messages")
    eyes_on(ana, look, script)
    ana.open(story.first_link(ana, "/messages/"))
    ana.reads(reference)
    eyes_on(ana, look, script)


def ana_still_sees_her_visit(ana, reference, visit, look, script):
    """What took place stays in her list, and nothing asks her to book for a file that is decided."""
    ana.open("/bookings")
    assert story.first_link(ana, visit) == visit
    ana.sees_not(ana.say("The file {reference} needs a visit.", reference=reference))
    eyes_on(ana, look, script)
    ana.open(visit)
    ana.sees("This visit took place")
    ana.reads(reference)
    eyes_on(ana, look, script)


def eyes_on(person, look, script):
    """axe is a script: it looks where scripts run."""
    if script:
        look(person)


def test_a_decision_gives_back_the_visit_that_is_still_to_come(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    visit = story.book(ana, reference)
    story.decide(bruno, reference, REASONS)
    ana.open("/bookings")
    assert story.first_link(ana, visit) == visit
    ana.open(visit)
    ana.sees("This visit was cancelled")
    ana.sees_not(ana.say("Change the time"))
    look(ana)
    ana.open(f"/cases/{reference}")
    ana.sees("A visit was cancelled")


def test_the_clock_starts_again_when_the_officer_notes_the_paper(someone):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    story.ask_for(bruno, reference)
    bruno.press("It is in")
    bruno.sees("It is the office's turn.")
    bruno.sees("A document that was asked for came in")


def test_another_office_does_not_find_the_file(someone):
    ana = someone("ana")
    reference = story.file(ana)
    berta = someone("berta")
    assert berta.status(f"/desk/cases/{reference}") == 404
    berta.sees_not("Ana Exemplo")
    berta.open("/desk?sort=-filed")
    berta.sees_not(reference)


def test_a_decision_without_grounds_is_not_taken(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    bruno.open(f"/desk/cases/{reference}")
    bruno.field("Reasons, in words the person understands").fill(REASONS)
    bruno.press("Decide")
    bruno.sees("Name at least one ground.")
    assert bruno.field("Reasons, in words the person understands").input_value() == REASONS
    look(bruno)


def test_a_refusal_is_a_draft_until_the_person_was_heard(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    story.propose(bruno, reference, "Falta a prova do alojamento.")
    bruno.sees("The office must reach the person: their time to answer the draft has not begun.")
    look(bruno)
    ana.open(f"/cases/{reference}")
    ana.sees("This is not a decision. You may answer before the office decides.")
    look(ana)
    bruno.open(f"/desk/cases/{reference}")
    bruno.sees("It is the person's turn: they may answer the draft.")
    ana.field("Your answer").fill("A prova segue em anexo.")
    ana.press("Send my answer")
    ana.sees("It is the office's turn: it examines your file.")
    bruno.open(f"/desk/cases/{reference}")
    bruno.reads("A prova segue em anexo.")
    look(bruno)


def test_a_grant_with_papers_missing_asks_why(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    bruno.open(f"/desk/cases/{reference}")
    bruno.main.get_by_role("radiogroup").get_by_role("radio").first.check()
    bruno.group("Grounds").get_by_role("checkbox").first.check()
    bruno.field("Reasons, in words the person understands").fill(REASONS)
    bruno.press("Decide")
    bruno.reads(bruno.say("{n} papers are missing. Say on what ground you grant all the same.").split("{n}")[-1])
    assert bruno.field("Reasons, in words the person understands").input_value() == REASONS
    look(bruno)
