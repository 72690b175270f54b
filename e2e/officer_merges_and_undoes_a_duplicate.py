"""Officer Bruno finds that two files may name one human being, says that they do, and takes it back."""
import time

import keys

NAME = "Mohamed Amostra Hussain"
OTHER = "Muhammad Amostra Hussein"
MATCHING_SECONDS_MAX = 60


def test_bruno_merges_two_people_and_undoes_it(someone, see):
    bruno = someone("bruno")
    path = pair(bruno)
    see(bruno)
    bruno.open(path)
    for text in [NAME, OTHER]:
        bruno.reads(text)
    see(bruno)
    # Nobody is merged without a reason.
    bruno.press("They are one person")
    assert bruno.main.get_by_role("alert").count() == 1
    bruno.open(path)
    bruno.field("How do you know?").fill("Vi o mesmo passaporte nos dois processos.")
    keys.enter(bruno, "They are one person")
    bruno.sees("An officer said that they are one person. Their files are shown together to those who may open both.")
    see(bruno)
    bruno.main.locator('a[href^="/desk/cases/"]').first.click()
    bruno.sees("said to be one person")
    see(bruno)

    bruno.open(path)
    bruno.field("Why is it undone?").fill("O passaporte era de um irmão.")
    keys.enter(bruno, "Undo this")
    bruno.sees("Say what is true")
    assert on_any_page(bruno)


def test_berta_of_another_office_sees_no_such_pair(someone):
    bruno, berta = someone("bruno"), someone("berta")
    path = pair(bruno)
    assert berta.status(path) == 404
    berta.open("/desk/duplicates")
    berta.sees_not(NAME)


def pair(bruno):
    """The path of the pair; people of new files are compared beside the house, a moment after it opened."""
    bruno.open("/desk")
    bruno.follow("Perhaps one person in two files")
    end = time.monotonic() + MATCHING_SECONDS_MAX
    while True:
        link = on_any_page(bruno)
        if link:
            return link
        assert time.monotonic() < end, bruno.main.inner_text()
        time.sleep(1)


def on_any_page(bruno):
    """Other journeys in the same house leave pairs of their own, so the list may have pages."""
    bruno.open("/desk/duplicates")
    while True:
        link = bruno.main.get_by_role("link").filter(has_text=NAME).filter(has_text=OTHER)
        if link.count():
            return link.first.get_attribute("href")
        onward = bruno.main.get_by_role("link", name=bruno.say("Next"), exact=True)
        if not onward.count():
            return None
        onward.click()
        bruno.page.wait_for_load_state()
