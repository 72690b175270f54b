"""Medians, ratios, budgets, and the tables that show them."""

import statistics

MEDIANS = ("rps", "p50_ms", "p99_ms", "max_ms", "conflict_share", "rss", "pss")


def summary(runs: list[dict]) -> dict:
    found = {name: statistics.median(run[name] for run in runs) for name in MEDIANS}
    speeds = [run["rps"] for run in runs]
    return found | {"rps_low": min(speeds), "rps_high": max(speeds),
                    "errors": sum(run["errors"] for run in runs)}


def judge(budgets: dict, engine: str, workload: str, sides: dict, sync_ms: float) -> list[dict]:
    """One verdict a budget; `met` is None when a side is missing."""
    verdicts, ours = [], sides.get("cais")
    for peer, wanted in budgets["ratios"][workload].items():
        ratio = ours["rps"] / sides[peer]["rps"] if ours and peer in sides else None
        verdicts.append(verdict(engine, workload, f"rps / {peer}", ratio, wanted,
                                ratio is not None and ratio >= wanted))
    limit = budgets["p99_ms"][engine]
    if sync_ms <= budgets["p99_judged_up_to_sync_ms"]:
        p99 = ours["p99_ms"] if ours else None
        verdicts.append(verdict(engine, workload, "p99 ms", p99, limit,
                                p99 is not None and p99 < limit))
    errors = ours["errors"] if ours else None
    verdicts.append(verdict(engine, workload, "errors", errors, 0, errors == 0))
    return verdicts


def verdict(engine, workload, what, found, wanted, met) -> dict:
    return {"engine": engine, "workload": workload, "what": what, "found": found,
            "wanted": wanted, "met": met if found is not None else None}


COLUMNS = ("{:9}{:8}{:9}{:26}{:>8} {:>15}{:>9}{:>9}{:>7}{:>7}{:>8}{:>8}")
HEAD = ("engine", "load", "side", "variant", "rps", "low-high", "p50 ms", "p99 ms", "409",
        "errors", "RSS MB", "PSS MB")


def table(results: list[dict]) -> str:
    lines = [COLUMNS.format(*HEAD)]
    for one in results:
        found = one["median"]
        lines.append(COLUMNS.format(
            one["engine"], one["workload"], one["side"], one["variant"], f"{found['rps']:.0f}",
            f"{found['rps_low']:.0f}-{found['rps_high']:.0f}", f"{found['p50_ms']:.2f}",
            f"{found['p99_ms']:.1f}", f"{found['conflict_share']:.2f}", found["errors"],
            f"{found['rss']:.0f}", f"{found['pss']:.0f}"))
    return "\n".join(lines)


WORDS = {True: "met", False: "MISSED", None: "SKIPPED"}


def verdicts(found: list[dict]) -> str:
    lines = []
    for one in found:
        value = "-" if one["found"] is None else f"{one['found']:.2f}"
        sign = ">=" if "/" in one["what"] else "<" if "p99" in one["what"] else "="
        lines.append(f"{one['engine']:9}{one['workload']:7}{one['what']:14}{value:>8}"
                     f"  wanted {sign} {one['wanted']:<6}{WORDS[one['met']]}")
    return "\n".join(lines)
