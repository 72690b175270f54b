"""The administrator says who uses an account: no file of their own opens to them at the desk; and closes an account."""
import story


def open_account(admin, login):
    admin.open("/accounts")
    admin.main.get_by_role("link", name=login, exact=True).first.click()


def test_admin_says_who_uses_an_account(someone, look):
    ana, bruno, admin = someone("ana"), someone("bruno"), someone("admin")
    reference = story.file(ana)
    bruno.open(f"/desk/cases/{reference}")
    open_account(admin, "bruno")
    admin.sees("nobody said")
    look(admin)
    admin.field("User name of another account of the same human being").fill("nobody-here")
    admin.press("Name it")
    admin.sees("No account has this user name.")
    look(admin)
    admin.field("User name of another account of the same human being").fill("ana")
    admin.press("Name it")
    try:
        assert bruno.status(f"/desk/cases/{reference}") == 404
    finally:
        admin.press("Take back what was said")
    bruno.open(f"/desk/cases/{reference}")


def test_admin_closes_an_account_and_opens_it_again(someone, look, url, sessions):
    paulo, admin = someone("paulo"), someone("admin")
    # Closing ends it: whoever comes as Paulo after this journey signs in anew.
    sessions.pop((url, "paulo", "pt"))
    paulo.open("/account")
    open_account(admin, "paulo")
    admin.press("Close this account")
    try:
        look(admin)
        paulo.open("/account")
        assert paulo.path.startswith("/sign-in")
    finally:
        admin.press("Open this account again")
    admin.sees("Close this account")
