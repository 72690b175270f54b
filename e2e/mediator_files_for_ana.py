"""Mediator Duarte files a request for Ana under her mandate; Ana and the office read who did."""
import story
from ana_begins_on_the_phone_and_sends_later import fill_you
from bruno_takes_each_permit_to_the_card import answer_sections

ANA, DUARTE = "Ana Oliveira", "Duarte Reis"


def test_duarte_files_for_ana_and_she_reads_it(someone, see):
    ana, bruno, duarte = someone("ana"), someone("bruno"), someone("duarte")
    duarte.open("/cases")
    duarte.main.locator('a[href="/unfinished"]').click()
    duarte.sees("New request for {name}", name=ANA)
    see(duarte)
    duarte.main.locator('a[href^="/cases/new/renewal?mandate="]').click()
    see(duarte)
    fill_you(duarte)
    duarte.press("Continue")
    duarte.sees("You file this for {name}.", name=ANA)
    answer_sections(duarte, see)
    duarte.reads(ANA)
    duarte.press("Send the request")
    reference = duarte.path.rsplit("/", 1)[1]
    duarte.sees("You see this file for somebody else.")
    see(duarte)

    ana.open(f"/cases/{reference}")
    ana.reads(DUARTE)
    see(ana)
    ana.open("/messages")
    ana.follow("A request was filed for you")
    ana.reads(DUARTE)
    ana.reads(reference)
    bruno.open(f"/desk/cases/{reference}")
    bruno.reads(DUARTE)


def test_without_a_mandate_nobody_files_for_another(someone):
    duarte, bruno = someone("duarte"), someone("bruno")
    assert duarte.status("/cases/new/renewal") == 404
    assert duarte.status("/cases/new/renewal?mandate=1") == 404
    assert bruno.status("/cases/new/renewal") == 403


def test_what_duarte_began_is_there_for_ana_too(someone):
    ana, duarte = someone("ana"), someone("duarte")
    duarte.open("/unfinished")
    duarte.main.locator('a[href^="/cases/new/cplp?mandate="]').click()
    fill_you(duarte)
    duarte.press("Save and go on later")
    path = story.first_link(duarte, "/unfinished/")
    ana.open("/unfinished")
    ana.sees("Begun for you by {name}", name=DUARTE)
    assert story.first_link(ana, path) == path
    duarte.press("Delete this request")
    assert ana.status(path) == 404
