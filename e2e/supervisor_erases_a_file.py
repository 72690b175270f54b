"""Ana's request to have her data erased was granted: Bruno proposes to erase a file of hers, Supervisor Carla erases it."""
import ana_complains_and_asks_for_her_data as asking
import story


def test_supervisor_erases_a_file(someone, look):
    ana, bruno, carla = someone("ana"), someone("bruno"), someone("carla")
    file = asking.ana_says(ana, look, "data-request", {
        "request": lambda: ana.main.locator('input[name="dataWish"][value="access"]').check(),
    })
    story.decide(bruno, file, "O pedido é de um direito.")
    bruno.open(f"/desk/cases/{file}")
    bruno.main.get_by_label("O que foi dado, corrigido ou apagado", exact=False).fill("Cópia de tudo, em papel.")
    bruno.main.get_by_role("button", name="Registar o que foi feito", exact=True).click()
    bruno.open(f"/desk/cases/{file}/erasure")
    bruno.sees("It is not erased now")
    look(bruno)

    request = asking.ana_says(ana, look, "data-request", {
        "request": lambda: ana.main.locator('input[name="dataWish"][value="erasure"]').check(),
        "erasure": lambda: ana.main.get_by_label("Que dados", exact=False).first.fill("O pedido anterior."),
    })
    story.decide(bruno, request, "O pedido é de um direito.")
    bruno.open(f"/desk/cases/{request}")
    bruno.follow("Erase the files of this person")
    look(bruno)
    bruno.main.get_by_role("link", name=file, exact=True).click()
    bruno.sees("Words of names that are searched")
    bruno.press("Propose to erase this file")
    bruno.sees("You proposed it: another human being confirms it.")
    look(bruno)

    carla.open(f"/desk/cases/{file}/erasure")
    look(carla)
    carla.press("Erase this file for good")
    carla.sees("It counts in figures and boards as before; nothing in it names anybody.")
    look(carla)
    assert ana.status(f"/cases/{file}") == 404
    ana.open(f"/cases/{request}")
    assert someone("ines").status(f"/desk/cases/{file}/erasure") == 403
    carla.open(f"/desk/cases/{file}")
    assert carla.path == f"/desk/cases/{file}/erasure"
