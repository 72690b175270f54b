"""A visitor reads what family reunification needs, and finds the nearest real place that serves it."""
import pytest
import story


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_visitor_reads_what_is_needed_and_finds_a_place(someone, look, language):
    visitor = someone(language=language)
    visitor.open(f"/?lang={language}")
    look(visitor)
    visitor.follow("Bring your family")
    assert visitor.path == story.GUIDE
    for title in ["Who may ask", "What you need", "When it is decided"]:
        visitor.sees(title)
    visitor.reads("artigo 103.º da Lei n.º 23/2007")
    visitor.sees("Source not confirmed yet")
    look(visitor)
    visitor.follow("Find help near you")
    visitor.field("Your municipality").fill("almada")
    visitor.press("Show places")
    visitor.sees("Here you can file your request")
    look(visitor)
    places = [link for link in visitor.main.get_by_role("link").all()
              if (link.get_attribute("href") or "").startswith("/places/")]
    assert places[0].inner_text().startswith("Loja AIMA Lisboa")
    places[0].click()
    visitor.sees("Where this comes from")
    look(visitor)


def test_a_registry_desk_is_never_offered_for_an_agency_service(someone):
    visitor = someone()
    visitor.open("/help?need=family-reunification&near=Almada&others=1")
    visitor.sees_not("Conservatória")
