"""Supervisor Carla announces a round and calls it off; a visitor takes the file of a drawn round along and works it out again."""
import datetime
import json
import re
import subprocess

from house import CAIS, COMMAND_SECONDS_MAX

OFFICE = "Fundão"
REASON = "A sala fecha para obras nesses dias."


def in_days(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def announce(carla):
    carla.open("/desk/supervision/rounds")
    carla.main.get_by_role("checkbox", name=re.compile(OFFICE)).check()
    carla.field("First day whose times are given out").fill(in_days(30))
    carla.field("Last day whose times are given out").fill(in_days(34))
    carla.field("Last day to join the list").fill(in_days(20))
    carla.press("Announce the round")


def test_carla_announces_a_round_and_everybody_reads_its_promise(someone, look):
    carla, visitor = someone("carla"), someone(None)
    carla.open("/desk/supervision")
    carla.follow("Rounds of allocation")
    look(carla)
    # Without an office nothing is announced, and it is said at the field.
    carla.press("Announce the round")
    carla.sees("Choose at least one office.")
    announce(carla)
    carla.sees("If it were drawn now")
    look(carla)
    promise = re.search(r"\b[0-9a-f]{64}\b", carla.main.inner_text()).group()
    number = carla.path.rsplit("/", 1)[1]
    visitor.open(f"/visits/rounds/{number}")
    visitor.reads(promise)
    visitor.sees("It is sealed until the round is drawn.")
    look(visitor)
    assert visitor.status(f"/visits/rounds/{number}/file") == 404
    carla.press("Cancel the round")
    carla.sees("Write why the round is cancelled: everybody can read it.")
    carla.field("Why it is cancelled").fill(REASON)
    carla.press("Cancel the round")
    carla.reads(REASON)
    visitor.open(f"/visits/rounds/{number}")
    visitor.reads(REASON)
    visitor.sees("It stays sealed: the round was cancelled.")


def verify(path):
    return subprocess.run([CAIS, "allocation", "verify", str(path), "--json"], timeout=COMMAND_SECONDS_MAX, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)


def drawn_round(visitor):
    """The address of the round that the demonstration has drawn."""
    visitor.open("/visits/rounds")
    row = visitor.main.locator("tbody tr").filter(has_text=visitor.say("Drawn")).first
    return row.get_by_role("link").first.get_attribute("href")


def test_a_visitor_works_a_drawn_round_out_again(someone, look, tmp_path):
    visitor = someone(None)
    visitor.open("/").follow("How times are given out")
    look(visitor)
    visitor.follow("Rounds of allocation")
    look(visitor)
    visitor.open(drawn_round(visitor))
    visitor.sees("Check it yourself")
    look(visitor)
    promise = re.findall(r"\b[0-9a-f]{64}\b", visitor.main.inner_text())
    with visitor.page.expect_download() as waiting:
        visitor.follow("Download the file")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    first = next(line for line in lines if line["kind"] == "round")
    assert {first["commitment"], first["seed"]} <= set(promise)
    assert sum(line["kind"] == "applicant" for line in lines) == 60
    good = verify(file)
    assert good.returncode == 0, good.stdout + good.stderr
    # Somebody who was not drawn cannot be written in.
    lost = next(line for line in lines if line["kind"] == "unassigned")
    won = next(line for line in lines if line["kind"] == "assigned")
    forged = [{**won, "applicant": lost["applicant"]} if line == won else line for line in lines]
    file.write_text("\n".join(json.dumps(line) for line in forged), encoding="utf-8")
    assert verify(file).returncode == 1
    visitor.open("/visits/fairness")
    visitor.sees("How groups of people fared")
    look(visitor)
