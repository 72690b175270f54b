#!/usr/bin/env python3
"""Reads a running Cais with the clients of others, sdmx1 and pysdmx, and compares every value with the store.

    tools/prove/sdmx_rest.py                     a demo in a folder of its own, on a free port of loopback; both end with it
    CAIS=.build/release/cais tools/prove/sdmx_rest.py

What is true is asked of the store by SQL; what the clients say comes through the web services alone. For each flow up to
VALUES_MAX values: structure and data of SDMX 2.1 by sdmx1 (generic, structure-specific, JSON 1.0), of 3.0 by pysdmx
(structures and availability as SDMX-JSON, data as CSV 1.0 and 2.0, as SDMX-ML 2.1). Exit 1 where anything differs.
"""
import collections
import json
import sys
import tempfile
import time
from pathlib import Path

import requests
import sdmx
from pysdmx.api.qb import (ApiVersion, AvailabilityFormat, AvailabilityQuery, DataContext, DataFormat, DataQuery,
                           RestService, StructureFormat, StructureQuery, StructureType)
from pysdmx.io import read_sdmx

from house import House

VALUES_MAX = 60_000
FLOWS_MIN = 5
XML = "application/vnd.sdmx."
failures = []
done = collections.Counter()


def say(*words):
    print("sdmx_rest:", *words, file=sys.stderr, flush=True)


def check(what, right, detail=""):
    done[what] += 1
    if not right:
        failures.append(f"{what} {detail}")
        say("WRONG:", what, detail)


def truth(house, number, state, until):
    """How often each (period, value) stands in the store; keys are compared by their number, for they have other names."""
    rows = house.query(f"SELECT line, period, value FROM series_value WHERE state = {state} AND starts <= {until}")
    return collections.Counter((period, rounded(value)) for _, period, value in rows)


def rounded(value):
    """A number as all formats can write it; what is none is None."""
    if value in (None, "", "None") or value != value or str(value).lower() == "nan":
        return None
    return float(f"{float(value):.9g}")


def flows(house):
    """Each series with what it is called here and the state that it shows."""
    rows = house.query("SELECT key, number, state, vintage, family FROM series WHERE state <> 0 ORDER BY key")
    graph = requests.get(house.url + "/observatory/catalogue.jsonld", timeout=60).json()["@graph"]
    named = {node["dct:identifier"]: node["adms:identifier"]["skos:notation"] for node in graph
             if node["@type"] == "dcat:Dataset"}
    for key, number, state, vintage, family in rows:
        agency, rest = named[key].split(":")
        until = vintage.replace("-", "") if family == "figures" else 2**62
        yield key, agency, rest.split("(")[0], truth(house, number, state, until)


def with_sdmx1(house, key, agency, flow, expected):
    source = {"id": "CAIS", "url": house.url + "/sdmx/2.1", "name": "Cais", "versions": ["2.1"],
              "supports": {"availableconstraint": True, "preview": True}}
    sdmx.add_source(source, override=True)
    client = sdmx.Client("CAIS", timeout=60)
    told = client.dataflow(flow)
    check("sdmx1 dataflow", flow in told.dataflow, key)
    structure = told.dataflow[flow].structure
    check("sdmx1 structure", len(structure.dimensions) >= 2 and told.codelist, key)
    forms = {"generic": XML + "genericdata+xml;version=2.1",
             "specific": XML + "structurespecificdata+xml;version=2.1"}
    for name, accept in forms.items():
        message = client.get("data", flow, headers={"Accept": accept}, dsd=structure)
        found = collections.Counter()
        for dataset in message.data:
            for one in dataset.obs:
                found[str(one.dimension["TIME_PERIOD"].value), rounded(one.value)] += 1
        check("sdmx1 " + name, found == expected, f"{key}: {differing(found, expected)}")
    answer = client.get("data", flow, headers={"Accept": XML + "data+json;version=1.0.0"})
    found = collections.Counter((str(one.dimension["TIME_PERIOD"].value), rounded(one.value))
                                for dataset in answer.data for one in dataset.obs)
    check("sdmx1 JSON 1.0", found == expected, f"{key}: {differing(found, expected)}")


def with_pysdmx(house, key, agency, flow, expected):
    base = house.url + "/sdmx/3.0"
    for form in (DataFormat.SDMX_CSV_2_0_0, DataFormat.SDMX_CSV_1_0_0, DataFormat.SDMX_ML_2_1_GEN):
        service = RestService(base, ApiVersion.V2_0_0, data_format=form, timeout=60)
        query = DataQuery(DataContext.DATAFLOW, agency, flow, "1.0")
        told = read_sdmx(service.data(query).decode(), validate=form == DataFormat.SDMX_ML_2_1_GEN)
        found = collections.Counter()
        for dataset in told.data:
            frame = dataset.data
            for period, value in zip(frame["TIME_PERIOD"], frame["OBS_VALUE"]):
                found[str(period), rounded(value)] += 1
        check("pysdmx " + form.name, found == expected, f"{key}: {differing(found, expected)}")
    service = RestService(base, ApiVersion.V2_0_0, structure_format=StructureFormat.SDMX_JSON_2_0_0,
                          avail_format=AvailabilityFormat.SDMX_JSON_2_0_0, timeout=60)
    flows = service.structure(StructureQuery(StructureType.DATAFLOW, agency, flow, "1.0"))
    check("pysdmx dataflow", flow in [one.id for one in read_sdmx(flows.decode(), validate=False).get_dataflows()], key)
    there = json.loads(service.availability(AvailabilityQuery(DataContext.DATAFLOW, agency, flow, "1.0")))
    region = there["data"]["dataConstraints"][0]["cubeRegions"][0]
    named = {one["id"] for one in region.get("keyValues", region.get("memberSelection", []))}
    check("availability", "FREQ" in named, f"{key}: {sorted(named)}")


def with_parameters(house, agency, flow, expected):
    """A span, a status and one series, compared with the same picked out of what is true."""
    periods = sorted({period for period, _ in expected})
    middle = periods[len(periods) // 2]
    wanted = collections.Counter({one: count for one, count in expected.items() if one[0] >= middle})
    answer = requests.get(f"{house.url}/sdmx/3.0/data/dataflow/{agency}/{flow}/1.0/*",
                          params={"c[TIME_PERIOD]": "ge:" + middle}, headers={"Accept": XML + "data+csv;version=2.0.0"},
                          timeout=60)
    frame = read_sdmx(answer.text, validate=False).data[0].data
    found = collections.Counter((str(p), rounded(v)) for p, v in zip(frame["TIME_PERIOD"], frame["OBS_VALUE"]))
    check("c[TIME_PERIOD]", found == wanted, f"{flow}: {differing(found, wanted)}")
    tag = answer.headers["etag"]
    again = requests.get(answer.url, headers={"Accept": XML + "data+csv;version=2.0.0", "If-None-Match": tag}, timeout=60)
    check("304", again.status_code == 304 and not again.content, flow)


def differing(found, expected):
    missing, extra = expected - found, found - expected
    return f"{sum(found.values())} of {sum(expected.values())}; missing {list(missing)[:3]}, too many {list(extra)[:3]}"


def main():
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cais-sdmx-") as folder:
        house = House(Path(folder) / "data")
        house.demo()
        house.start()
        try:
            read = 0
            for key, agency, flow, expected in flows(house):
                if sum(expected.values()) > VALUES_MAX:
                    say(f"{key}: {sum(expected.values())} values, left out")
                    continue
                for reader in (with_sdmx1, with_pysdmx):
                    try:
                        reader(house, key, agency, flow, expected)
                    except Exception as error:  # whatever a client cannot read is what is looked for
                        check(reader.__name__, False, f"{key}: {type(error).__name__}: {str(error)[:300]}")
                if sum(value is not None for _, value in expected):
                    with_parameters(house, agency, flow, expected)
                read += 1
            check("flows", read >= FLOWS_MIN, f"{read} flows read")
        finally:
            house.end()
    say(f"{read} flows, {sum(done.values())} comparisons in {time.monotonic() - begun:.0f} s: "
        + ", ".join(f"{name} {count}" for name, count in done.items()))
    if failures:
        sys.exit(f"{len(failures)} differ")


if __name__ == "__main__":
    main()
