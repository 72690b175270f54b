"""Ana files a request and a real mail server (aiosmtpd) gets a mail that only points to her account.

It starts the mail server and a `cais serve` of its own, told of it by CAIS_SMTP_URL and CAIS_MAIL_FROM.
"""
import email
import time
from email import policy

import eyes
import house
import people
import pytest
import story
from aiosmtpd.controller import Controller

MAIL_SECONDS_MAX = 40


class Box:
    """Keeps what comes; says "later" to the first word about each address."""

    def __init__(self):
        self.mails, self.asked = [], set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802, the library's name
        if address not in self.asked:
            self.asked.add(address)
            return "450 4.2.0 Try again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Fine"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, the library's name
        self.mails.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=policy.default)))
        return "250 2.0.0 Kept in a test"


@pytest.fixture(scope="module")
def posted():
    """A Cais that hands its mail to a server, and that server's box."""
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=house.free_port())
    server.start()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CAIS_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
            patch.setenv("CAIS_MAIL_FROM", "cais@example.org")
            with house.serving() as url:
                yield url, box
    finally:
        server.stop()


def test_a_mail_is_handed_over_and_the_page_says_to_whom(browser, posted):
    url, box = posted
    context = browser.new_context(base_url=url, viewport=eyes.DESKTOP, locale="en-GB")
    ana = people.Person(context.new_page(), "en").sign_in("ana")
    reference = story.file(ana)
    end = time.monotonic() + MAIL_SECONDS_MAX
    # The night tells others too.
    while not (hers := [one for one in box.mails if one[0] == ["ana@example.org"]]) and time.monotonic() < end:
        time.sleep(0.2)
    (to, mail), *_ = hers
    assert to == ["ana@example.org"] and mail["From"] == "cais@example.org"
    assert mail["Message-ID"].endswith("@example.org>") and mail["Date"]
    text = mail.get_content()
    assert "/messages/" in text and reference not in text and reference not in mail["Subject"]
    ana.open("/messages")
    ana.main.get_by_role("table").get_by_role("link").first.click()
    ana.page.get_by_text(ana.say("How this message was sent to you")).click()
    for _ in range(20):
        if "Kept in a test" in ana.main.inner_text():
            break
        time.sleep(0.2)
        ana.page.reload()
        ana.page.get_by_text(ana.say("How this message was sent to you")).click()
    ana.sees("handed to the mail server, which answered:")
    ana.reads("250 2.0.0 Kept in a test")
    context.close()
