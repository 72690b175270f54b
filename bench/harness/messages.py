"""The statistical messages that bench/sdmx.py has read: one seed, the same observations in every form."""

import json
import pathlib
import random

PER_SERIES = 100
DIMENSIONS = ("FREQ", "GEO", "CITIZEN", "SEX", "AGE", "UNIT")
PERIODS = [f"{1990 + at // 12}-{at % 12 + 1:02}" for at in range(PER_SERIES)]
SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"


def series(count: int, seed: int):
    """Key, then (period, value, status) of each observation."""
    made = random.Random(seed)
    for at in range(count // PER_SERIES):
        key = ("M", f"G{at % 300}", f"C{at // 300}", "TMF"[at % 3], f"Y{at % 90}", "PER")
        yield key, [(period, made.randrange(1, 10**7) / 10, made.choice("AAAEP"))
                    for period in PERIODS]


def head(root: str, more: str) -> str:
    space = "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=CAIS:POP(1.0):ObsLevelDim:TIME_PERIOD"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<m:{root} xmlns:m="{SCHEMAS}message" xmlns:c="{SCHEMAS}common" xmlns:g="{SCHEMAS}data/generic" \
xmlns:s="{SCHEMAS}data/structurespecific" xmlns:n="{space}" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<m:Header><m:ID>BENCH</m:ID><m:Test>true</m:Test><m:Prepared>2026-11-28T00:00:00</m:Prepared>\
<m:Sender id="CAIS"/><m:Structure structureID="S" namespace="{space}" \
dimensionAtObservation="TIME_PERIOD"><c:StructureUsage><Ref agencyID="CAIS" id="POP" version="1.0"/>\
</c:StructureUsage></m:Structure></m:Header>
<m:DataSet {more}>
"""


def specific(file, count: int, seed: int) -> None:
    file.write(head("StructureSpecificData", 's:structureRef="S" xsi:type="n:DataSetType"'))
    for key, observations in series(count, seed):
        file.write("<Series " + " ".join(f'{a}="{b}"' for a, b in zip(DIMENSIONS, key)) + ">\n")
        file.writelines(f'<Obs TIME_PERIOD="{period}" OBS_VALUE="{value}" OBS_STATUS="{status}"/>\n'
                        for period, value, status in observations)
        file.write("</Series>\n")
    file.write("</m:DataSet></m:StructureSpecificData>\n")


def generic(file, count: int, seed: int) -> None:
    file.write(head("GenericData", 'structureRef="S"'))
    for key, observations in series(count, seed):
        values = "".join(f'<g:Value id="{a}" value="{b}"/>' for a, b in zip(DIMENSIONS, key))
        file.write(f"<g:Series><g:SeriesKey>{values}</g:SeriesKey>\n")
        file.writelines(
            f'<g:Obs><g:ObsDimension value="{period}"/><g:ObsValue value="{value}"/><g:Attributes>'
            f'<g:Value id="OBS_STATUS" value="{status}"/></g:Attributes></g:Obs>\n'
            for period, value, status in observations)
        file.write("</g:Series>\n")
    file.write("</m:DataSet></m:GenericData>\n")


def csv(file, count: int, seed: int) -> None:
    """SDMX-CSV 2.0."""
    names = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")
    file.write(",".join(names) + "\n")
    for key, observations in series(count, seed):
        front = "dataflow,CAIS:POP(1.0),I," + ",".join(key)
        file.writelines(f"{front},{period},{value},{status}\n" for period, value, status in observations)


def json2(file, count: int, seed: int) -> None:
    """SDMX-JSON 2.0 by series; its structure stands in front."""
    codes = [sorted({key[at] for key, _ in series(count, seed)}) for at in range(len(DIMENSIONS))]
    places = [{code: at for at, code in enumerate(one)} for one in codes]
    shape = {
        "dimensions": {
            "series": [{"id": name, "keyPosition": at, "values": [{"id": code} for code in codes[at]]}
                       for at, name in enumerate(DIMENSIONS)],
            "observation": [{"id": "TIME_PERIOD", "values": [{"value": period} for period in PERIODS]}]},
        "measures": {"observation": [{"id": "OBS_VALUE"}]},
        "attributes": {"observation": [{"id": "OBS_STATUS", "values": [{"id": s} for s in "AEP"]}]},
        "links": [{"rel": "dataflow",
                   "urn": "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=CAIS:POP(1.0)"}]}
    file.write('{"meta":{"id":"BENCH","test":true},"data":{"structures":[' + json.dumps(shape))
    file.write('],"dataSets":[{"structure":0,"action":"Information","series":{')
    for number, (key, observations) in enumerate(series(count, seed)):
        name = ":".join(str(place[code]) for place, code in zip(places, key))
        told = {str(at): [value, "AEP".index(status)]
                for at, (_, value, status) in enumerate(observations)}
        file.write(("," if number else "") + f'"{name}":' + json.dumps({"observations": told}))
    file.write("}}]}}\n")


FORMS = {"specific.xml": specific, "generic.xml": generic, "data.csv": csv, "data.json": json2}


def write(folder: pathlib.Path, name: str, count: int, seed: int) -> pathlib.Path:
    path = folder / name
    with path.open("w", encoding="utf-8") as file:
        FORMS[name](file, count, seed)
    return path


def total(count: int, seed: int) -> float:
    return sum(value for _, all_of_one in series(count, seed) for _, value, _ in all_of_one)
