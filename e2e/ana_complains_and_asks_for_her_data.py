"""Two requests that change nothing about anybody's status: a complaint about the service, and one about one's own data."""
import story


def test_ana_complains_about_the_service_and_the_office_puts_it_right(someone, look):
    ana, carla = someone("ana"), someone("carla")
    reference = ana_says(ana, look, "service-complaint", {
        "subject": lambda: None,
        "complaint": lambda: ana.main.get_by_label("Conte o que aconteceu", exact=False).fill("Perderam o meu passaporte."),
    })
    ana.reads("Perderam o meu passaporte.")
    ana.sees_not("Título em produção")
    # Another office than the one complained of handles it.
    assert someone("bruno").status(f"/desk/cases/{reference}") == 404
    carla.open(f"/desk/cases/{reference}")
    carla.reads("Perderam o meu passaporte.")
    look(carla)
    story.decide(carla, reference, "O passaporte estava noutro arquivo.")
    carla.open(f"/desk/cases/{reference}")
    carla.main.get_by_label("O que mudou, e desde quando", exact=False).fill("Arquivo novo desde hoje.")
    carla.main.get_by_role("button", name="Registar a medida", exact=True).click()
    ana.open(f"/cases/{reference}")
    ana.reads("Arquivo novo desde hoje.")
    look(ana)


def test_whoever_is_named_in_a_complaint_does_not_see_it(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_says(ana, look, "service-complaint", {
        "subject": lambda: ana.main.get_by_label("Nome da pessoa que o atendeu", exact=False).fill("Bruno Matos"),
        "complaint": lambda: None,
    })
    assert bruno.status(f"/desk/cases/{reference}") == 404


def test_ana_asks_what_is_held_about_her_and_the_office_says_what_it_gave(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_says(ana, look, "data-request", {
        "request": lambda: ana.main.locator('input[name="dataWish"][value="access"]').check(),
    })
    story.decide(bruno, reference, "O pedido é de um direito.")
    bruno.open(f"/desk/cases/{reference}")
    bruno.main.get_by_label("O que foi dado, corrigido ou apagado", exact=False).fill("Cópia de tudo, em papel.")
    bruno.main.get_by_role("button", name="Registar o que foi feito", exact=True).click()
    bruno.reads("Cópia de tudo, em papel.")
    look(bruno)
    ana.open(f"/cases/{reference}")
    ana.reads("Cópia de tudo, em papel.")
    look(ana)


def ana_says(ana, look, procedure, sections):
    """Files a request of this kind, each section answered as said; answers its reference."""
    story.begin_alone(ana, procedure)
    while not ana.path.endswith("/review"):
        look(ana)
        answer = sections.get(ana.path.rsplit("/", 1)[1])
        if answer:
            answer()
        ana.press("Continue")
    look(ana)
    ana.press("Send the request")
    return ana.path.rsplit("/", 1)[1]
