"""The bodies that are asked about a case answer what was put to them, with a reason, and can open nothing else."""
import story
from bruno_takes_each_permit_to_the_card import ana_files_alone, bruno_does


def test_jorge_answers_and_can_open_nothing_else(someone, look):
    ana, bruno, jorge = someone("ana"), someone("bruno"), someone("jorge")
    reference = story.file(ana)
    bruno.open(f"/desk/cases/{reference}").press("Put the question")
    jorge.open("/consultations")
    jorge.reads(reference)
    jorge.sees_not("Ana Exemplo")
    look(jorge)
    # What goes with the question stands on its own page, and the person reads who opened it.
    jorge.main.get_by_role("link", name=reference).click()
    jorge.reads("Ana Exemplo")
    jorge.sees("not stated in the file")
    look(jorge)
    jorge.main.get_by_label("Objeção", exact=True).check()
    jorge.press("Send the answer")
    jorge.sees("Write the reason for this answer.")
    jorge.field("Reason, or what your act says").fill("Processo de exemplo 7.")
    jorge.press("Send the answer")
    assert jorge.path == "/consultations"
    jorge.sees_not(reference)
    bruno.open(f"/desk/cases/{reference}")
    bruno.reads("Processo de exemplo 7.")
    look(bruno)
    ana.open(f"/cases/{reference}")
    ana.reads("Jorge Vaz")
    ana.sees("the body that was asked about the case")
    for path in ["/desk", f"/desk/cases/{reference}", f"/cases/{reference}", "/cases", "/complaints", "/accounts",
                 "/messages", "/desk/day"]:
        assert jorge.status(path) in (403, 404), path


def test_celia_decides_on_the_visa_of_a_request_of_the_mobility_agreement(someone, look):
    ana, bruno, celia, jorge = someone("ana"), someone("bruno"), someone("celia"), someone("jorge")
    reference = ana_files_alone(ana, look, "cplp", "Pedido de autorização de residência ao abrigo do Acordo de Mobilidade da CPLP")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, [("Enviar ao consulado", "Consulado", "Praia")])
    jorge.open("/consultations").sees_not(reference)
    celia.open("/consultations")
    celia.main.get_by_role("link", name=reference).click()
    celia.sees("What it means if no answer comes by then we do not know: no source that was read says it for this kind of case.")
    look(celia)
    celia.main.get_by_label("Visto emitido", exact=True).check()
    celia.field("Reason, or what your act says").fill("V 77")
    celia.press("Send the answer")
    celia.sees_not(reference)
    ana.open(f"/cases/{reference}")
    ana.reads("Visto de residência emitido")
