"""Mediator Duarte sees what of the own centre nobody confirmed in time, writes what is right of a field, and confirms it."""


def test_a_mediator_corrects_and_confirms_the_own_place(someone, look):
    duarte = someone("duarte", "en")
    duarte.open("/our-places?lang=en")
    row = duarte.main.get_by_role("row").filter(has_text="What this place does")
    row.locator("summary").click()
    row.get_by_label("What is right").fill("Help with housing as well")
    look(duarte)
    row.get_by_role("button", name="Send").click()
    row.get_by_text("A correction waits to be read.").wait_for()
    duarte.press("{field} still holds", field="What this place does")
    row.wait_for(state="detached")
    assert "CLAIM Mouraria" in duarte.main.inner_text()
    look(duarte)
