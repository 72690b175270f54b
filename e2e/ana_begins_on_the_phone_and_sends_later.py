"""Ana begins a request on the phone, saves it, and goes on at another browser until it is sent."""
import re

import eyes
import keys
import story
from bruno_takes_each_permit_to_the_card import answer_sections

VISA = "Número do visto de residência"
SON = ("Davi Exemplo", "child under 18, or dependent and unable to care for themselves")


def test_ana_begins_on_the_phone_and_sends_at_a_desk(someone, see):
    phone, desk = someone("ana"), someone("ana")
    phone.page.set_viewport_size(eyes.PHONE)
    phone.open("/guides/residence-permit")
    phone.follow("File a request now")
    fill_you(phone)
    phone.press("Continue")
    phone.main.get_by_label(VISA, exact=False).fill("AB123456")
    phone.reads(phone.say("Not sent yet. Kept until {date}, then deleted.").split("{")[0])
    phone.press("Save and go on later")
    assert phone.path == "/unfinished"
    see(phone)

    go_on(desk)
    request = desk.path.split("/")[2]
    assert desk.main.get_by_label(VISA, exact=False).input_value() == "AB123456"
    see(desk)
    desk.press("Continue")
    assert "employer" in answer_sections(desk, see)
    desk.sees("Check before you send")
    desk.reads("AB123456")
    # What was said of the people is changed from the review; no answer is lost by it.
    desk.follow("Change the people")
    desk.field("Full name, as in your passport").fill("Ana Maria Exemplo")
    see(desk)
    desk.press("Continue")
    for text in ["Ana Maria Exemplo", "AB123456", "Padaria Exemplo"]:
        desk.reads(text)
    keys.enter(desk, "Send the request")
    desk.sees("Your request is in")
    desk.reads("AB123456")
    assert desk.status(f"/unfinished/{request}") == 404, "what was sent is unfinished no more"


def test_the_family_grows_before_the_request_is_sent(someone, see):
    ana, again = someone("ana"), someone("ana")
    story.begin(ana)
    you = ana.group("You, the permit holder")
    ana.field("Full name, as in your passport", you).fill("Ana Exemplo")
    ana.press("Save and go on later")

    go_on(again)
    assert again.path.endswith("/household")
    again.field("How many family members do you ask for?").select_option("3")
    again.press("Change the number of family members")
    assert again.field("Full name, as in your passport").input_value() == "Ana Exemplo"
    story.fill_household(again)
    son = again.group("Family member {n}", n=3)
    again.field("Full name, as in the passport", son).fill(SON[0])
    again.field("Date of birth", son).fill(story.three_years_ago())
    again.field("Who is this person to you?", son).select_option(label=again.say(SON[1]))
    see(again)
    story.to_review(again, see)
    for name in ["Bento Exemplo", "Clara Exemplo", SON[0]]:
        again.reads(name)
    see(again)
    again.press("Send the request")
    again.sees("Your request is in")
    again.reads(SON[0])


def test_a_request_that_is_given_up_is_gone_and_was_never_anybody_elses(someone):
    ana, bruno = someone("ana"), someone("bruno")
    ana.open("/cases/new/renewal")
    ana.press("Save and go on later")
    card = ana.main.get_by_role("heading", level=2).get_by_role("link").first
    path = card.get_attribute("href")
    assert bruno.status(path) in (403, 404)
    ana.main.get_by_role("button", name=ana.say("Delete this request"), exact=True).first.click()
    assert ana.status(path) == 404


def fill_you(ana):
    you = ana.group("You")
    ana.field("Full name, as in your passport", you).fill("Ana Exemplo")
    ana.field("Date of birth", you).fill("1990-03-03")
    ana.field("Municipality where you live", you).select_option(label=story.LISBON)


def go_on(ana):
    """From the list of cases to the request that was saved last."""
    ana.open("/cases")
    ana.main.locator('a[href="/unfinished"]').click()
    ana.main.get_by_role("heading", level=2).get_by_role("link").first.click()
    assert re.match(r"/unfinished/\d+/", ana.path), ana.path
