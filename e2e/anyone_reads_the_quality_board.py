"""Anyone reads how places serve, with what may be chance; an administrator draws a card; trainings are noted and read."""
import csv
import datetime
import io


def test_anyone_reads_the_board_and_what_may_be_chance(someone, see):
    visitor = someone(language="en")
    visitor.open("/")
    visitor.page.get_by_role("contentinfo").get_by_role("link", name="Quality of the places").click()
    visitor.sees("Where two ranges overlap, nobody can tell which place is better.")
    visitor.sees("Invented, for demonstration.")
    # Elvas has six opinions.
    visitor.sees("too few to say")
    see(visitor)
    visitor.page.get_by_role("columnheader", name="Satisfied").get_by_role("link").click()
    visitor.page.wait_for_load_state()
    assert "sort=satisfaction" in visitor.page.url
    visitor.sees("position 1 to 2 of 5, not told apart")
    see(visitor)
    visitor.follow("What services promise")
    visitor.sees("A choice of this installation")
    see(visitor)


def test_the_file_says_of_each_number_what_it_is(someone):
    visitor = someone(language="en")
    visitor.open("/quality")
    address = visitor.main.get_by_role("link", name="Download as CSV").get_attribute("href")
    answer = visitor.page.request.get(address)
    rows = list(csv.DictReader(io.StringIO(answer.text())))
    hidden = [row for row in rows if row["hidden"] == "yes"]
    assert {row["place"] for row in rows} >= {"aima-lisboa-1", "aima-porto", "cnaim-norte", "claim-fundao"}
    assert hidden and all(row["value"] == row["basis"] == "" for row in hidden)
    shown = [row for row in rows if row["measure"] == "satisfaction" and row["hidden"] == "no"]
    assert all(float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in shown)
    assert all(row["definition"] and row["from"] < row["to"] and row["invented"] == "yes" for row in shown)


def test_a_place_shows_its_own_row(someone):
    visitor = someone(language="en")
    visitor.open("/quality")
    visitor.follow("CNAIM Norte")
    visitor.sees("How this place did")
    visitor.sees("Satisfied")


def test_an_administrator_draws_another_code_and_the_old_card_leads_nowhere(someone, look):
    admin, visitor = someone("admin", "en"), someone(language="en")
    admin.open("/directory")
    admin.follow("Cards for desks")
    look(admin)
    row = admin.main.get_by_role("row").filter(has_text="Loja AIMA Beja")
    old = row.get_by_role("link", name="OP-").get_attribute("href")
    row.get_by_role("button").click()
    admin.page.wait_for_load_state()
    new = admin.main.get_by_role("row").filter(has_text="Loja AIMA Beja").get_by_role("link", name="OP-").get_attribute("href")
    assert new != old
    assert visitor.status(old) == 404
    visitor.open(new)


def test_admin_notes_a_training_and_its_person_reads_it(someone, look):
    admin, bruno = someone("admin", "en"), someone("bruno", "en")
    admin.open("/directory")
    admin.follow("Training of staff")
    admin.sees("To renew")
    admin.press("Note it")
    look(admin)
    admin.field("User name of whoever was trained").fill("bruno")
    admin.field("Training", admin.main.locator("form").last).first.select_option(label="Signs of trafficking in persons")
    admin.field("Body that gave it", admin.main.locator("form").last).fill("Zarco Formação")
    day = datetime.date.today() - datetime.timedelta(days=10)
    admin.field("Day of the training").fill(day.isoformat())
    admin.field("Holds until", admin.main.locator("form").last).fill((day + datetime.timedelta(days=60)).isoformat())
    admin.press("Note it")
    admin.sees("Zarco Formação")
    admin.sees("ends soon")
    bruno.open("/account")
    bruno.follow("My training")
    bruno.reads("Zarco Formação")
    look(bruno)
    assert bruno.status("/directory/training") == 403
