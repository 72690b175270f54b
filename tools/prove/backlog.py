"""An invented backlog of a predecessor, row by row: seeded, one row in a hundred with a fault that is known."""
import csv
import datetime
import json
import random

COLUMNS = ("source", "number", "procedure", "filed", "name", "birth", "nationality", "municipality", "office", "state",
           "outcome", "decided", "documents", "email", "phone", "passport")
# A field and what it says that no row may say; each is a fault of that field alone.
FAULTS = (("birth", "1990-02-30"), ("municipality", "9999"), ("procedure", "no-such-procedure"), ("filed", ""),
          ("name", ""), ("state", "open"), ("nationality", "Brasil"), ("email", "nobody"), ("documents", "no-such-paper"),
          ("filed", "2025-01-02"))
FIRST_DAY = datetime.date(2023, 1, 2)
DAYS = 500
NAMES = ("Joana Ninguém", "Silva, Ana \"Nita\"", "Çelik Örnek", "O'Nobody; Rui", "Nguyễn Thị Ví Dụ")


class Backlog:
    def __init__(self, rows, seed):
        self.rows, self.seed = rows, seed
        self.bad = set(random.Random(seed).sample(range(rows), rows // 100))

    def row(self, number):
        """The fields of a row, and the field with the fault or nothing."""
        chance = random.Random(self.seed * 1_000_003 + number)
        filed = FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS))
        row = dict.fromkeys(COLUMNS, "") | {
            "source": "SEF", "number": f"MI-{number}", "procedure": "legacy-ei", "filed": filed.isoformat(),
            "name": f"{chance.choice(NAMES)} {number}",
            "birth": (datetime.date(1960, 1, 1) + datetime.timedelta(days=chance.randrange(15_000))).isoformat(),
            "nationality": chance.choice(("BR", "NP", "IND", "")), "municipality": chance.choice(("1106", "1312")),
            "state": "pending", "documents": chance.choice(("", "passport", "passport means")),
            "email": f"nobody{number}@example.org", "phone": f"+351 900 {number % 1000:03} {number // 1000:03}",
            "passport": f"X{number:08}"}
        if chance.randrange(7) == 3:
            row |= {"state": "decided", "outcome": chance.choice(("granted", "refused")),
                    "decided": (filed + datetime.timedelta(days=400)).isoformat()}
        if number not in self.bad:
            return row, None
        field, value = chance.choice(FAULTS)
        return row | {field: value}, field

    def write(self, path):
        """CSV or a JSON object a line, by the name; returns {line: (number, field)} of the bad rows."""
        bad = {}
        with path.open("w", encoding="utf-8", newline="") as file:
            is_csv = path.suffix == ".csv"
            table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            if is_csv:
                table.writeheader()
            for number in range(self.rows):
                row, field = self.row(number)
                if is_csv:
                    table.writerow(row)
                else:
                    file.write(json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False) + "\n")
                if field:
                    bad[number + (2 if is_csv else 1)] = (row["number"], field)
        return bad
