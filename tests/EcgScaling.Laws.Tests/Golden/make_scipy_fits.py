"""Simulated points and what scipy makes of them: least squares, profile-F interval ends, Fieller, Akima. Writes simulated.csv and scipy.csv."""
import csv
import math
import os

import numpy as np
from scipy.interpolate import Akima1DInterpolator
from scipy.optimize import brentq, least_squares
from scipy.stats import f as fdist
from scipy.stats import t as tdist

here = os.path.dirname(__file__)
rng = np.random.default_rng(20260102)
sizes, samples = np.geomspace(2e4, 2e8, 8), np.geomspace(2e4, 2.3e6, 5)
n, d = (v.ravel() for v in np.meshgrid(sizes, samples, indexing="ij"))
loss = (0.06 + 0.5 * n**-0.2 + 1.4 * d**-0.25) * np.exp(0.01 * rng.standard_normal(n.size))
with open(os.path.join(here, "simulated.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["N", "D", "loss"])
    writer.writerows([repr(float(a)), repr(float(b)), repr(float(c))] for a, b, c in zip(n, d, loss))

u, v, y = np.log(n) - np.log(n).mean(), np.log(d) - np.log(d).mean(), np.log(loss)


def residuals(q):
    e, a, b, alpha, beta = q
    return np.log(e + np.exp(a - alpha * u) + np.exp(b - beta * v)) - y


def fit(hold=None, start=(0.06, -3.5, -3.0, 0.2, 0.25)):
    if hold is None:
        return least_squares(residuals, start, xtol=1e-15, ftol=1e-15, gtol=1e-15)
    index, value = hold
    full = lambda q: np.insert(q, index, value)
    return least_squares(lambda q: residuals(full(q)), np.delete(start, index), xtol=1e-15, ftol=1e-15, gtol=1e-15)


best = fit()
rss, dof = 2 * best.cost, n.size - 5
critical = fdist.ppf(0.95, 1, dof)
rows = [("rss", rss)]
names = ["E", "logA", "logB", "alpha", "beta"]
for i, name in enumerate(names):
    rows.append((name, best.x[i] if i in (0, 3, 4) else best.x[i] + best.x[i + 2] * (np.log(n).mean() if i == 1 else np.log(d).mean())))
covariance = np.linalg.inv(best.jac.T @ best.jac) * rss / dof
for i in (0, 3, 4):
    se = math.sqrt(covariance[i, i])
    statistic = lambda value: (2 * fit((i, value), best.x).cost - rss) / (rss / dof) - critical
    rows.append((names[i] + "_se", se))
    rows.append((names[i] + "_lo", brentq(statistic, best.x[i] - 6 * se, best.x[i], xtol=1e-12)))
    rows.append((names[i] + "_hi", brentq(statistic, best.x[i], best.x[i] + 6 * se, xtol=1e-12)))

# Fieller for alpha / beta by its defining equation.
t = tdist.ppf(0.975, dof)
g = lambda r: (best.x[3] - r * best.x[4]) ** 2 - t * t * (covariance[3, 3] - 2 * r * covariance[3, 4] + r * r * covariance[4, 4])
ratio = best.x[3] / best.x[4]
rows.append(("fieller_lo", brentq(g, ratio * 0.3, ratio, xtol=1e-13)))
rows.append(("fieller_hi", brentq(g, ratio, ratio * 3, xtol=1e-13)))

# The minimum of an Akima curve.
ax = np.array([13.0, 14.1, 15.0, 16.2, 17.0, 18.3])
ay = np.array([3.4, 3.05, 2.93, 2.96, 3.08, 3.5])
fine = np.linspace(ax[0], ax[-1], 4000001)
rows.append(("akima_minimum", fine[np.argmin(Akima1DInterpolator(ax, ay)(fine))]))
with open(os.path.join(here, "scipy.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["quantity", "value"])
    writer.writerows([name, repr(float(value))] for name, value in rows)
