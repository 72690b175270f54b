"""Measures a case of six stages beside SpiffWorkflow's in one run; README.md says how.

Exit codes: 0 budgets met, 1 a budget missed, 2 a tool missing or stages that differ.
"""

import contextlib
import json
import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from harness import environment, machine, stores
from harness.engine import main, options, say, write
from harness.places import BENCH, PROJECT, VENV
from harness.verify import Wrong

PYTHON = VENV / "bin" / "python"
if pathlib.Path(sys.prefix) != VENV:
    environment.ensure()
    os.execv(PYTHON, [PYTHON, *sys.argv])  # a shorter first word would be looked up in PATH

# Only the environment has it.
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser  # noqa: E402
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer  # noqa: E402
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow  # noqa: E402
from SpiffWorkflow.util.task import TaskState  # noqa: E402

PROGRAM = BENCH / ".build" / "release" / "cases-bench"
ENGINES = ("sqlite", "postgres")
COMPARED = 100
ROUNDS = 3
# As many files a round: ours with a store, ours in memory, the peer's kept as text, the peer's in
# memory.
STORED, FOLDED, KEPT, RUN = 2_000, 100_000, 400, 2_000
WIDTH = 32
PLAY_SECONDS_MAX = 600
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
# The stages of a residence permit up to the biometric data; papers are asked for on the way.
ANALYSIS, CORRECTION = "in-analysis", "correction-requested"
FLOWS = (("start", "submitted", None), ("submitted", ANALYSIS, None), (ANALYSIS, "papers", None),
         ("papers", CORRECTION, "missing"), ("papers", "fee-due", ""),
         (CORRECTION, ANALYSIS, None), ("fee-due", "fee", None), ("fee", "biometrics", None),
         ("biometrics", "end", None))


def model() -> bytes:
    """The same course as the procedure's file gives it, as a modeller draws it."""
    names = dict.fromkeys(name for one, other, _ in FLOWS for name in (one, other))
    shapes = {"start": "startEvent", "end": "endEvent"}
    nodes, arrows = [], []
    for name in names:
        if name == "papers":
            nodes.append('<exclusiveGateway id="papers" default="flow4"/>')
        else:
            nodes.append(f'<{shapes.get(name, "manualTask")} id="{name}" name="{name}"/>')
    for number, (one, other, condition) in enumerate(FLOWS):
        inside = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        arrows.append(f'<sequenceFlow id="flow{number}" sourceRef="{one}" targetRef="{other}">'
                      f"{inside}</sequenceFlow>")
    return (f'<definitions xmlns="{MODEL}" id="m" targetNamespace="urn:m"><process id="case"'
            f' isExecutable="true">{"".join(nodes + arrows)}</process></definitions>').encode()


class Peer:
    """The peer's engine: a workflow a file, its stages in the order in which they were reached."""

    def __init__(self):
        parser = BpmnParser()
        parser.add_bpmn_str(model())
        self.spec = parser.get_spec("case")
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())

    def begun(self, number: int) -> BpmnWorkflow:
        workflow = BpmnWorkflow(self.spec)
        for task in workflow.get_tasks(state=TaskState.READY):
            task.data["missing"] = number % 2 == 0
        workflow.do_engine_steps()
        return workflow

    def act(self, workflow: BpmnWorkflow) -> str | None:
        """Does what waits and returns its stage; nil at the end."""
        waiting = [task for task in workflow.get_tasks(state=TaskState.READY)
                   if task.task_spec.manual]
        if not waiting:
            return None
        stage = waiting[0].task_spec.name
        if stage == CORRECTION:
            waiting[0].data["missing"] = False
        waiting[0].run()
        workflow.do_engine_steps()
        return stage

    def run(self, number: int) -> list[str]:
        workflow, stages = self.begun(number), []
        while stage := self.act(workflow):
            stages.append(stage)
        return stages

    def kept(self, number: int) -> list[str]:
        """The same, kept as text between two acts: that is how a service holds its cases."""
        text, stages = self.serializer.serialize_json(self.begun(number)), []
        while True:
            workflow = self.serializer.deserialize_json(text)
            stage = self.act(workflow)
            if stage is None:
                return stages
            stages.append(stage)
            text = self.serializer.serialize_json(workflow)


def keep_some(numbers: range) -> list[list[str]]:
    peer = Peer()
    return [peer.kept(number) for number in numbers]


def ours(program: pathlib.Path, *words: object) -> dict:
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True,
                          timeout=PLAY_SECONDS_MAX)
    if done.returncode:
        raise Wrong(f"{words[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def compare(own: list[list[str]], other: list[list[str]]) -> None:
    for number, (mine, peers) in enumerate(zip(own, other, strict=True)):
        if mine != peers:
            raise Wrong(f"file {number}: ours {mine}, SpiffWorkflow's {peers}")
    if {len(one) for one in own} != {5, 7}:
        raise Wrong("every second file has its papers asked for: that is not so here")


def spiff_kept(count: int) -> float:
    """Files a second of as many processes as there are cores; none waits for a disk."""
    cores = os.cpu_count() or 1
    parts = [range(first, count, cores) for first in range(cores)]
    with multiprocessing.Pool(cores) as pool:
        pool.map(keep_some, [range(2)] * cores)
        start = time.perf_counter()
        found = pool.map(keep_some, parts)
        seconds = time.perf_counter() - start
    if sum(map(len, found)) != count:
        raise Wrong("the peer lost files")
    return count / seconds


def spiff_run(peer: Peer, count: int) -> float:
    start = time.perf_counter()
    for number in range(count):
        peer.run(number)
    return count / (time.perf_counter() - start)


@contextlib.contextmanager
def places(engine: str, folder: pathlib.Path):
    """Fresh places for a store, one after the other."""
    if engine == "sqlite":
        yield lambda turn: str(folder / f"cases-{turn}.sqlite")
        return
    (folder / "cluster").mkdir()
    with stores.cluster(folder / "cluster", None, 0) as url:
        def made(turn: int) -> str:
            stores.psql(url, "postgres", f"CREATE DATABASE cases_{turn}")
            return f"{url}/cases_{turn}"
        yield made


def stored(program: pathlib.Path, engine: str, count: int, wanted: list[list[str]]) -> list[float]:
    """Seconds of each round; what was stored is compared and proven."""
    say(f"{engine}: {count} files a round, {WIDTH} at a time")
    took = []
    with tempfile.TemporaryDirectory(prefix="cais-cases-", ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # the user postgres passes through it
        with places(engine, folder) as place:
            for turn in range(ROUNDS):
                told = ours(program, "store", PROJECT, count, WIDTH, engine, place(turn))
                if told["stages"][:len(wanted)] != wanted or len(told["stages"]) != count:
                    raise Wrong(f"{engine}: the stages differ from those in memory")
                if not told["sound"] or told["files"] != count + 1:
                    raise Wrong(f"{engine}: {told['files']} files, sound: {told['sound']}")
                took.append(told["seconds"])
    return took


def shown(found: dict) -> str:
    lines = [f"a case of six stages; {COMPARED} files went through the same stages on both sides",
             "kept between two acts:"]
    lines += [f"  cais, {engine:9}{found[engine]:10,.0f} files a second"
              f"   {found[engine] / found['spiff kept']:6.1f} times" for engine in ENGINES]
    lines += [f"  SpiffWorkflow  {found['spiff kept']:10,.0f} files a second, as text, no disk",
              "in memory, one thread:",
              f"  cais           {found['fold']:10,.0f} files a second"
              f"   {found['fold'] / found['spiff run']:6.1f} times",
              f"  SpiffWorkflow  {found['spiff run']:10,.0f} files a second"]
    return "\n".join(lines)


def judge(found: dict) -> list[dict]:
    wanted = json.loads((BENCH / "budgets.json").read_text())["cases"]
    ratios = {f"{engine} / spiff": found[engine] / found["spiff kept"] for engine in ENGINES}
    ratios["memory / spiff"] = found["fold"] / found["spiff run"]
    return [{"what": what, "found": ratio, "wanted": wanted[what], "met": ratio >= wanted[what]}
            for what, ratio in ratios.items()]


def run(chosen) -> int:
    counts = {name: count // 10 if chosen.quick else count for name, count in
              {"store": STORED, "fold": FOLDED, "kept": KEPT, "run": RUN}.items()}
    peer = Peer()
    say("comparing the stages")
    wanted = ours(chosen.cais, "stages", PROJECT, COMPARED)["stages"]
    compare(wanted, [peer.run(number) for number in range(COMPARED)])
    compare(wanted[:10], [peer.kept(number) for number in range(10)])
    rounds = {engine: stored(chosen.cais, engine, counts["store"], wanted) for engine in ENGINES}
    say("in memory")
    folded = ours(chosen.cais, "fold", PROJECT, counts["fold"], ROUNDS)["rounds"]
    found = {engine: counts["store"] / statistics.median(took) for engine, took in rounds.items()}
    found["fold"] = counts["fold"] / statistics.median(folded)
    found["spiff kept"] = statistics.median(spiff_kept(counts["kept"]) for _ in range(ROUNDS))
    found["spiff run"] = statistics.median(spiff_run(peer, counts["run"]) for _ in range(ROUNDS))
    verdicts = judge(found)
    print(shown(found), "", sep="\n")
    for one in verdicts:
        word = "not judged" if chosen.quick else "met" if one["met"] else "MISSED"
        print(f"{one['what']:20}{one['found']:12,.1f}  wanted >= {one['wanted']:<8,}{word}")
    results = {"found": found, "rounds": rounds | {"fold": folded}, "verdicts": verdicts}
    print(f"\n{write('cases', chosen, machine.facts(), results)}")
    return 0 if chosen.quick or all(one["met"] for one in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(options(__doc__, PROGRAM), run))
