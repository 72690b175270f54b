"""A program reads the doors of the house from one file, without having been here before."""
import json
from pathlib import Path

from openapi_spec_validator import validate

FILE = Path(__file__).parents[1] / "docs" / "openapi.json"


def test_the_openapi_file_is_valid():
    """OpenAPI 3.1 as the public validator understands it; that it equals the routes is tested in Swift."""
    document = json.loads(FILE.read_text(encoding="utf-8"))
    assert document["openapi"].startswith("3.1.")
    validate(document)


def test_every_door_says_who_may():
    document = json.loads(FILE.read_text(encoding="utf-8"))
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["x-may"], path
