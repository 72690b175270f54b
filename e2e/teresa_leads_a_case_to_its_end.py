"""A signal about a child goes through every stage to the last follow-up; and two of the room open a case in an emergency."""
import children
import sealed

WORDS = "Zulmira dorme no armazém"
DAY = "2026-11-20"
STAGES = [
    ("Abrir a sinalização", {}, "Sinalização"),
    ("Comunicar a quem tem de saber", {"informedBody": "prosecutor"}, "Comunicação"),
    ("Registar uma medida de proteção", {"measure": "shelter"}, "Proteção"),
    ("Indicar o intérprete", {"spokenLanguage": "pt", "interpreterName": "Intérprete do ensaio"}, "Proteção"),
    ("Indicar o tutor", {"guardianName": "Tutora do ensaio", "guardianFrom": DAY}, "Proteção"),
    ("Informar da possibilidade de título", {}, "Proteção"),
    ("Começar o período de reflexão", {"reflectionFrom": DAY}, "Proteção"),
    ("Registar a identificação", {"identifiedBy": "rapporteur"}, "Identificação"),
    ("Classificar o registo", {"recordClass": "confirmed"}, "Identificação"),
    ("Avaliar o superior interesse da criança", {"childView": "Quer ir à escola", "safety": "Em segurança", "solution": "permit"}, "Recuperação"),
    ("Registar um acompanhamento", {"followed": "Vai à escola"}, "Acompanhamento"),
    ("Encerrar", {}, "Encerrado"),
]


def test_teresa_leads_a_case_from_the_signal_to_the_last_follow_up(someone, protector, look):
    teresa = children.taken(someone, protector, WORDS)
    for title, answers, stage in STAGES:
        sealed.do(teresa, title, **answers)
        teresa.reads(stage)
    teresa.reads("Confirmada")
    look(teresa)
    teresa.open("/protection-figures")
    teresa.sees("Too few to tell")
    teresa.sees_not("Zulmira")
    look(teresa)


def test_teresa_notes_who_was_trained(protector, look):
    teresa = protector("teresa")
    teresa.open("/training")
    look(teresa)
    teresa.main.locator("[name=name]").fill("Zacarias Ensaio")
    teresa.main.locator("[name=profession]").select_option("health")
    teresa.main.locator("[name=material]").select_option("un-signs")
    teresa.main.locator("[name=day]").fill(DAY)
    teresa.press("Note it")
    teresa.reads("Zacarias Ensaio")
    assert protector("simao").status("/training") == 403


def test_two_of_the_room_open_a_case_in_an_emergency(someone, protector, look):
    teresa = children.taken(someone, protector, WORDS)
    case = teresa.path
    reference = teresa.main.get_by_role("heading", level=1).inner_text()
    tomas = protector("tomas")
    assert tomas.status(case) == 404
    tomas.open("/protection/glass")
    tomas.field("Reference").fill(reference)
    tomas.field("Why it cannot wait").fill("A criança está no hospital, do ensaio")
    tomas.press("Ask")
    assert tomas.status(case) == 404, "one alone opens nothing"
    tomas.open("/protection/glass")
    assert not tomas.main.get_by_role("button", name=tomas.say("Confirm for a day")).count()
    teresa.open("/protection/glass")
    teresa.reads("A criança está no hospital, do ensaio")
    look(teresa)
    teresa.press("Confirm for a day")
    tomas.open(case).reads(WORDS)
