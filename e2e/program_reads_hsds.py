"""A program reads the directory as HSDS 3.0: every page and the data package are valid by the standard's own schemas."""
import csv
import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest
import requests
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

HSDS = Path(os.environ.get("CAIS_HSDS", Path(__file__).parents[2] / "shared/data/hsds"))
SCHEMAS = HSDS / "spec-3.0" / "schema"
TABLES = {
    "organizations": "organization", "services": "service", "locations": "location",
    "service_at_locations": "service_at_location", "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
pytestmark = pytest.mark.skipif(not SCHEMAS.exists(), reason="no schemas of HSDS are here: 22 schemas unread")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")  # RFC 3986
FORMATS = FormatChecker()
FORMATS.checks("uri")(lambda text: not isinstance(text, str) or URI.fullmatch(text) is not None)
WRAP = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}


def registry():
    """Each schema by its file's name, as the schemas name each other."""
    found = [(path.name, Resource.from_contents(json.loads(path.read_text(encoding="utf-8")),
                                                default_specification=DRAFT202012))
             for path in SCHEMAS.glob("*.json")]
    assert len(found) > 20
    return Registry().with_resources(found)


def validator(table):
    return Draft202012Validator({"$ref": f"{table}.json"}, registry=registry(), format_checker=FORMATS)


def asks(url, path):
    answer = requests.get(f"{url}{path}", timeout=60)
    assert answer.status_code == 200, path
    return answer.json()


def faults(check, item):
    return [f"{'/'.join(map(str, fault.path))}: {fault.message}" for fault in check.iter_errors(item)]


def test_each_format_is_checked():
    """A format that the library does not know is passed over in silence."""
    bad = {"id": "1", "name": "x", "status": "active", "email": "none", "url": "no address", "last_modified": "yesterday"}
    found = {"/".join(map(str, fault.path)) for fault in validator("service").iter_errors(bad)}
    assert found == {"id", "email", "url", "last_modified"}


@pytest.mark.parametrize("many", TABLES)
def test_every_page_is_valid(url, many):
    check, page, seen = validator(TABLES[many]), 1, []
    while True:
        found = asks(url, f"/hsds/{many}?page={page}&per_page=100")
        assert set(found) == WRAP and found["page_number"] == page and found["size"] == len(found["contents"])
        for item in found["contents"]:
            assert not faults(check, item)
        seen += [item["id"] for item in found["contents"]]
        if found["last_page"]:
            break
        page += 1
    assert len(seen) == len(set(seen)) == found["total_items"] > 0
    whole = asks(url, f"/hsds/{many}/{seen[0]}")
    assert whole["id"] == seen[0] and not faults(check, whole)
    assert requests.get(f"{url}/hsds/{many}/00000000-0000-8000-8000-000000000000", timeout=60).status_code == 404


def test_a_full_service_holds_its_place_and_its_terms(url):
    check = Draft202012Validator(
        json.loads((SCHEMAS / "compiled/service_with_definitions.json").read_text(encoding="utf-8")),
        format_checker=FORMATS)
    found = asks(url, "/hsds/services?full=true&per_page=500")
    for service in found["contents"]:
        assert not faults(check, service)
        assert service["organization"]["id"] == service["organization_id"]
        assert [at["location"]["name"] for at in service["service_at_locations"]]
        assert any(one["taxonomy_term"]["taxonomy"] == "needs" for one in service["attributes"])
    body = found["contents"][0]["organization_id"]
    own = asks(url, f"/hsds/services?organization_id={body}&per_page=500")
    assert own["total_items"] == sum(one["organization_id"] == body for one in found["contents"])
    term = next(one["taxonomy_term"]["id"] for one in found["contents"][0]["attributes"])
    narrowed = asks(url, f"/hsds/services?taxonomy_term_id={term}&per_page=500")
    assert 0 < narrowed["total_items"] < found["total_items"]
    words = asks(url, "/hsds/locations?search=fundao")
    assert words["total_items"] >= 2
    assert all("fundão" in one["name"].lower() for one in words["contents"])


def test_the_data_package_is_whole(url):
    answer = requests.get(f"{url}/hsds/export", timeout=60)
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    told = json.loads(package.read("datapackage.json"))
    standard = json.loads((HSDS / "spec-3.0/datapackage.json").read_text(encoding="utf-8"))
    known = {one["path"]: {field["name"] for field in one["schema"]["fields"]}
             for one in standard["resources"]}
    assert {one["path"] for one in told["resources"]} <= set(known)
    for one in told["resources"]:
        rows = list(csv.DictReader(io.StringIO(package.read(one["path"]).decode())))
        names = [field["name"] for field in one["schema"]["fields"]]
        assert set(names) <= known[one["path"]], one["path"]
        assert all(list(row) == names for row in rows)
    whole = asks(url, "/hsds/export/json")
    services = list(csv.DictReader(io.StringIO(package.read("services.csv").decode())))
    assert [row["id"] for row in services] == [one["id"] for one in whole["services"]]


def test_each_record_of_the_whole_is_valid(url):
    """The one JSON file of the directory: the records of each table by the schema of that table."""
    whole, told = asks(url, "/hsds/export/json"), json.loads((HSDS / "spec-3.0/datapackage.json").read_text(encoding="utf-8"))
    tables = {one["path"].removesuffix(".csv"): one["name"] for one in told["resources"]}
    seen = 0
    for many, records in whole.items():
        check = validator(tables[many])
        for record in records:
            assert not faults(check, record), many
        seen += len(records)
    assert seen > 132
