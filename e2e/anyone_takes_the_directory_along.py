"""Anyone takes the directory along: the file opens from a disk without a server, is searched, and a copy is verified."""
import json
import subprocess
from pathlib import Path

import eyes
import house
import pytest
from playwright.sync_api import expect


def verified(path, *more):
    """What `cais verify FILE` answers, with no store of this run beside it."""
    done = subprocess.run([house.CAIS, "verify", str(path), "--json", "--home", str(house.PROJECT), *more], timeout=house.COMMAND_SECONDS_MAX,
                          cwd=path.parent, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)
    return done.returncode, json.loads(done.stdout)


@pytest.fixture
def copy(someone, look, tmp_path):
    """A downloaded file, and the key that the page of the house tells."""
    visitor = someone(language="en")
    visitor.open("/help?lang=en")
    visitor.follow("Take the directory along")
    visitor.sees("How to know that a copy is ours")
    look(visitor)
    key = visitor.main.locator("p.code").inner_text()
    with visitor.page.expect_download() as waiting:
        visitor.main.get_by_role("link", name=visitor.say("Download the file")).click()
    path = tmp_path / "places.html"
    waiting.value.save_as(path)
    return path, key


def opened(visit, path, **more):
    page = visit(base_url=None, offline=True, **more)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(Path(path).as_uri())
    assert set(asked) <= {Path(path).as_uri()}, "a page that is taken along asks nobody"
    return page


def test_it_is_searched_from_a_disk(visit, copy):
    path, _ = copy
    assert path.stat().st_size < 2_000_000
    page = opened(visit, path, viewport=eyes.PHONE)
    items = page.locator("#found > li")
    whole = items.count()
    assert whole > 100
    page.get_by_label("English").check()
    expect(page.get_by_role("heading", level=1)).to_have_text("Places that help migrants", use_inner_text=True)
    page.get_by_label("What do you need help with?").select_option("residence")
    page.get_by_label("Your municipality").select_option("1106")
    assert "Lisboa" in items.first.inner_text() and "You can file here" in items.first.inner_text()
    assert "km" in items.last.inner_text()
    narrowed = items.count()
    assert 0 < narrowed < whole
    page.get_by_label("Name of a place").fill("fundao")
    assert all("fundão" in one.lower() for one in items.all_inner_texts()) and 0 < items.count() < narrowed
    page.get_by_role("button", name="Start again").click()
    expect(items).to_have_count(whole)
    eyes.fits(page)
    eyes.axe(page)


def test_it_reads_without_script(visit, copy):
    path, _ = copy
    page = opened(visit, path, java_script_enabled=False)
    expect(page.get_by_role("heading", name="Lisboa", exact=True)).to_be_visible()
    expect(page.get_by_role("search")).to_be_hidden()
    page.get_by_label("English").check()
    expect(page.get_by_text("You can file here, and ask about:").first).to_be_visible()
    expect(page.get_by_text("Aqui pode entregar pedidos").first).to_be_hidden()


def test_a_copy_is_verified_and_a_changed_one_refused(copy):
    path, key = copy
    code, told = verified(path, "--key", key)
    assert code == 0 and told["sound"], told
    code, told = verified(path)
    assert code == 1 and "whose key" in told["why"], told
    code, told = verified(path, "--key", "0" * 64)
    assert code == 1 and "another key" in told["why"], told
    bytes_ = bytearray(path.read_bytes())
    bytes_[len(bytes_) // 3] ^= 1
    path.write_bytes(bytes_)
    code, told = verified(path, "--key", key)
    assert code == 1 and "changed after it was signed" in told["why"], told


def test_the_command_writes_the_same_kind_of_file(url, tmp_path):
    path = tmp_path / "bundle.html"
    told = json.loads(url.run("hsds", "bundle", "--out", str(path), "--json"))
    assert told["bytes"] == path.stat().st_size < 2_000_000
    code, answer = verified(path, "--key", told["key"])
    assert code == 0 and answer["sound"], answer
