"""An administrator searches the directory, narrows it by kind and district, turns its pages, and confirms a field."""


def rows(keeper):
    return keeper.main.get_by_role("region", name=keeper.say("Places of the directory")).get_by_role("row")


def test_the_directory_is_searched_narrowed_and_paged(someone, look):
    keeper = someone("admin", "en")
    keeper.open("/directory?lang=en")
    assert rows(keeper).count() == 26
    keeper.follow("Next")
    assert keeper.page.url.endswith("page=2")
    keeper.field("Name of a place").fill("fundao")
    keeper.press("Show")
    assert all("Fundão" in row for row in rows(keeper).all_inner_texts()[1:])
    keeper.open("/directory?lang=en")
    keeper.field("Kind").select_option("claim")
    keeper.field("District").select_option(label="Castelo Branco")
    keeper.press("Show")
    found = rows(keeper).all_inner_texts()[1:]
    assert len(found) >= 3 and all("Castelo Branco" in row for row in found)
    look(keeper)


def test_a_field_is_confirmed_in_its_row(someone, look):
    keeper = someone("admin", "en")
    keeper.open("/directory?q=CLAIM+Elvas&lang=en")
    assert rows(keeper).count() == 2
    rows(keeper).nth(1).locator("summary").click()
    look(keeper)
    keeper.press("{field} still holds", field="What this place does")
    keeper.open("/directory?q=CLAIM+Elvas&lang=en")
    assert "field" not in rows(keeper).nth(1).inner_text()


def test_places_that_nobody_can_be_asked_about_are_listed(someone, look):
    keeper = someone("admin", "en")
    keeper.open("/directory?unasked=1&q=CLAIM&lang=en")
    found = rows(keeper).all_inner_texts()[1:]
    assert found and all("Nobody to ask" in row for row in found)
    look(keeper)
