"""Staff of the help room, on its own host, refer a report to the labour authority, whose inspector reads that and answers."""
import aid
import house
import people
import pytest

WORDS = "Ficaram com o meu passaporte desde a apanha."
ANSWER = "Vamos visitar a exploração."


@pytest.fixture
def staff(browser, url):
    """staff("dora"): somebody signed in on the host of the help room, beside the house that serves everybody."""
    opened = []
    with house.beside(url, "help") as host:
        def come(account):
            context = browser.new_context(base_url=host, locale="pt-PT")
            opened.append(context)
            return people.Person(context.new_page()).sign_in(account)
        yield come
        for context in opened:
            context.close()


def test_dora_refers_a_report_and_tania_answers(someone, staff, look):
    worker = someone()
    reference, code = aid.tell(worker, "Herdade do Poço Velho", WORDS)
    dora, tania = staff("dora"), staff("tania")
    tania.open("/handed")
    tania.sees("Nothing was handed over")
    dora.open("/help-room")
    look(dora)
    dora.open("/talks")
    path = dora.main.locator('a[href^="/talks/"]').first.get_attribute("href")
    dora.open(path)
    dora.reads(WORDS)
    look(dora)
    dora.main.locator("summary", has_text="Encaminhar para a ACT").click()
    dora.main.get_by_role("button", name="Encaminhar para a ACT").click()
    tania.open("/handed")
    look(tania)
    tania.open(tania.main.locator('a[href^="/handed/"]').first.get_attribute("href"))
    look(tania)
    tania.reads(WORDS)
    assert tania.status(path) == 403, "the case itself stays closed to the body"
    tania.page.go_back()
    tania.main.get_by_label("Resposta à pessoa").fill(ANSWER)
    tania.press("Answer")
    aid.follow(worker, reference, code)
    worker.sees("What they answered")
    worker.reads(ANSWER)
    dora.open("/clusters")
    look(dora)
    dora.open("/refusal-counts")
    look(dora)
