"""A visitor opens the first page: readable, light, whole on a phone, without script."""
import eyes

PAGE_BYTES_MAX = 50 * 1024


def test_the_first_page_is_accessible_and_fits(page, axe):
    page.goto("/")
    assert page.get_by_role("heading", level=1).count() == 1
    axe(page)
    eyes.fits(page)


def test_the_first_page_is_light(page, weight):
    page.goto("/")
    assert 0 < weight(page) < PAGE_BYTES_MAX


def test_the_first_page_needs_no_script(visit):
    page = visit(java_script_enabled=False)
    page.goto("/")
    assert page.get_by_role("main").inner_text().strip()
