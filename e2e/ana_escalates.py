"""Ana reads what she can do when her case does not move, takes the dossier along, and anybody can check it by its code."""
import story


def test_ana_takes_her_dossier_along_and_anyone_checks_it(someone, see, look):
    ana, visitor = someone("ana"), someone()
    reference = story.file(ana)
    story.hand_in(ana, reference)
    ana.open(f"/cases/{reference}")
    ana.follow("What you can do next")
    for way in ["Queixa à Provedoria de Justiça", "Apoio judiciário"]:
        ana.reads(way)
    # Nothing is late and nothing refused: no court stands there.
    for way in ["Intimação urgente", "Recurso hierárquico"]:
        ana.sees_not(way)
    see(ana)
    ana.press("Make the dossier of my file")
    for text in [reference, "Ana Exemplo", "SHA-256"]:
        assert text in ana.page.content(), f"the dossier does not say {text}"
    look(ana)
    assert ana.page.request.get(ana.path + "/pdf").body().startswith(b"%PDF")
    visitor.open(f"/verify/{story.code_on(ana)}")
    visitor.sees("Valid")
    visitor.sees("Dossier of the file")
    visitor.sees_not("Exemplo")
    look(visitor)


def test_after_a_refusal_the_ways_are_others(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    story.refuse(ana, bruno, reference, "Falta a prova do alojamento.")
    ana.open(f"/cases/{reference}/escalate")
    for way in ["Recurso hierárquico", "Ação administrativa"]:
        ana.reads(way)
    see(ana)
