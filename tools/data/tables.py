"""Reading and writing the CSV files of this project: UTF-8, LF, header, RFC 4180, gzip for large ones."""
import csv
import gzip
import io
from pathlib import Path


def read(path, encoding="utf-8-sig"):
    text = content(path).decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cells(path, encoding="utf-8-sig"):
    """Rows as lists, for tables whose header has several lines."""
    return list(csv.reader(io.StringIO(content(path).decode(encoding), newline="")))


def content(path):
    raw = Path(path).read_bytes()
    return gzip.decompress(raw) if Path(path).suffix == ".gz" else raw


def write(path, header, rows):
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, header, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    write_text(path, text.getvalue())
    print(f"{path}: {len(rows)} rows")


def write_text(path, text):
    """The same text gives the same bytes: gzip gets no time and no name."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = text.encode("utf-8")
    if path.suffix == ".gz":
        packed = io.BytesIO()
        with gzip.GzipFile("", "wb", 9, packed, mtime=0) as file:
            file.write(raw)
        raw = packed.getvalue()
    path.write_bytes(raw)
