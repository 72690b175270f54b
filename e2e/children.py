"""What journeys about children at risk share: a signal, its case, and the pages of those who act together."""
import time

FETCHED_SECONDS_MAX = 30


def open_signal(person):
    """By the one button that stands on every page."""
    person.page.get_by_role("link", name=person.say("Signal a child at risk")).first.click()
    person.page.wait_for_url("**/signal/*")


def hand_over(person, words):
    person.field("What did you see or hear, and when?").fill(words)
    person.press("Hand over")
    person.page.wait_for_load_state()


def taken(someone, protector, words):
    """Teresa on the page of a case that began with a signal of Bruno's."""
    teresa = protector("teresa")
    take = teresa.say("Take it")
    teresa.open("/protection")
    waiting = teresa.main.get_by_role("button", name=take).count()
    bruno = someone("bruno")
    bruno.open("/signal/desk")
    hand_over(bruno, words)
    end = time.monotonic() + FETCHED_SECONDS_MAX
    # What came last stands first; signals of other journeys may wait below.
    while teresa.main.get_by_role("button", name=take).count() <= waiting:
        assert time.monotonic() < end, teresa.main.inner_text()
        time.sleep(1)
        teresa.open("/protection")
    teresa.main.get_by_role("button", name=take).first.click()
    teresa.reads(words)
    return teresa


def let_in(teresa, name):
    """Opens to somebody what their body needs; Teresa stays on the page of what is done together."""
    teresa.follow("Bodies, tasks, conferences and timeline")
    opened(teresa, "Add somebody")
    teresa.field("Professional").select_option(label=name)
    teresa.press("Let them see what their body needs")


def opened(person, summary):
    person.main.get_by_text(person.say(summary), exact=True).click()


def give_task(teresa, body, words):
    opened(teresa, "Give a task")
    teresa.main.get_by_label(teresa.say("Body"), exact=False).first.select_option(body)
    teresa.field("What is to be done").last.fill(words)
    teresa.press("Give the task")
    teresa.reads(words)
