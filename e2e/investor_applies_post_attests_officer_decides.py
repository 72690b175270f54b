"""Somebody of the diaspora asks for the status, the post attests, an officer decides, and a paper proves it and no more."""
import story
from ana_has_a_qualification_recognised import ask
from bruno_takes_each_permit_to_the_card import bruno_does

INTENDS = {"tie": "descendant", "livesIn": "FR", "monthsAbroad": "20", "otherProof": "no", "hasProject": "yes",
           "projectWords": "Uma padaria de ensaio", "projectMunicipality": "Bragança", "isInland": "yes",
           "vehicle": "company", "companyName": "Padaria Ensaio, Lda", "companyShare": "60"}


def test_the_status_goes_from_the_request_to_a_paper_that_anybody_checks(someone, look):
    ana, bruno, celia, visitor = someone("ana"), someone("bruno"), someone("celia"), someone()
    visitor.open("/guides/diaspora-investor")
    look(visitor)
    reference = ask(ana, "diaspora-investor", INTENDS, look)
    ana.open(f"/cases/{reference}")
    ana.sees("Whether the conditions of the status are met")
    look(ana)
    bruno.open(f"/desk/cases/{reference}")
    note = bruno.page.get_by_role("button", name="Registar que as condições se verificam", exact=True)
    assert not note.count()
    bruno_does(bruno, [("Perguntar ao posto consular", "Que embaixada ou consulado", "Paris")])
    look(bruno)

    celia.open("/consultations")
    celia.main.get_by_role("link", name=reference).click()
    celia.reads("Atesta que esta pessoa vive")
    celia.sees_not("Padaria")
    look(celia)
    celia.main.get_by_label("Atesta", exact=True).check()
    celia.field("Reason, or what your act says").fill("Atestado 7/2026")
    celia.press("Send the answer")

    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, [("Registar que as condições se verificam", "O que se verificou, em poucas palavras", "Tudo visto")])
    story.decide(bruno, reference, "Reúne as condições.")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, [("Emitir o certificado", None, None)])
    bruno.reads("Com estatuto")

    ana.open(f"/cases/{reference}")
    ana.main.get_by_role("link", name=ana.say("Certificate of the Diaspora Investor Status")).first.click()
    ana.reads("tem, em")
    ana.sees_not("Padaria")
    look(ana)
    code = ana.main.locator(".code").first.inner_text()
    visitor.open(f"/verify/{code}")
    visitor.sees("Certificate of the Diaspora Investor Status")
    visitor.sees("Valid")
    for hidden in ["Ana Exemplo", "Padaria", reference]:
        visitor.sees_not(hidden)
    look(visitor)
