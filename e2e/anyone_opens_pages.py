"""Every page of pages.json, as the one who sees it: axe finds nothing, nothing overflows, it is light."""
import eyes
import pytest
import screens
import story


@pytest.fixture(scope="module")
def known(browser, url):
    """The story, played once: the names that stand in the paths."""
    people = []

    def who(account):
        people.append(screens.someone(browser, url, account, "pt"))
        return people[-1]

    yield story.played(who)
    for person in people:
        person.page.context.close()


ACCOUNTS = sorted({entry["as"] or "" for entry in screens.pages()})


@pytest.mark.parametrize("language", ["pt", "en"])
@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account or "visitor")
def test_the_pages_are_accessible_and_fit(someone, look, known, account, language):
    person, problems = someone(account or None, language), []
    for entry in screens.pages():
        if (entry["as"] or "") != account:
            continue
        try:
            assert screens.arrive(person, entry, known) == entry.get("status", 200)
            assert person.page.get_by_role("heading", level=1).count() == 1
            look(person)
        except AssertionError as problem:
            problems.append(f"{entry['name']}: {problem}")
    assert not problems, "\n".join(problems)


def test_every_page_is_light(someone, browser, url, known):
    heavy = {}
    for account in ACCOUNTS:
        state = someone(account or None).page.context.storage_state()
        for entry in screens.pages():
            if (entry["as"] or "") == account:
                path = entry["path"].format(**known)
                heavy[entry["name"]] = eyes.weight(browser, url + path, storage_state=state)
    print("\nheaviest:", sorted(heavy.items(), key=lambda one: -one[1])[:5])
    assert min(heavy.values()) > 0
    assert not {name: size for name, size in heavy.items() if size >= eyes.PAGE_BYTES_MAX}
