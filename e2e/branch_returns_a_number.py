"""A number that a branch gives goes to its person; the officer sees that it is done, other bodies see nothing."""
import re

import eyes
import story

NIF = "Número de identificação fiscal (NIF)"
GIVEN = "299 999 998"
KEPT = "299999998"


def hand_over(bruno, reference, position):
    bruno.open("/desk/branches")
    bruno.field("Reference of the file").first.fill(reference)
    bruno.press("Open")
    bruno.choose(position)
    bruno.choose(NIF)
    return bruno


def newest(paulo, name):
    """Opens what waits for somebody at the branch."""
    paulo.open("/branch-desk")
    paulo.main.get_by_role("row").filter(has_text=paulo.say("Asked")).get_by_role("link", name=name).first.click()
    paulo.page.wait_for_load_state()


def test_a_number_comes_back_to_its_person_alone(someone, look):
    ana, bruno, paulo, sara = someone("ana"), someone("bruno"), someone("paulo"), someone("sara")
    reference = story.file(ana)
    hand_over(bruno, reference, "Bento Exemplo")
    look(bruno)
    bruno.press("Hand over to the branch")
    bruno.sees("Ask the person first: without their yes nothing is handed over.")
    bruno.choose("The person said yes: this body may read their name and language")
    bruno.press("Hand over to the branch")
    bruno.reads("Bento Exemplo")
    look(bruno)

    newest(paulo, "Bento Exemplo")
    request = paulo.path
    paulo.sees("You may read this because of:")
    paulo.sees_not(reference)
    look(paulo)
    paulo.choose("Done")
    paulo.field("Number that was given").fill("12")
    paulo.press("Answer")
    paulo.sees("This number does not have the digits that it should have.")
    paulo.field("Number that was given").fill(GIVEN)
    paulo.press("Answer")
    assert paulo.path == "/branch-desk"
    assert sara.status(request) == 404
    sara.open("/branch-desk").sees_not("Bento Exemplo")

    ana.page.set_viewport_size(eyes.PHONE)
    ana.open("/numbers")
    ana.reads(KEPT)
    ana.reads("Bento Exemplo")
    look(ana)
    bruno.open("/desk/branches").sees("Done")
    for other, place in [(bruno, "/desk/branches"), (paulo, request), (paulo, "/branch-desk")]:
        other.open(place).sees_not(KEPT)


def test_a_refusal_says_why_to_the_person_and_not_to_the_office(someone):
    ana, bruno, paulo = someone("ana"), someone("bruno"), someone("paulo")
    reference = story.file(ana)
    hand_over(bruno, reference, "Clara Exemplo")
    bruno.choose("The person said yes: this body may read their name and language")
    bruno.press("Hand over to the branch")
    newest(paulo, "Clara Exemplo")
    paulo.main.get_by_role("radio", name=re.compile(f"^{paulo.say('Refused')}")).check()
    paulo.field("Why it was refused").select_option(label="a pessoa já tem")
    paulo.press("Answer")
    ana.open("/numbers").reads("a pessoa já tem")
    bruno.open("/desk/branches").sees_not("a pessoa já tem")


def test_a_visitor_reads_what_branches_deliver_and_under_which_contract(someone, see):
    visitor = someone(language="en")
    visitor.open("/branches?lang=en")
    visitor.reads("Tax number (NIF)")
    see(visitor)
    visitor.follow("What the branch may read, and why")
    visitor.reads("branch-tax")
