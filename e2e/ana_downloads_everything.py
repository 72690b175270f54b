"""Ana takes along all that is held about her: one ZIP archive, opened here, with her account, file, paper and who looked."""
import csv
import io
import json
import zipfile

import keys
import story


def test_ana_downloads_everything_and_it_is_all_there(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    story.hand_in(ana, reference)
    bruno.open(f"/desk/cases/{reference}")
    ana.open("/cases")
    ana.follow("Everything we hold about you")
    see(ana)
    keys.until(ana, ana.say("Download everything"))
    with ana.page.expect_download() as download:
        ana.page.keyboard.press("Enter")
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        assert ana.say("Times are in UTC.") in archive.read("READ-ME.txt").decode()
        account = json.loads(archive.read("account.json"))
        assert "ana@example.org" in json.dumps(account)
        network = json.loads(archive.read("referrals.json"))
        assert network["referrals"][0]["sentTo"] and network["consents"], "what she told and allowed in the demo's referral"
        folder = f"cases/{reference}/"
        case = json.loads(archive.read(folder + "case.json"))
        assert case["reference"] == reference and case["isInvented"] is True
        assert [one["name"] for one in case["people"]] == ["Ana Exemplo", "Bento Exemplo", "Clara Exemplo"]
        assert case["events"][0]["kind"] == "case.filed"
        looks = list(csv.DictReader(io.StringIO(archive.read(folder + "who-looked.csv").decode("utf-8-sig"))))
        assert "Bruno Matos" in [look["name"] for look in looks]
        papers = [name for name in names if name.startswith(folder + "documents/")]
        assert len(papers) == 1 and papers[0].endswith("-passaporte.pdf")
        assert archive.read(papers[0]) == story.PDF
        letters = [name for name in names if name.startswith(folder + "letters/")]
        assert letters and all(reference in archive.read(name).decode() for name in letters)


def test_it_is_hers_alone(someone):
    for other in ["bruno", "duarte", "admin"]:
        assert someone(other).status("/holdings") == 403
