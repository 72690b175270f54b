"""A provider's clerk keeps the sheet of a session by the keyboard and certifies; another body's clerk sees nothing of it."""
import re


def course(teresa, code):
    teresa.open("/teaching")
    teresa.main.get_by_role("link", name=f"{code}: ").click()
    return teresa.path


def test_the_sheet_is_kept_by_the_keyboard_and_no_other_body_sees_it(someone, look):
    teresa, paulo, ana = someone("teresa"), someone("paulo"), someone("ana")
    teresa.open("/teaching")
    look(teresa)
    path = course(teresa, "demo-a1")
    look(teresa)
    teresa.main.locator("a[href*='/sessions/']").first.click()
    sheet = teresa.path
    look(teresa)
    box = teresa.main.get_by_label("Ana Oliveira", exact=True)
    if not box.is_checked():
        box.focus()
        teresa.page.keyboard.press("Space")
    teresa.press("Keep the sheet")
    assert teresa.path == path
    teresa.sees("Noted")
    ana.open("/enrolments")
    ana.reads("Esteve em 1 de 1 sess")
    for closed in (path, sheet):
        assert paulo.status(closed) == 404
        assert ana.status(closed) == 403
    paulo.open("/teaching").sees_not("demo-a1")
    look(paulo)


def test_a_certificate_is_given_and_anybody_may_check_it(someone, look):
    teresa, ana, visitor = someone("teresa"), someone("ana"), someone()
    path = course(teresa, "demo-b1")
    button = teresa.main.get_by_role("button", name=re.compile(r"Certificar B1\s*: Ana Oliveira"))
    if button.count():
        button.click()
        assert teresa.path == path
    teresa.sees("Certified")
    ana.open("/enrolments").follow("See the certificate")
    ana.reads("Ana Oliveira")
    ana.reads("A língua no pedido de nacionalidade, sem teste")
    look(ana)
    code = ana.main.locator(".code").first.inner_text()
    visitor.open(f"/verify/{code}")
    visitor.reads("Certificado de um curso de português, nível B1")
    visitor.sees("Made for demonstration: it proves nothing")
    visitor.sees_not("Ana Oliveira")
    look(visitor)
