"""A visitor answers the one question of a card: on a phone, without a script, without a cookie."""
import eyes
import pytest

# The first of the demo's cards (LoadDemoQuality).
CARD = "/opinion/OP-1000-0000-M"


def answer(visitor, words):
    visitor.main.get_by_role("radiogroup").get_by_label(visitor.say(words), exact=True).check()


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_visitor_gives_an_opinion_without_a_script(someone, language):
    visitor = someone(language=language, script=False)
    visitor.page.set_viewport_size(eyes.PHONE)
    visitor.open(f"{CARD}?lang={language}")
    visitor.sees("How were you served here?")
    visitor.press("Send my answer")
    visitor.sees("There is something to put right")
    answer(visitor, "Well")
    visitor.field("What is it mostly about?").select_option(label=visitor.say("How I was treated"))
    visitor.press("Send my answer")
    visitor.sees("Thank you")
    assert visitor.page.context.cookies() == []
    visitor.follow("Somebody else answers")
    visitor.sees("How were you served here?")


def test_the_question_and_its_card_are_accessible(someone, see):
    visitor = someone(language="en")
    visitor.open(CARD)
    see(visitor)
    answer(visitor, "Very badly")
    visitor.press("Send my answer")
    visitor.follow("What people say of each place")
    assert visitor.path == "/quality"
    visitor.open(f"{CARD}/card")
    assert visitor.main.get_by_role("img", name="QR code that opens the question").count() == 1
    visitor.reads(CARD)
    see(visitor)


def test_whoever_is_signed_in_is_nobody_there(someone):
    ana = someone("ana", "en")
    ana.open(CARD)
    assert "Ana Oliveira" not in ana.page.content()
    answer(ana, "Neither well nor badly")
    ana.press("Send my answer")
    ana.sees("Nothing else of it is kept.")
    ana.open("/account")
    assert "Ana Oliveira" in ana.page.content()
