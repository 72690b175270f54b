"""Staff of the help room, on its own host, refer a report to the labour authority, whose inspector reads that and answers."""
import aid

WORDS = "Ficaram com o meu passaporte desde a apanha."
ANSWER = "Vamos visitar a exploração."


def test_dora_refers_a_report_and_tania_answers(someone, helper, look):
    worker = someone()
    reference, code = aid.tell(worker, "Herdade do Poço Velho", WORDS)
    dora, tania = helper("dora"), helper("tania")
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
