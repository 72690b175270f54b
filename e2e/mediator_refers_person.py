"""Mediator Duarte refers people on a phone: one body declines and another accepts, by account or by link; who it is shows only after a yes."""
from urllib.parse import urlsplit

import eyes
import pytest

ANA, TOLD, OFFICE = "Ana Oliveira", "Trabalha de dia; só pode à noite.", "Gabinete de Emprego (exemplo)"


@pytest.fixture
def phone(someone):
    """phone("duarte"): somebody at a phone."""
    def come(account=None):
        person = someone(account)
        person.page.set_viewport_size(eyes.PHONE)
        return person
    return come


@pytest.fixture
def glance(look):
    """glance(person): looks at their page, and leaves them at their phone."""
    def at(person):
        look(person)
        person.page.set_viewport_size(eyes.PHONE)
    return at


def box(person, name):
    return person.main.locator(f'[name="{name}"]')


def refer(duarte, need, name, code=None):
    """Duarte writes the need down, once; answers the path of the referral."""
    duarte.open("/referrals").follow("Refer a person")
    box(duarte, "need").select_option(need)
    box(duarte, "language").select_option("pt")
    box(duarte, "municipality").fill("Lisboa")
    box(duarte, "name").fill(name)
    box(duarte, "told").fill(TOLD)
    box(duarte, "receiver").select_option(label=OFFICE)
    if code:
        box(duarte, "code").fill(code)
    else:
        duarte.choose("They said so to me")
    duarte.press("Refer")
    return duarte.path


def received(person, need):
    """Opens the referral of a need that waits longest for somebody's body; answers its path."""
    person.open("/referrals")
    person.main.locator('a[href^="/referrals/received/"]', has_text=person.say(need)).first.click()
    person.page.wait_for_load_state()
    return person.path


def agree(ana, path):
    ana.open(path).press("Yes, ask them")


def test_declined_by_one_and_accepted_by_link(phone, glance):
    ana, duarte, paulo = phone("ana"), phone("duarte"), phone("paulo")
    ana.open("/referrals").press("Make a code")
    glance(ana)
    path = refer(duarte, "language", ANA, ana.main.locator("b.number").inner_text())
    duarte.sees("The person was asked")
    glance(duarte)
    paulo.open("/referrals").sees_not(paulo.say("Learning Portuguese"))
    ana.open(path).reads(TOLD)
    glance(ana)
    agree(ana, path)

    asked = received(paulo, "Learning Portuguese")
    paulo.sees("Who it is and what they told is shown once you accept.")
    paulo.sees_not(ANA)
    paulo.sees_not(TOLD)
    glance(paulo)
    paulo.choose("We have no place in reasonable time")
    box(paulo, "words").fill("Só em março.")
    paulo.press("Decline")
    assert paulo.path == asked
    paulo.sees("Declined")
    paulo.sees_not(ANA)

    duarte.open(path).sees("We have no place in reasonable time")
    duarte.reads("Só em março.")
    box(duarte, "named").fill("Associação Boa Vizinhança")
    duarte.press("Send on")
    agree(ana, path)
    duarte.open(path).press("Make the link")
    glance(duarte)
    link = urlsplit(duarte.main.locator("p.card a").get_attribute("href")).path

    helper = phone()
    helper.open(link).sees_not(ANA)
    glance(helper)
    helper.press("Accept")
    helper.reads(ANA)
    helper.reads(TOLD)
    helper.choose("The person was served")
    helper.press("Return the outcome")
    helper.sees("Thank you")
    assert helper.status(link) == 404, "the link ends with the outcome"
    duarte.open(path).sees("The person was served")
    ana.open(path).sees("The person was served")

    ana.open("/messages")
    for told in ["Your referral was declined", "Your referral was accepted", "There is an outcome of your referral"]:
        ana.sees(told)
    ana.sees_not(OFFICE)
    ana.open("/account").follow("My consents")
    ana.reads("Associação Boa Vizinhança")
    glance(ana)
    back = ana.main.get_by_role("button", name=ana.say("Take it back"))
    standing = back.count()
    card = ana.main.locator("section.card", has=ana.page.locator(f'a[href="{path}"]'))
    assert card.count() == 2, "each body was agreed to for itself"
    for _ in range(2):
        card.get_by_role("button").first.click()
        ana.page.wait_for_load_state()
    assert back.count() == standing - 2
    ana.open(path).sees_not(TOLD)


def test_accepted_by_account_and_withdrawn(phone, glance):
    duarte, paulo, name = phone("duarte"), phone("paulo"), "Farida Exemplo"
    path = refer(duarte, "education", name)
    asked = received(paulo, "School and studies")
    paulo.sees_not(name)
    paulo.press("Accept")
    paulo.reads(name)
    paulo.reads(TOLD)
    glance(paulo)
    duarte.open(path).sees("Accepted")
    duarte.press("Withdraw")
    duarte.sees_not(name)
    paulo.open(asked).sees("This referral is ended")
    paulo.sees_not(name)
    paulo.sees_not(paulo.say("School and studies"))
    glance(paulo)


def test_who_has_no_part_finds_nothing(phone):
    duarte, bruno, rita, teresa = (phone(name) for name in ["duarte", "bruno", "rita", "teresa"])
    path = refer(duarte, "health", "Gita Exemplo")
    for stranger in [bruno, rita, teresa]:
        assert stranger.status(path) == 404
        stranger.open("/referrals").sees_not("Gita Exemplo")
    assert phone().status("/referrals/link/nothing") == 404
