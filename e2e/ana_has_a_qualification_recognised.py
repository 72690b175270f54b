"""Ana asks for each way of recognition, and each goes from the request to its outcome; the next equal degree needs no jury."""
import time

import pytest
import story
from bruno_takes_each_permit_to_the_card import bruno_does

REASONS = "Os elementos bastam para decidir."
FLED = {"emergencyKind": "other", "country": "UA", "institution": "Universidade do Ensaio", "programme": "História",
        "degreeName": "Licenciatura", "durationMonths": "48", "proof": "none",
        "studies": "Estudei História de 2012 a 2016."}


def degree():
    """A degree that no other journey has, as a diploma would have it."""
    return {"country": "BR", "institution": f"Universidade {time.time_ns()}", "programme": "Engenharia Civil",
            "degreeName": "Bacharel", "durationMonths": "60", "degreeListed": "notListed", "needsField": "no",
            "proof": "all"}


def ask(ana, procedure, answers, look=None):
    """Answers each question that is asked on the way to the review, and sends; answers the reference."""
    story.begin_alone(ana, procedure)
    while not ana.path.endswith("/review"):
        for name, value in answers.items():
            fill(ana, name, value)
        if look:
            look(ana)
        ana.press("Continue")
    ana.press("Send the request")
    return ana.path.rsplit("/", 1)[1]


def fill(ana, name, value):
    chosen = ana.main.locator(f'input[type="radio"][name="{name}"][value="{value}"]')
    if chosen.count():
        return chosen.check()
    listed = ana.main.locator(f'select[name="{name}"]')
    if listed.count():
        return listed.select_option(value)
    typed = ana.main.locator(f'input[name="{name}"]:not([type="radio"]), textarea[name="{name}"]')
    if typed.count():
        typed.first.fill(value)


def at_desk(bruno, reference, steps):
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, steps)


def ends(ana, reference, *texts):
    """Ana's letter of the decision says so."""
    ana.open(f"/cases/{reference}")
    ana.open(story.first_link(ana, "/letters/"))
    for text in texts:
        ana.reads(text)


def test_a_jury_compares_a_degree_and_the_next_equal_one_needs_none(someone, look):
    ana, bruno, visitor = someone("ana"), someone("bruno"), someone()
    mine = degree()
    first = ask(ana, "recognition-level", mine, look)
    bruno.open(f"/desk/cases/{first}")
    bruno.sees("The register has none that is equal in the four conditions.")
    assert not bruno.page.get_by_role("button", name="Decidir pelo precedente", exact=True).count()
    bruno.reads("Falta o parecer do júri, ou um precedente aplicado.")
    look(bruno)
    bruno_does(bruno, [("Registar o júri", "Quem o compõe", "Duas professoras"),
                       ("Registar o parecer do júri", "O que diz, em poucas palavras", "Corresponde")])
    story.decide(bruno, first, REASONS)
    ends(ana, first, "Reconhecido")
    look(ana)

    second = ask(ana, "recognition-level", mine)
    ana.sees("Earlier decisions on an equal degree")
    ana.reads("não é preciso júri")
    look(ana)
    at_desk(bruno, second, [("Decidir pelo precedente", None, None)])
    story.decide(bruno, second, REASONS)
    ends(ana, second, "Reconhecido")

    visitor.open("/recognition")
    look(visitor)
    for name in ["country", "institution", "programme", "degreeName", "durationMonths"]:
        fill(visitor, name, mine[name])
    visitor.press("Look it up")
    visitor.sees("The register has decisions that are equal in the four conditions:")
    visitor.sees_not("Ana Exemplo")
    look(visitor)
    fill(visitor, "durationMonths", "36")
    visitor.press("Look it up")
    visitor.sees("The register has no decision that is equal in the four conditions. A jury compares the degree.")


def test_a_degree_is_recognised_in_part_and_each_missing_step_is_noted(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ask(ana, "recognition-specific", {**degree(), "fieldOfStudy": "Engenharia Civil"})
    at_desk(bruno, reference, [("Registar a análise do conteúdo", "O que se concluiu, em poucas palavras", "Falta parte")])
    bruno.main.locator('input[name="draft-outcome"][value="partly-granted"]').check()
    bruno.main.locator('input[name="draft-ground"][value="bridge-exam"]').check()
    bruno.field("Reasons of the draft").fill("Falta um exame.")
    bruno.press("Send the draft")
    ana.open(f"/cases/{reference}")
    ana.field("Your answer").fill("Faço o exame.")
    ana.press("Send my answer")
    bruno.open(f"/desk/cases/{reference}")
    bruno.main.locator('input[name="outcome"][value="partly-granted"]').check()
    bruno.main.locator('input[name="ground"][value="bridge-exam"]').check()
    why = bruno.main.get_by_role("radiogroup", name=bruno.say("Why grant although papers are missing?"))
    if why.count():
        why.get_by_role("radio").first.check()
    bruno.field("Reasons, in words the person understands").fill(REASONS)
    bruno.press("Decide")
    bruno.reads("Reconhecido em parte: passos em falta")
    look(bruno)
    ends(ana, reference, "Reconhecimento em parte", "Falta: um exame", "nada caduca por esperar")
    look(ana)
    at_desk(bruno, reference, [("Registar: exame feito", "Como se mostrou", "16 valores"),
                               ("Completar o reconhecimento", None, None)])
    ana.open(f"/cases/{reference}")
    ana.reads("Passos feitos: reconhecimento completo")


def test_whoever_fled_climbs_the_ladder_to_a_recognition(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ask(ana, "recognition-humanitarian", FLED, look)
    ana.reads("Uma declaração sua, sob compromisso de honra")
    at_desk(bruno, reference, [("Registar que não bastou: a declaração e o texto", "O que faltou", "Faltam datas")])
    look(bruno)
    ana.open(f"/cases/{reference}")
    ana.reads("Uma entrevista ou um exame")
    at_desk(bruno, reference, [("Aceitar a prova", "Em que assenta a prova", "Entrevista de hoje")])
    story.decide(bruno, reference, REASONS)
    ends(ana, reference, "Reconhecido")


def test_a_statement_gives_a_conditional_letter_until_the_originals_are_shown(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ask(ana, "recognition-humanitarian", FLED)
    at_desk(bruno, reference, [("Aceitar a prova, sob condição", "Em que assenta a prova", "Declaração")])
    story.decide(bruno, reference, REASONS)
    ends(ana, reference, "Reconhecimento sob condição", "Mostre os documentos originais quando os puder ter.")
    look(ana)
    at_desk(bruno, reference, [("Registar que os originais foram mostrados", "Que documentos", "Diploma")])
    ana.open(f"/cases/{reference}")
    ana.reads("Originais mostrados: sem condição")


@pytest.mark.parametrize(("procedure", "answers", "steps", "letter"), [
    ("recognition-automatic", {"proof": "all"},
     [("Registar o que diz a lista", "Onde está na lista, ou que não está", "Linha 12")], "deferido"),
    ("recognition-professional", {"profession": "Enfermagem", "country": "BR"},
     [("Passar à entidade competente", "Que entidade, e como", "Por carta"),
      ("Registar a resposta da entidade", "O que decidiu, em poucas palavras", "Reconhece")],
     "Reconhecido pela entidade"),
    ("recognition-experience", {"trade": "Carpintaria", "experienceYears": "9"},
     [("Passar a um centro", "Que centro, e como", "Por carta"),
      ("Registar a sessão", "O que se validou", "Tudo")], "Certificado"),
])
def test_each_other_way_goes_from_the_request_to_its_outcome(someone, look, procedure, answers, steps, letter):
    ana, bruno = someone("ana"), someone("bruno")
    ana.open(f"/guides/{procedure}")
    look(ana)
    reference = ask(ana, procedure, answers)
    at_desk(bruno, reference, steps)
    story.decide(bruno, reference, REASONS)
    ends(ana, reference, letter)
