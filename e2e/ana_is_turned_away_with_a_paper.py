"""A bank does not accept Ana's receipt: she tells it, and Bruno sees who it was, and how often."""
import datetime
import keys
import story

BANK = "Banco Exemplo do Largo"


def test_ana_tells_and_bruno_sees_who_it_was(someone, see):
    ana, bruno, berta = someone("ana"), someone("bruno"), someone("berta")
    reference = story.file(ana)
    ana.open(f"/cases/{reference}")
    ana.follow("Did somebody not accept a paper of this case?")
    ana.press("Tell the office")
    ana.sees("Choose one of the options.")
    see(ana)
    ana.field("Which paper was it?").select_option("receipt")
    ana.field("Who did not accept it?").select_option("bank")
    ana.field("Their name").fill(BANK)
    ana.field("On which day?").fill(datetime.date.today().isoformat())
    keys.enter(ana, "Tell the office")
    ana.sees("What you told us")
    ana.reads(BANK)
    see(ana)

    bruno.open("/desk")
    bruno.follow("Papers that were not accepted")
    bruno.reads(BANK)
    bruno.reads(reference)
    see(bruno)
    berta.open("/desk/not-accepted")
    berta.sees_not(BANK)
