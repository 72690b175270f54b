"""Measures rounds of allocation: a whole country's, and beside OR-Tools in one run; README.md says how.

Exit codes: 0 budgets met, 1 a budget missed, 2 a tool missing or results that differ.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from harness import environment, machine, rounds
from harness.engine import main, options, say, write
from harness.places import BENCH, VENV
from harness.verify import Wrong

PYTHON = VENV / "bin" / "python"
if pathlib.Path(sys.prefix) != VENV:
    environment.ensure()
    os.execv(PYTHON, [PYTHON, *sys.argv])  # a shorter first word would be looked up in PATH

# Only the environment has them.
import numpy  # noqa: E402
from ortools.graph.python import min_cost_flow  # noqa: E402
from ortools.sat.python import cp_model  # noqa: E402

PROGRAM = BENCH / ".build" / "release" / "allocation-bench"
SEED = 20_261_127
ROUNDS = 9
NATION = 400_000
HOUSEHOLDS = 2_000
SECONDS, WORKERS = 20, 2
FAMILIES = [1, 1, 1, 1, 1, 2, 2, 3, 4, 5]


def ours(program: pathlib.Path, *words: object) -> dict:
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        raise Wrong(f"{words[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def solved(program: pathlib.Path, told: dict, count: int) -> dict:
    with tempfile.TemporaryDirectory(prefix="cais-allocation-") as name:
        file = pathlib.Path(name) / "round.json"
        file.write_text(json.dumps(told))
        found = ours(program, "solve", file, count)
    try:
        rounds.check(told, found)
    except (KeyError, ValueError) as error:
        raise Wrong(f"ours is no assignment: {error!r}") from error
    return found


class Flow:
    """The same round for OR-Tools: who stays away costs more the better their rank, and in any case
    more than all visits together."""

    def __init__(self, told: dict):
        possible, order = rounds.choices(told), rounds.ranked(told)
        count = len(possible)
        slots: dict[tuple, int] = {}
        arcs = [(at, count + slots.setdefault(one[:3], len(slots)), one[4])
                for at, all_of_one in enumerate(possible) for one in all_of_one]
        sink = count + len(slots)
        dearer = count * (1 + max(points for *_, points in arcs))
        away = numpy.empty(count, dtype=numpy.int64)
        away[order] = [dearer * (count - rank) for rank in range(count)]
        tail, head, points = (numpy.array(part) for part in zip(*arcs))
        people, places = numpy.arange(count), numpy.arange(count, sink)
        self.visits, self.choices = len(arcs), len(arcs) / count
        self.tail = numpy.concatenate([tail, people, places])
        self.head = numpy.concatenate([head, numpy.full(count + len(slots), sink)])
        self.capacity = numpy.concatenate(
            [numpy.ones(len(arcs) + count, int), numpy.full(len(slots), rounds.room(told))])
        self.points = numpy.concatenate([points, away, numpy.zeros(len(slots), int)])
        self.supply = numpy.concatenate([numpy.ones(count, int), numpy.zeros(len(slots) + 1, int)])
        self.supply[sink] = -count

    def solve(self) -> tuple[float, int, list[int]]:
        """Seconds with its graph, points of the visits, who stays away."""
        start = time.perf_counter()
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(
            self.tail, self.head, self.capacity, self.points)
        solver.set_nodes_supplies(numpy.arange(len(self.supply)), self.supply)
        if solver.solve() != solver.OPTIMAL:
            raise Wrong("OR-Tools found no flow")
        took = time.perf_counter() - start
        flows = solver.flows(numpy.arange(len(self.tail)))
        cost = int((flows[:self.visits] * self.points[:self.visits]).sum())
        away = flows[self.visits:self.visits + int(self.supply[:-1].sum())]
        return took, cost, numpy.flatnonzero(away).tolist()


def singles(program: pathlib.Path, quick: bool) -> dict:
    say("single persons beside SimpleMinCostFlow")
    told = rounds.round_of(SEED, [1], HOUSEHOLDS // (10 if quick else 1), 10, 2, 10)
    flow = Flow(told)
    pairs = [(solved(program, told, 1), flow.solve()) for _ in range(ROUNDS)]
    for mine, (_, cost, away) in pairs:
        if (mine["cost"], sorted(mine["unassigned"])) != (cost, away):
            raise Wrong(f"ours costs {mine['cost']}, OR-Tools' {cost}, or others stay away")
    took = statistics.median(mine["seconds"][0] for mine, _ in pairs)
    theirs = statistics.median(one[0] for _, one in pairs)
    return {"ours": took, "ortools": theirs, "ratio": took / theirs, "cost": pairs[0][0]["cost"],
            "away": len(pairs[0][1][2]), "choices": flow.choices, "persons": len(told["households"])}


def bound(told: dict, seconds: float) -> dict:
    """CP-SAT with what makes its bound good here: the linear relaxation at once, without presolve."""
    model = cp_model.CpModel()
    steps: dict[tuple, list] = {}
    terms = []
    for possible in rounds.choices(told):
        own = []
        for place, day, start, end, points in possible:
            visit = model.new_bool_var("")
            own.append(visit)
            terms.append(points * visit)
            for minute in range(start, end, rounds.STEP):
                steps.setdefault((place, day, minute), []).append(visit)
        model.add_exactly_one(own)
    desks = rounds.room(told)
    for visits in steps.values():
        if len(visits) > desks:
            model.add(sum(visits) <= desks)
    model.minimize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.cp_model_presolve = False
    solver.parameters.linearization_level = 2
    start = time.perf_counter()
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {"bound": solver.best_objective_bound, "seconds": time.perf_counter() - start,
            "cost": solver.objective_value if found else None}


def families(program: pathlib.Path, quick: bool) -> dict:
    say("families beside CP-SAT")
    told = rounds.round_of(SEED, FAMILIES, HOUSEHOLDS // (10 if quick else 1), 12, 7, 3)
    mine = solved(program, told, ROUNDS)
    if mine["unassigned"]:
        raise Wrong(f"{len(mine['unassigned'])} families have no visit: nothing to compare")
    theirs = bound(told, SECONDS / (10 if quick else 1))
    if mine["cost"] < theirs["bound"]:
        raise Wrong(f"ours costs {mine['cost']}, less than the bound {theirs['bound']}")
    took = statistics.median(mine["seconds"])
    return {"ours": took, "cost": mine["cost"], "own bound": mine["bound"], "cp-sat": theirs,
            "free": sum(min(one[4] for one in all_of_one) for all_of_one in rounds.choices(told)),
            "gap %": 100 * (mine["cost"] / theirs["bound"] - 1) if theirs["bound"] > 0 else 100.0,
            "times as fast": theirs["seconds"] / took}


def nation(program: pathlib.Path, quick: bool) -> dict:
    say("a round of a whole country")
    found = ours(program, "nation", NATION // (10 if quick else 1), SEED)
    if any(found["broken"].values()):
        raise Wrong(f"rules were broken: {found['broken']}")
    return found


def judge(whole: dict, single: dict, family: dict) -> list[dict]:
    wanted = json.loads((BENCH / "budgets.json").read_text())["allocation"]
    found = {"nation s": whole["seconds"], "nation MB": whole["megabytes"],
             "singles / ortools": single["ratio"], "families gap %": family["gap %"],
             "families times as fast": family["times as fast"]}
    return [{"what": what, "found": value, "wanted": wanted[what],
             "met": value >= wanted[what] if what.endswith("fast") else value <= wanted[what]}
            for what, value in found.items()]


def shown(whole: dict, single: dict, family: dict) -> str:
    peer = family["cp-sat"]
    return f"""\
{whole['households']:,} households, {whole['deskDays']:,} desk days: {whole['seconds']:.1f} s, \
{whole['megabytes']:,} MB; {whole['assigned']:,} have a visit; no rule broken
{single['persons']:,} single persons, {single['choices']:.0f} choices each: {single['cost']:,} points as \
OR-Tools, {single['away']} stay away on both sides
  cais {single['ours'] * 1e3:.1f} ms, SimpleMinCostFlow {single['ortools'] * 1e3:.1f} ms
families: {family['cost']:,} points in {family['ours']:.2f} s; own bound {family['own bound']:,}; \
were every desk free {family['free']:,}
  CP-SAT in {peer['seconds']:.1f} s: {peer['cost']} points, bound {peer['bound']:,.0f}"""


def run(chosen) -> int:
    parts = (nation(chosen.cais, chosen.quick), singles(chosen.cais, chosen.quick),
             families(chosen.cais, chosen.quick))
    verdicts = judge(*parts)
    print(shown(*parts), "", sep="\n")
    for one in verdicts:
        word = "not judged" if chosen.quick else "met" if one["met"] else "MISSED"
        print(f"{one['what']:24}{one['found']:12,.2f}  budget {one['wanted']:<8,}{word}")
    results = dict(zip(("nation", "singles", "families"), parts), verdicts=verdicts)
    print(f"\n{write('allocation', chosen, machine.facts(), results)}")
    return 0 if chosen.quick or all(one["met"] for one in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(options(__doc__, PROGRAM), run))
