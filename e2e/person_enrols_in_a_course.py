"""A person finds a course of Portuguese, takes a place, gives it back, and waits where all places are taken."""


def find(person, level):
    """The first course of a level, as anybody finds it; answers its path."""
    person.open("/courses")
    person.field("Level").select_option(level)
    person.press("Find courses")
    link = person.main.locator("table a[href^='/courses/']").first
    assert "Exemplo" in link.inner_text()
    link.click()
    return person.path


def answers(ana, age="34"):
    ana.field("How old are you?").fill(age)
    ana.main.locator('input[name="motherTongue"][value="no"]').check()
    ana.main.locator('input[name="evidence"][value="niss"]').check()


def card(ana, level):
    return ana.main.locator("section.card").filter(has_text=f"Português {level},")


def test_a_free_place_is_taken_and_given_back(someone, look):
    visitor, ana = someone(), someone("ana")
    visitor.open("/courses")
    look(visitor)
    path = find(visitor, "b2")
    visitor.sees("To ask for a place you need an account of your own.")
    visitor.sees("What the certificate proves")
    visitor.sees_not("Ana Oliveira")
    look(visitor)
    ana.open(path)
    ana.press("Take the place")
    look(ana)
    answers(ana, "15")
    ana.press("Take the place")
    ana.sees("By your answers you cannot join this course now.")
    ana.reads("Estes cursos são a partir dos 16 anos.")
    look(ana)
    answers(ana)
    ana.press("Take the place")
    assert ana.path == "/enrolments"
    card(ana, "B2").get_by_text(ana.say("You have a place"), exact=True).wait_for()
    look(ana)
    ana.open("/messages").sees("You have a place in a course")
    ana.open("/enrolments").press("Give the place back", card(ana, "B2"))
    assert ana.path == "/enrolments"
    ana.sees("Given back")


def test_whoever_comes_to_a_full_course_waits_and_sees_their_turn(someone, look):
    ana = someone("ana")
    find(ana, "a2")
    ana.sees("Full: waiting list")
    answers(ana)
    ana.press("Join the waiting list")
    ana.sees("You are number {n} on the waiting list.", n=1)
    look(ana)
    ana.press("Wait no longer")
    ana.sees_not(ana.say("You are number {n} on the waiting list.", n=1))
