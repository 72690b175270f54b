"""Somebody without a booked time comes to a full centre with a phone: no number, the reason, and what to do instead."""
import eyes


def test_a_walk_in_at_a_full_centre(someone, look):
    berta, phone = someone("berta"), someone()
    berta.open("/desk/queue")
    door = berta.main.get_by_role("link", name=berta.say("The queue as people see it")).get_attribute("href")
    phone.page.set_viewport_size(eyes.PHONE)
    phone.open(door)
    phone.sees("No more numbers today")
    # Nobody takes a number for what is full.
    assert phone.main.get_by_label(phone.say("Information"), exact=True).count() == 0
    look(phone)


def test_the_queue_of_another_office_is_not_theirs(someone):
    berta, bruno = someone("berta"), someone("bruno")
    bruno.open("/desk/queue")
    link = bruno.main.get_by_role("link", name=bruno.say("Desk {desk}", desk="1")).first.get_attribute("href")
    assert berta.status(link) == 404
