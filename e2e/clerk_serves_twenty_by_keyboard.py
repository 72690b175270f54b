"""A clerk serves twenty people with the Enter key alone, and the screen on the wall shows numbers only."""
import eyes

SERVED = 20


def information_desk(bruno):
    bruno.open("/desk/queue")
    bruno.follow("Desk {desk}", desk="Informações")
    return bruno.page.url


def focused(bruno):
    return bruno.page.evaluate("document.activeElement.value")


def stands_on(bruno, button):
    """The browser puts the focus where the page asks for it, a moment after it is drawn."""
    bruno.page.wait_for_function("button => document.activeElement.value === button", arg=button)


def enter(bruno):
    with bruno.page.expect_navigation():
        bruno.page.keyboard.press("Enter")


def test_a_clerk_serves_twenty_by_keyboard(someone, look):
    bruno, wall = someone("bruno"), someone()
    information_desk(bruno)
    look(bruno)
    numbers = []
    # Whatever an earlier run left at the desk is ended first.
    while focused(bruno) == "serving":
        enter(bruno)
    while len(numbers) < SERVED:
        stands_on(bruno, "next")
        enter(bruno)
        numbers.append(bruno.main.get_by_role("heading", level=2).first.inner_text())
        stands_on(bruno, "serving")
        if len(numbers) == 1:
            look(bruno)
            wall.open(bruno.main.get_by_role("link", name=bruno.say("Numbers that are called")).get_attribute("href"))
            wall.reads(numbers[0])
            wall.sees_not("Bruno")
            look(wall)
        enter(bruno)
    assert len(set(numbers)) == SERVED and numbers == sorted(numbers)
    bruno.press("Done, call nobody")
    bruno.sees("Nobody is at your desk")


def test_a_number_is_taken_on_a_phone_and_given_back(someone, look):
    bruno, phone = someone("bruno"), someone()
    information_desk(bruno)
    door = bruno.main.get_by_role("link", name=bruno.say("The queue as people see it")).get_attribute("href")
    phone.page.set_viewport_size(eyes.PHONE)
    phone.open(door)
    phone.choose("Information")
    look(phone)
    phone.press("Take a number")
    phone.sees("Code of this number")
    phone.reads("B 0")
    look(phone)
    phone.press("Give the number back")
    phone.sees("This number is not called any more.")
