"""A visitor checks whether a relative may come: one question after the other, back and change, a result with reasons, on paper."""
import pytest

CHECK = "/check/family-reunification"
QUESTIONS_MAX = 40


def control(visitor):
    return visitor.main.locator("form input:not([type=hidden])").first


def answer(visitor):
    """Answers the question on the page: the first choice, the day that stands there, or a number."""
    first = control(visitor)
    kind = first.get_attribute("type")
    if kind == "radio":
        first.check()
    elif not first.input_value():
        first.fill("2020-01-15" if kind == "date" else "30")
    visitor.press("Continue")


def answered(visitor):
    """Whether the page is a result."""
    return visitor.main.locator("[data-decision]").count() > 0


def finish(visitor):
    for _ in range(QUESTIONS_MAX):
        if answered(visitor):
            return
        answer(visitor)
    raise AssertionError(f"{visitor.page.url} still asks")


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_visitor_checks_what_applies_to_a_relative(someone, look, language):
    visitor = someone(language=language)
    visitor.open(f"/?lang={language}")
    visitor.follow("Check what applies to you")
    assert visitor.path == "/check"
    look(visitor)
    visitor.main.locator(f'a[href="{CHECK}"]').click()
    look(visitor)
    while control(visitor).get_attribute("type") != "radio":
        answer(visitor)
    asked = visitor.page.url
    visitor.press("Continue")
    visitor.sees("There is something to put right")
    look(visitor)
    visitor.open(asked)
    answer(visitor)
    visitor.sees("Your answers so far")
    visitor.page.go_back()
    assert visitor.page.url == asked and control(visitor).get_attribute("type") == "radio"
    answer(visitor)
    finish(visitor)
    for words in ["Why", "Your answers", "Find help near you", "This is information, not a decision and not legal "
                  "advice: the office decides. If a right of yours is at stake, ask someone in time."]:
        visitor.sees(words)
    look(visitor)


def test_one_answer_is_changed_and_the_others_stay(someone):
    visitor = someone(language="en")
    visitor.open(CHECK)
    finish(visitor)
    before = visitor.main.get_by_role("definition").count()
    visitor.follow("Change")
    visitor.sees("Your answers so far")
    visitor.press("Continue")
    assert answered(visitor)
    assert visitor.main.get_by_role("definition").count() == before


def test_a_result_is_one_address_and_fits_on_paper(someone):
    visitor = someone(language="en")
    visitor.open(CHECK)
    finish(visitor)
    shown = visitor.main.inner_text()
    another = someone(language="en").open(visitor.page.url)
    assert another.main.inner_text() == shown
    another.page.emulate_media(media="print")
    assert another.main.get_by_role("link", name="Start again").count() == 0
    assert another.main.get_by_role("heading", name="Your answers").count() == 1


def test_it_needs_no_script(someone):
    visitor = someone(language="en", script=False)
    visitor.open(CHECK)
    finish(visitor)
    visitor.sees("Your answers")
