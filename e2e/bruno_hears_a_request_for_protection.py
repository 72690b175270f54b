"""Somebody asks for protection at the desk: officer Bruno writes it down with one press, and takes it to its outcome."""
import datetime

import hearing
import story
from bruno_takes_each_permit_to_the_card import bruno_does

RECORD = hearing.RECORD
INTAKE = [
    ("Entregar os direitos por escrito", "Em que língua os lê, e a prova da entrega", "Inglês; assinou o recibo"),
    ("Registar que o ACNUR foi informado", "Como o ACNUR foi informado, e a prova", "Correio eletrónico das 10:00"),
    ("Registar que o CPR foi informado", "Como o CPR foi informado, e a prova", "Telefone, falou com Marta"),
    ("Registar um lugar de acolhimento oferecido", "Que lugar, e desde quando", "Centro de Exemplo, hoje"),
    ("Registar que o lugar foi aceite", None, None),
]
GUARDIAN = ("Registar o representante da criança", "Quem é, quem o nomeou e como se lhe fala", "Dra. Exemplo, tribunal de Lisboa")
STATEMENTS = ("Registar as declarações", "Língua, intérprete e onde está o auto", "Inglês, sem intérprete, auto 12")


def ten_years_ago():
    return (datetime.date.today() - datetime.timedelta(days=10 * 366)).isoformat()


def test_bruno_records_with_one_press_and_takes_a_child_to_protection(someone, look):
    bruno = someone("bruno")
    bruno.open("/desk")
    look(bruno)
    bruno.press(RECORD)
    bruno.reads("presume-se um pedido de proteção internacional")
    bruno.sees("It is written down and counts from now on. Note who asks when you can.")
    look(bruno)
    heard = bruno.path
    bruno.open("/desk/heard")
    look(bruno)
    assert bruno.main.locator(f'a[href="{heard}"]').count() == 1
    # Of a child somebody says whether it is alone, and nobody who reads nothing of it comes to the page.
    bruno.open(heard)
    bruno.field("Name, as the person says it").fill("Samir Exemplo")
    bruno.field("Date of birth").fill(ten_years_ago())
    bruno.field("Municipality where the person is").select_option(label=story.LISBON)
    bruno.press("Note who asks")
    bruno.sees("Say whether the child is alone here.")
    look(bruno)
    for other, status in [("berta", 404), ("ana", 403), ("jorge", 403)]:
        assert someone(other).status(heard) == status, other
    bruno.open(heard)
    reference = hearing.register(bruno, "Samir Exemplo", ten_years_ago(), "Yes")
    look(bruno)
    bruno.open("/desk/heard")
    assert bruno.main.locator(f'a[href="{heard}"]').count() == 0

    bruno.open(f"/desk/cases/{reference}")
    for owed in ["Criança sem representante", "Direitos por explicar", "ACNUR por informar", "CPR por informar", "Lugar de acolhimento por oferecer"]:
        bruno.reads(owed)
    look(bruno)
    bruno_does(bruno, [*INTAKE, GUARDIAN])
    for done in ["Criança sem representante", "Direitos por explicar", "ACNUR por informar", "CPR por informar", "Lugar de acolhimento por oferecer"]:
        assert done not in bruno.main.inner_text(), done
    # Nothing can be decided before the statements, and nothing but that it is not admitted before it is.
    outcome = bruno.main.get_by_role("radiogroup", name=bruno.say("Outcome"))
    assert outcome.get_by_role("radio").count() == 0
    bruno.sees("Not open yet:")
    bruno_does(bruno, [STATEMENTS, ("Admitir o pedido", None, None), ("Emitir ou renovar o título provisório", None, None)])
    look(bruno)
    title_shows_no_more_than_needed(someone, bruno, look)

    story.decide(bruno, reference, "O receio é fundado: os relatos concordam.")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, [("Registar que foi arquivado ou que não havia", "Que processo, e a prova", "Não havia")])
    bruno.reads("Com proteção")
    look(bruno)


def title_shows_no_more_than_needed(someone, bruno, look):
    """Whoever is shown the title learns its kind and its last day."""
    bruno.open(story.first_link(bruno, "/letters/"))
    bruno.reads("Título provisório de permanência")
    look(bruno)
    code = story.code_on(bruno)
    anyone = someone()
    anyone.open(f"/verify/{code}")
    anyone.sees("Valid")
    anyone.sees("Valid until")
    for hidden in ["Samir", "asilo", "proteção internacional"]:
        anyone.sees_not(hidden)
    look(anyone)


def test_ana_asks_herself_and_is_not_admitted_after_her_statements(someone, look):
    ana, carla = someone("ana"), someone("carla")
    reference = story.file_alone(ana, "international-protection")
    look(ana)
    # Of the office only supervisors know of it before they let somebody in.
    assert someone("bruno").status(f"/desk/cases/{reference}") == 404
    carla.open(f"/desk/cases/{reference}")
    # The proof is asked for: without it nothing is noted.
    carla.press("Registar as declarações")
    carla.sees("Fill in what is asked beside the button.")
    bruno_does(carla, [STATEMENTS])
    story.decide(carla, reference, "Já há proteção noutro país.", "A prova de que essa proteção acabou.")
    ana.open(f"/cases/{reference}")
    ana.sees("Nobody has to act: the case is decided.")
    ana.open(story.first_link(ana, "/letters/"))
    ana.reads("As suas declarações valeram como audiência prévia.")
    ana.reads("pode ser muito curto")
    ana.sees_not("3 meses")
    look(ana)


def test_bruno_hears_it_at_another_case_of_hers(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    permit = story.file_alone(ana, "renewal")
    bruno.open(f"/desk/cases/{permit}")
    bruno.press(f"{RECORD}: Ana Exemplo")
    bruno.sees("It is a case now, and counts from when it was heard.")
    look(bruno)
    asylum = story.first_link(bruno, "/desk/cases/").rsplit("/", 1)[1]
    # Once is enough.
    bruno.open(f"/desk/cases/{permit}")
    bruno.press(f"{RECORD}: Ana Exemplo")
    bruno.sees("This person has such a request already, and it is not decided.")
    ana.open(f"/cases/{asylum}")
    ana.reads("Bruno Matos")
    look(ana)
    bruno.open(f"/desk/cases/{asylum}")
    bruno_does(bruno, [STATEMENTS])
    story.decide(bruno, asylum, "A pessoa já tem proteção.")
