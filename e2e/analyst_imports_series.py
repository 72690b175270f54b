"""Analyst Graça brings in a table, says what its columns are, sees what would change, stores it, corrects it, takes it back."""
import time

WAIT_SECONDS_MAX = 20
TABLE = "Ano;País;Pessoas;Variação\n2020;Brasil;1 000;\n2021;Brasil;1 100;84,59%\n2021;Angola;-;\n"
CORRECTED = TABLE.replace("1 100", "1 101") + "2022;Brasil;muitos;\n"


def bring(graca, name, text):
    graca.open("/desk/series/new")
    graca.field("The file").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode("cp1252")})
    graca.press("Read the file")
    return settled(graca)


def settled(graca):
    """The page as it is once nothing of it is worked on any more; without script it is asked for again."""
    address = graca.path
    assert address.startswith("/desk/series/")
    until = time.monotonic() + WAIT_SECONDS_MAX
    while graca.main.locator("progress").count():
        assert time.monotonic() < until, graca.main.inner_text()
        time.sleep(0.3)
        graca.open(address)
    return address


def explain(graca):
    for label, value in [
        ("Short name in addresses", "e2e-people"), ("Title in Portuguese", "Pessoas"), ("Title in English", "People"),
        ("Definition in Portuguese", "Pessoas de um teste"), ("Definition in English", "People of a test"),
        ("Unit", "persons"), ("Source", "a test"), ("Licence", "none"), ("Vintage", "first"),
    ]:
        graca.field(label).first.fill(value)
    graca.field("A dash means").select_option("zero")
    graca.press("Read again")
    settled(graca)


def test_analyst_imports_a_series(someone, look):
    graca, visitor = someone("graca"), someone(script=False)
    graca.open("/desk/series")
    look(graca)
    graca.follow("Bring in a file")
    look(graca)
    graca.press("Read the file")
    graca.sees("Choose a file.")
    look(graca)
    first = bring(graca, "pessoas.csv", TABLE)
    # The encoding was found, and the columns guessed: nothing is stored.
    graca.reads("Windows-1252")
    assert visitor.status("/observatory/e2e-people") == 404
    graca.open(first)
    look(graca)
    explain(graca)
    graca.sees("Waits for your yes")
    graca.sees("Growth that does not fit its levels")
    graca.reads("84,59")
    look(graca)
    graca.press("Store as a new vintage")
    settled(graca)
    graca.open(first)
    graca.sees("Take this import back")
    stored = graca.path
    look(graca)
    visitor.open("/observatory/e2e-people")
    # The next file of the source is read as this one was; its wrong row is named with its line.
    second = bring(graca, "pessoas.csv", CORRECTED)
    graca.sees("The description was remembered from the last file of this source. Look whether it still fits.")
    graca.reads("muitos")
    look(graca)
    with graca.page.expect_download() as kept:
        graca.main.get_by_role("link", name=graca.say("Download this list (CSV)")).click()
    assert "5,Pessoas" in open(kept.value.path(), encoding="utf-8").read()
    graca.open(second)
    graca.press("Let this file go")
    assert graca.path == "/desk/series"
    bring(graca, "pessoas.csv", CORRECTED.replace("muitos", "7"))
    graca.sees("What would change")
    graca.reads("1100")
    graca.reads("1101")
    graca.press("Store as a new vintage")
    settled(graca)
    graca.open("/desk/series")
    look(graca)
    # The correction was none: it is taken back, with the reason that everybody can read.
    graca.main.get_by_role("link", name="pessoas.csv").first.click()
    graca.page.wait_for_load_state()
    assert graca.path != stored
    graca.press("Take this import back")
    graca.sees("Fill in this field.")
    graca.field("Why is it taken back?").fill("A fonte enganou-se.")
    graca.press("Take this import back")
    graca.reads("A fonte enganou-se.")
    look(graca)
    visitor.open("/observatory/e2e-people/vintages")
    visitor.reads("A fonte enganou-se.")
    bruno = someone("bruno")
    assert bruno.status("/desk/series") == 403
