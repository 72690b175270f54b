"""Somebody reads in Arabic, from right to left: help, which protection there is, a request sent and followed.

And in each other language that people bring, the first pages are in that language and say that nobody reviewed it yet.
"""
import eyes
import people
import pytest
import story
import words

LANGUAGES = ["ar", "bn", "es", "fr", "hi", "ne", "uk"]
UNREVIEWED = "Nobody has reviewed this translation yet. Only the Portuguese text has legal effect."
FIRST_PAGES = {
    "/": "You have arrived. What do you need?",
    "/help": "Find help near you",
    "/check/protection": "I am afraid to go back: which protection can I ask for?",
}


def is_in(person, language):
    html = person.page.locator("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == ("rtl" if language in words.RIGHT_TO_LEFT else "ltr")


def is_whole(person):
    """Asserts that nothing in the main part had to stay in English."""
    left = person.main.locator("span[lang=en][dir=ltr]").all_inner_texts()
    assert not left, f"{person.page.url}: {left}"


def test_somebody_finds_help_in_arabic(someone, look, see):
    visitor = someone(language="ar")
    visitor.open("/?lang=ar")
    is_in(visitor, "ar")
    see(visitor)
    visitor.follow("Find help near you")
    visitor.field("What do you need help with?").select_option(label=visitor.say("Family reunification"))
    visitor.field("Your municipality").fill("Almada")
    visitor.press("Show places")
    visitor.sees("Here you can file your request")
    see(visitor)
    place = visitor.main.locator("a[href^='/places/']").first
    name = place.inner_text()
    assert place.locator("bdi[lang=pt]").count() == 1
    place.click()
    is_in(visitor, "ar")
    visitor.reads(name)
    visitor.sees("Ask by telephone")
    see(visitor)


def test_somebody_learns_in_arabic_which_protection_there_is(someone, look):
    visitor = someone(language="ar")
    visitor.open("/?lang=ar")
    visitor.follow("Check what applies to you")
    look(visitor)
    visitor.follow("I am afraid to go back: which protection can I ask for?")
    is_whole(visitor)
    look(visitor)
    visitor.main.get_by_label(visitor.say("Yes"), exact=True).check()
    visitor.press("Continue")
    is_whole(visitor)
    visitor.field("How old are you?").fill("34")
    visitor.press("Continue")
    visitor.sees("You can ask for international protection. Saying so is enough.")
    visitor.sees("UNHCR and CPR are told of the request")
    is_whole(visitor)
    is_in(visitor, "ar")
    look(visitor)


def test_somebody_files_and_follows_a_request_in_arabic(someone, look):
    ana = someone("ana", "ar")
    is_in(ana, "ar")
    reference = story.file(ana)
    ana.sees("Your request is in")
    ana.reads(reference)
    ana.sees("The way of your case")
    is_in(ana, "ar")
    look(ana)
    ana.open("/cases")
    ana.sees("My cases")
    assert ana.main.locator("a[href^='/cases/']").count()
    look(ana)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_opens_the_first_pages(visit, look, language):
    visitor = people.Person(visit(viewport=eyes.PHONE, locale=language), language)
    for path, title in FIRST_PAGES.items():
        visitor.open(path)
        is_in(visitor, language)
        heading = visitor.main.get_by_role("heading", level=1).inner_text()
        assert heading == visitor.say(title) and heading not in (title, words.say("pt", title))
        note = visitor.page.get_by_role("complementary", name=visitor.say("Translation"))
        assert visitor.say(UNREVIEWED) in note.inner_text()
        look(visitor)


def test_each_language_stands_in_the_chooser_under_its_own_name(visit):
    visitor = people.Person(visit(locale="ar"), "ar")
    visitor.open("/help?need=housing")
    chooser = visitor.page.get_by_role("navigation", name=visitor.say("Language"))
    chooser.locator("summary").click()
    names = chooser.get_by_role("link").all_inner_texts()
    assert {"العربية", "বাংলা", "Español", "Français", "हिन्दी", "नेपाली", "Português", "Українська"} <= set(names)
    chooser.get_by_role("link", name="Українська").click()
    visitor.page.wait_for_load_state()
    is_in(visitor, "uk")
    assert "need=housing" in visitor.page.url
