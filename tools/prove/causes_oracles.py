#!/usr/bin/env python3
"""Prints the numbers that Tests/StatisticsTests/Causes expects, from statsmodels and scipy.

    python tools/prove/causes_oracles.py      made with numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0

The data come from a congruential generator that the tests have too (OracleData.swift), so that nothing is copied by hand but results.
"""
import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.stats.oaxaca import OaxacaBlinder
from statsmodels.stats.stattools import durbin_watson


class Dice:
    """x → (1103515245 x + 12345) mod 2³¹, as a share of 2³¹."""

    def __init__(self, seed):
        self.state = seed

    def one(self):
        self.state = (1103515245 * self.state + 12345) % 2 ** 31
        return self.state / 2 ** 31

    def some(self, count):
        return [self.one() for _ in range(count)]


def segmented():
    dice, count, start = Dice(7), 48, 28
    time = np.arange(count)
    step = (time >= start).astype(float)
    values = 50 + 0.4 * time + 6 * step + np.array([4 * dice.one() - 2 for _ in time])
    columns = np.column_stack([np.ones(count), time - start, step, step * (time - start)])
    fit = sm.OLS(values, columns).fit()
    print("coefficients", fit.params.tolist())
    print("bse", fit.bse.tolist())
    for corrected in (True, False):
        hac = fit.get_robustcov_results("HAC", maxlags=3, use_correction=corrected)
        print("HAC 3 corrected" if corrected else "HAC 3", hac.bse.tolist())
    print("HC0", fit.get_robustcov_results("HC0").bse.tolist())
    print("HAC 0 corrected", fit.get_robustcov_results("HAC", maxlags=0, use_correction=True).bse.tolist())
    print("Durbin-Watson", float(durbin_watson(fit.resid)))
    box = acorr_ljungbox(fit.resid, lags=[6], model_df=1)
    print("Ljung-Box 6", float(box["lb_stat"].iloc[0]), float(box["lb_pvalue"].iloc[0]))


def laws():
    print("t.ppf", [float(stats.t.ppf(q, df)) for q, df in ((0.975, 1), (0.975, 3.7), (0.995, 12), (0.9, 250), (0.05, 5))])
    print("t two-sided", [float(2 * stats.t.sf(x, df)) for x, df in ((2.5, 4.2), (12, 30), (0.3, 9))])
    print("norm.ppf", [float(stats.norm.ppf(q)) for q in (0.975, 1e-9, 0.6)])
    print("f.sf", [float(stats.f.sf(x, a, b)) for x, a, b in ((3.1, 2, 40), (0.4, 5, 7.5), (25, 3, 12))])
    print("chi2.sf", [float(stats.chi2.sf(x, k)) for x, k in ((11.07, 5), (0.5, 3), (80, 20), (1, 1))])


def synthetic():
    dice, points, donors, before = Dice(11), 26, 8, 20
    pool = np.array([[40 + 20 * dice.one() + 0.3 * row for row in range(points)] for _ in range(donors)])
    unit = 0.5 * pool[0] + 0.3 * pool[3] + 0.2 * pool[5] + np.array([2 * dice.one() - 1 for _ in range(points)])
    unit[before:] += 5

    def loss(shares):
        rest = unit[:before] - shares @ pool[:, :before]
        return rest @ rest

    def slope(shares):
        return -2 * pool[:, :before] @ (unit[:before] - shares @ pool[:, :before])

    best = optimize.minimize(
        loss, np.full(donors, 1 / donors), jac=slope, method="SLSQP", bounds=[(0, 1)] * donors,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(donors)},
        options={"ftol": 1e-16, "maxiter": 10_000})
    gaps = unit - best.x @ pool
    print("shares", [round(float(share), 9) for share in best.x])
    print("squares", float(best.fun), "mean gap", float(gaps[before:].mean()))


def oaxaca():
    dice, rows = Dice(23), []
    for number in range(60):
        first = number % 3 == 0
        skill, years = 8 + 6 * dice.one() + (1 if first else 0), 20 * dice.one() + (4 if first else 0)
        wage = 3 + (0.9 if first else 0.7) * skill + (0.2 if first else 0.25) * years + 3 * dice.one()
        rows.append([wage, skill, years, float(first)])
    data = np.array(rows)
    model = OaxacaBlinder(data[:, 0], np.column_stack([np.ones(60), data[:, 1:]]), 3, swap=False)
    for kind in ("pooled", "reimers", "nuemark"):
        try:
            print(kind, [float(x) for x in model.two_fold(two_fold_type=kind).params])
        except ValueError as error:
            print(kind, error)
    print("three-fold", [float(x) for x in model.three_fold().params])


if __name__ == "__main__":
    for part in (segmented, laws, synthetic, oaxaca):
        print("#", part.__name__)
        part()
