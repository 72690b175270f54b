"""A visitor on a phone finds help in three taps, narrows what was found, and says what is wrong with a place."""
import eyes
import people
import pytest


def by_path(visitor, start):
    return [link for link in visitor.main.get_by_role("link").all()
            if (link.get_attribute("href") or "").startswith(start)]


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_visitor_finds_help_in_three_taps(someone, look, language):
    visitor = someone(language=language)
    visitor.page.set_viewport_size(eyes.PHONE)
    visitor.open(f"/?lang={language}")
    visitor.follow("Find help near you")
    visitor.field("What do you need help with?").select_option(label=visitor.say("Residence permit"))
    visitor.press("Show places")
    visitor.sees("Here you can file your request")
    visitor.sees("First the places that can decide, then the nearest ones.")
    assert by_path(visitor, "/places/")
    look(visitor)


def test_a_device_that_is_asked_tells_where_it_is(visit, look):
    """Near Porto, to about a kilometre; without script, or without a yes, the municipality is typed."""
    page = visit(viewport=eyes.PHONE, locale="en", geolocation={"latitude": 41.1496, "longitude": -8.6109},
                 permissions=["geolocation"])
    visitor = people.Person(page, "en")
    visitor.open("/help?need=residence&lang=en")
    with page.expect_navigation():
        visitor.main.get_by_role("button", name=visitor.say("Use my position")).click()
    assert "at=41.15%2C-8.61" in page.url
    visitor.sees("near you")
    visitor.sees("Distances are in a straight line from where you are, to about a kilometre; the way by road is longer.")
    assert "Porto" in visitor.main.locator("h3").nth(1).inner_text()
    look(visitor)
    bare = people.Person(visit(locale="en", java_script_enabled=False), "en")
    bare.open("/help?lang=en")
    assert not bare.main.get_by_text(bare.say("Use my position")).is_visible()


def test_who_does_not_say_is_counted_not_hidden(someone, look):
    visitor = someone(language="en")
    visitor.open("/help?need=residence&lang=en")
    visitor.main.get_by_text("More that must be so").click()
    visitor.choose("Without an appointment")
    visitor.press("Show places")
    visitor.sees("We know no place for this")
    visitor.sees("Show them too")
    look(visitor)
    visitor.follow("Show them too")
    visitor.sees("Here you can file your request")


def test_a_visitor_says_what_is_wrong_and_an_administrator_takes_it(someone, look):
    visitor = someone(language="en")
    visitor.open("/help?q=CLAIM+Nelas&lang=en")
    by_path(visitor, "/places/")[0].click()
    place = visitor.path
    visitor.sees("This may be out of date. Call before you go.")
    look(visitor)
    visitor.follow("Something here is wrong")
    visitor.press("Send")
    look(visitor)
    visitor.field("What is wrong").first.select_option(label="Telephone")
    visitor.field("What is right").fill("232 000 000")
    visitor.press("Send")
    visitor.sees("Somebody reads it before the page changes.")
    visitor.open(place)
    visitor.sees_not("232 000 000")
    keeper = someone("admin", "en")
    keeper.open("/directory")
    keeper.sees("Perhaps one place")
    look(keeper)
    keeper.press("Take the suggestion")
    visitor.open(place)
    visitor.reads("232 000 000")


@pytest.mark.parametrize("script", [True, False])
def test_a_visitor_says_when_they_can_come(someone, look, script):
    """Who is open then comes up by the address alone; the page says which time was asked for."""
    visitor = someone(language="en", script=script)
    visitor.page.set_viewport_size(eyes.PHONE)
    visitor.open("/help?lang=en")
    visitor.page.get_by_text(visitor.say("More that must be so")).click()
    visitor.field("The day on which you can come").select_option("tu")
    visitor.field("The time of day").select_option("morning")
    visitor.press("Show places")
    assert "day=tu" in visitor.page.url and "part=morning" in visitor.page.url
    assert visitor.field("The day on which you can come").input_value() == "tu"
    assert visitor.field("The time of day").input_value() == "morning"
    if script:
        look(visitor)
