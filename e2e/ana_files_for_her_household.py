"""Ana files one request for herself, her husband and her child of three, and sees where it stands."""
import re

import pytest
import story
from keys import enter, press, type_in, until


@pytest.mark.parametrize("language", ["pt", "en"])
def test_ana_files_hands_in_a_document_and_gets_a_certificate(someone, look, language):
    ana = someone("ana", language)
    story.begin(ana)
    look(ana)
    story.fill_household(ana)
    story.to_review(ana, look)
    ana.sees("Check before you send")
    ana.press("Send the request")
    reference = ana.path.rsplit("/", 1)[1]
    ana.sees("Your request is in")
    for shown in [reference, "Bento Exemplo", "Clara Exemplo"]:
        ana.reads(shown)
    look(ana)

    sees_the_legal_date(ana)
    story.hand_in(ana, reference)
    ana.reads("passaporte.pdf")
    ana.sees("A document was handed in")
    ana.open(story.first_link(ana, f"/cases/{reference}/documents/"))
    ana.reads("passaporte.pdf")
    ana.sees("Save the file")

    letter, code = story.certificate(ana, reference)
    ana.reads(reference)
    look(ana)
    assert ana.page.request.get(letter + "/pdf").body().startswith(b"%PDF")
    anyone_can_check(someone(language=language), code, look)


def sees_the_legal_date(ana):
    """Whose turn it is, the date, and how it was counted: days skipped or not, and the article."""
    ana.sees("It is the office's turn: it examines your file.")
    ana.main.get_by_text(ana.say("How we counted")).first.click()
    counted = ana.main.get_by_role("group").filter(has_text=ana.say("How we counted")).first.inner_text()
    assert ana.say("This day is not counted.") in counted
    assert ana.say("The period ends.") in counted
    assert re.search(r"artigo 105\.º", counted)


def anyone_can_check(visitor, code, look):
    """The code is enough; the answer names nobody."""
    visitor.open("/verify")
    look(visitor)
    visitor.field("Code on the paper").fill(code.lower().replace("-", " "))
    visitor.press("Check")
    visitor.sees("Valid")
    visitor.sees("Certificate of the state of the file")
    for name in ["Exemplo", "Oliveira"]:
        visitor.sees_not(name)
    look(visitor)


def test_a_code_that_nobody_issued_is_not_valid(someone):
    visitor = someone()
    visitor.open("/verify")
    visitor.field("Code on the paper").fill("0000-0000-0000-0000-0000-0000-0000")
    visitor.press("Check")
    visitor.sees("Not valid")


def test_what_was_typed_is_kept_when_something_is_missing(someone, look):
    ana = someone("ana")
    story.begin(ana)
    story.fill_household(ana)
    ana.field("Full name, as in the passport", ana.group("Family member {n}", n=2)).fill("")
    ana.press("Continue")
    assert ana.main.get_by_role("alert").count() == 1
    you = ana.group("You, the permit holder")
    assert ana.field("Full name, as in your passport", you).input_value() == "Ana Exemplo"
    look(ana)


def test_the_request_can_be_filed_by_keyboard_alone(someone):
    ana = someone("ana", language="en")
    story.begin(ana)
    type_in(ana, "Full name, as in your passport", "Ana Exemplo")
    # Day and month are alike, so that the order of the browser's own date field does not matter.
    for key in ["Tab", "03031990", "Tab", "Tab"]:
        press(ana, key)
    # The calendar button of the date field is a stop of its own; then the municipality.
    until(ana, "Municipality where you live")
    ana.page.keyboard.type("Lisboa")
    until(ana, "No")
    ana.page.keyboard.press("Space")
    for name, relation in [("Bento Exemplo", "husband"), ("Clara Exemplo", "child")]:
        until(ana, "Full name, as in the passport")
        ana.page.keyboard.type(name)
        press(ana, "Tab")
        press(ana, "05052023" if relation == "child" else "05051988")
        until(ana, "Who is this person to you?")
        ana.page.keyboard.type(relation)
    while not ana.path.endswith("/review"):
        enter(ana, "Continue")
    ana.page.get_by_role("heading", level=1, name="Check before you send").wait_for()
    until(ana, "Send the request")
    ana.page.keyboard.press("Enter")
    ana.page.wait_for_url(re.compile("sent=1"))
    ana.sees("Your request is in")


def test_ana_takes_over_what_another_file_of_hers_holds(someone, look):
    ana = someone("ana")
    first, second = story.file(ana), story.file(ana)
    story.hand_in(ana, first)
    ana.open(f"/cases/{second}")
    ana.sees("We already hold this")
    look(ana)
    ana.main.get_by_role("button", name=ana.say("Use this copy"), exact=True).first.click()
    ana.reads(ana.say("Taken from your file {reference}, where it is since {date}.").split("{")[0])
    ana.reads(first)
    look(ana)
