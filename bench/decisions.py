"""Measures the decision engine beside SpiffWorkflow's in one run; README.md says how.

Exit codes: 0 budgets met, 1 a budget missed, 2 a tool missing or answers that differ.
"""

import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

from harness import environment, feel, machine
from harness.engine import main, options, say, write
from harness.places import BENCH, VENV
from harness.verify import Wrong

PYTHON = VENV / "bin" / "python"
if pathlib.Path(sys.prefix) != VENV:
    environment.ensure()
    os.execv(PYTHON, [PYTHON, *sys.argv])  # a shorter first word would be looked up in PATH

# Only the environment has it.
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine  # noqa: E402
from SpiffWorkflow.dmn.parser.BpmnDmnParser import BpmnDmnParser  # noqa: E402

PROGRAM = BENCH / ".build" / "release" / "decisions-bench"
SEED = 20_261_126
ROUNDS = 5
OURS = 500_000
EXPRESSIONS = 5_000
STEP, SPANS = 5, 10
# By the size of the table: how many situations there are, and how often the peer is asked in a
# round; it takes a twentieth of a second and more for a large table.
SITUATIONS = {20: 500, 2_000: 200}
THEIRS = {20: 1_000, 2_000: 200}
HEAD = ('<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m"'
        ' namespace="urn:m">')
COLUMNS = (("kind", "string"), ("age", "number"))


def kinds(rules: int) -> int:
    """Rules share a kind, ten at a time, so that both columns are needed."""
    return rules // SPANS


def rule(number: int, rules: int, is_peer: bool) -> str:
    low = number // kinds(rules) * STEP
    high = low + STEP
    age = f"{low} &lt;= ? &lt; {high}" if is_peer else f"[{low}..{high})"
    cells = (("inputEntry", f'"k{number % kinds(rules)}"'), ("inputEntry", age),
             ("outputEntry", f'"r{number}"'), ("outputEntry", str(number % 90)))
    inside = "".join(f'<{tag} id="e{number}_{place}"><text>{cell}</text></{tag}>'
                     for place, (tag, cell) in enumerate(cells))
    return f'<rule id="r{number}">{inside}</rule>'


def table(rules: int, is_peer: bool) -> str:
    """Rules that exclude each other. A span is written as each side reads it: FEEL's `[5..10)` is
    the peer's `5 <= ? < 10`. The peer reads a decision alone; ours also wants its data named."""
    columns = "".join(
        f'<input id="c{name}" label="{name}"><inputExpression id="x{name}" typeRef="{kind}">'
        f"<text>{name}</text></inputExpression></input>" for name, kind in COLUMNS)
    outputs = "".join(
        f'<output id="o{name}" label="{name}" name="{name}" typeRef="{kind}"/>'
        for name, kind in (("result", "string"), ("days", "number")))
    data = needs = ""
    if not is_peer:
        data = "".join(
            f'<inputData id="i{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/>'
            "</inputData>" for name, kind in COLUMNS)
        needs = "".join(
            f'<informationRequirement id="q{name}"><requiredInput href="#i{name}"/>'
            "</informationRequirement>" for name, _ in COLUMNS)
    rows = "".join(rule(number, rules, is_peer) for number in range(rules))
    return (f'{HEAD}{data}<decision id="d" name="answer">{needs}<decisionTable id="t"'
            f' hitPolicy="UNIQUE">{columns}{outputs}{rows}</decisionTable></decision></definitions>')


def situations(rules: int) -> list[dict]:
    """One in eleven is beyond the last span, where no rule fires."""
    chosen = random.Random(SEED)
    return [{"kind": f"k{chosen.randrange(kinds(rules))}",
             "age": chosen.randrange((SPANS + 1) * STEP)} for _ in range(SITUATIONS[rules])]


class Task:
    """As much of a workflow's task as the peer's engine looks at."""

    def __init__(self, scripts: PythonScriptEngine, data: dict):
        self.data = data
        self.workflow = self
        self.script_engine = scripts


class Peer:
    """The peer's engine with a table, without a workflow around it."""

    def __init__(self, rules: int, data: list[dict]):
        parser = BpmnDmnParser()
        parser.add_dmn_str(table(rules, is_peer=True))
        scripts = PythonScriptEngine()
        self.engine = parser.get_engine("d", None)
        self.tasks = [Task(scripts, dict(one)) for one in data]

    def answers(self) -> list[dict | None]:
        return [dict(self.engine.result(task)) or None for task in self.tasks]

    def seconds(self, count: int) -> float:
        engine, tasks, many = self.engine, self.tasks, len(self.tasks)
        start = time.perf_counter()
        for turn in range(count):
            engine.result(tasks[turn % many])
        return time.perf_counter() - start


def ours(program: pathlib.Path, *words: object) -> dict:
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        raise Wrong(f"{words[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def compare(data: list[dict], own: list, other: list) -> int:
    """All answers are equal; how many rules fired."""
    for one, mine, peers in zip(data, own, other, strict=True):
        if mine != peers:
            raise Wrong(f"{one}: ours {mine}, SpiffWorkflow's {peers}")
    fired = sum(answer is not None for answer in own)
    if not 0 < fired < len(own):
        raise Wrong(f"{fired} of {len(own)} situations fire a rule: that shows too little")
    return fired


def measure(program: pathlib.Path, rules: int, quick: bool) -> dict:
    say(f"a table of {rules:,} rules")
    data = situations(rules)
    few, many = (count // 10 if quick else count for count in (THEIRS[rules], OURS))
    peer = Peer(rules, data)
    with tempfile.TemporaryDirectory(prefix="cais-decisions-") as name:
        folder = pathlib.Path(name)
        (folder / "model.dmn").write_text(table(rules, is_peer=False))
        (folder / "data.json").write_text(json.dumps(data))
        fired = compare(data, ours(program, "answer", folder)["answers"], peer.answers())
        # In turns: what the machine does beside it meets both sides alike.
        pairs = [(ours(program, "ask", folder, 1, many), peer.seconds(few)) for _ in range(ROUNDS)]
        reading = ours(program, "read", folder, ROUNDS)
    told = {part: [one[part][0] for one, _ in pairs] for part in ("rounds", "explained")}
    took = [seconds for _, seconds in pairs]
    rate, theirs = many / statistics.median(told["rounds"]), few / statistics.median(took)
    return {"rules": rules, "ours": rate, "spiff": theirs, "ratio": rate / theirs,
            "explained": many / statistics.median(told["explained"]),
            "reading": reading["bytes"] / statistics.median(reading["rounds"]),
            "situations": len(data), "fired": fired, "asked": many, "spiff asked": few,
            "rounds": told["rounds"], "spiff rounds": took}


def parsing(program: pathlib.Path, quick: bool) -> dict:
    """How fast FEEL alone is read and compiled; there is no peer that reads it."""
    say("reading FEEL")
    texts = feel.expressions(SEED, EXPRESSIONS // (10 if quick else 1))
    with tempfile.TemporaryDirectory(prefix="cais-decisions-") as name:
        folder = pathlib.Path(name)
        (folder / "expressions.json").write_text(json.dumps({"names": feel.NAMES, "texts": texts}))
        told = ours(program, "parse", folder, ROUNDS)
    if told["expressions"] != len(texts):
        raise Wrong(f"{len(texts)} expressions were given, {told['expressions']} read")
    seconds = statistics.median(told["rounds"])
    return {"expressions": len(texts), "bytes": told["bytes"], "rounds": told["rounds"],
            "expressions a second": len(texts) / seconds, "bytes a second": told["bytes"] / seconds}


def shown(one: dict) -> str:
    return f"""\
{one['rules']:,} rules, one thread; {one['situations']} situations answered equally, \
{one['fired']} of them fire a rule
  cais           {one['ours']:12,.0f} decisions a second; with their explanation {one['explained']:,.0f}
  SpiffWorkflow  {one['spiff']:12,.1f} decisions a second   {one['ratio']:,.0f} times
  the model is read and compiled at {one['reading'] / 1e6:.1f} MB a second"""


def shown_parsing(one: dict) -> str:
    return (f"FEEL, one thread; {one['expressions']:,} expressions, {one['bytes']:,} bytes\n"
            f"  cais reads and compiles {one['expressions a second']:,.0f} expressions,"
            f" {one['bytes a second'] / 1e6:.1f} MB a second")


def judge(found: list[dict]) -> list[dict]:
    wanted = json.loads((BENCH / "budgets.json").read_text())["decisions"]
    verdicts = [{"what": f"{one['rules']} rules / spiff", "found": one["ratio"]} for one in found]
    verdicts.append({"what": "20 rules a second", "found": found[0]["ours"]})
    for one in verdicts:
        one["wanted"] = wanted[one["what"]]
        one["met"] = one["found"] >= one["wanted"]
    return verdicts


def run(chosen) -> int:
    found = [measure(chosen.cais, rules, chosen.quick) for rules in THEIRS]
    read = parsing(chosen.cais, chosen.quick)
    verdicts = judge(found)
    print(*map(shown, found), shown_parsing(read), "", sep="\n")
    for one in verdicts:
        word = "not judged" if chosen.quick else "met" if one["met"] else "MISSED"
        print(f"{one['what']:20}{one['found']:12,.0f}  wanted >= {one['wanted']:<8,}{word}")
    results = {"tables": found, "feel": read, "verdicts": verdicts}
    print(f"\n{write('decisions', chosen, machine.facts(), results)}")
    return 0 if chosen.quick or all(one["met"] for one in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(options(__doc__, PROGRAM), run))
