"""An officer notices something about a child, hands it over from any page, and nothing of it stays with them."""
import children
import house

LOG_BYTES_MAX = 1 << 20
WORDS = "Zulmira não fala e não larga o adulto"


def test_officer_opens_a_signal_and_nothing_stays(someone, look, url):
    bruno = someone("bruno")
    bruno.open("/desk")
    bruno.open("/desk/heard")
    length = bruno.page.evaluate("history.length")
    kept = kept_by_browser(bruno)
    children.open_signal(bruno)
    bruno.reads("112")
    look(bruno)
    children.hand_over(bruno, WORDS)
    bruno.page.wait_for_url("**/door")
    bruno.sees("Back to your work")
    look(bruno)
    assert bruno.path == "/door", bruno.page.url
    assert bruno.page.evaluate("history.length") == length
    entries = bruno.page.evaluate("navigation.entries().map(one => one.url)")
    assert entries and not [url for url in entries if "signal" in url], entries
    assert kept_by_browser(bruno) == kept
    bruno.page.go_back()
    assert bruno.path == "/desk", bruno.page.url
    bruno.page.go_forward()
    assert "signal" not in bruno.page.url
    for path in ["/desk", "/desk/heard", "/account", "/signal/desk"]:
        bruno.open(path)
        bruno.sees_not(WORDS)
        bruno.sees_not("Zulmira")
    assert bruno.status("/protection") == 404
    log = house.last_words(url, LOG_BYTES_MAX)
    assert '"route":"/desk"' in log and "/signal" not in log


def kept_by_browser(person):
    """The names of what the browser keeps for this house: cookies, stores of scripts, caches."""
    stores = person.page.evaluate("async () => [Object.keys(localStorage), Object.keys(sessionStorage), await caches.keys()]")
    return sorted(cookie["name"] for cookie in person.page.context.cookies()), stores


def test_officer_without_script_leaves_no_form_behind(someone):
    bruno = someone("bruno", script=False)
    bruno.open("/signal/desk")
    children.hand_over(bruno, WORDS)
    assert bruno.path == "/signalled"
    bruno.page.go_back()
    bruno.sees_not("Zulmira")
