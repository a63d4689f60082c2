"""The optimum of a ridge logistic regression, by scipy. Run: python3 make_probe.py > probe.json"""
import json
import numpy as np
from scipy.optimize import minimize

rng = np.random.default_rng(3)
records, features, ridge = 80, 4, 1e-2
x = rng.normal(size=(records, features)) * [1, 5, 0.1, 2] + [0, 3, -1, 10]
y = (rng.random(records) < 1 / (1 + np.exp(-(x[:, 0] + 0.4 * (x[:, 1] - 3))))).astype(float)
y[::9] = np.nan
x32 = x.astype(np.float32).astype(float)
z = np.c_[(x32 - x32.mean(0)) / x32.std(0), np.ones(records)]
r = np.r_[np.full(features, ridge), ridge * 1e-3]
k = ~np.isnan(y)

def objective(w):
    t = z[k] @ w
    p = 1 / (1 + np.exp(-t))
    return np.mean(np.logaddexp(0, t) - y[k] * t) + 0.5 * np.sum(r * w * w), z[k].T @ (p - y[k]) / k.sum() + r * w

fit = minimize(objective, np.zeros(features + 1), jac=True, method="L-BFGS-B", options={"ftol": 1e-16, "gtol": 1e-12, "maxiter": 10000})
print(json.dumps({"x": x32.ravel().tolist(), "y": [None if np.isnan(v) else v for v in y], "ridge": ridge, "objective": fit.fun, "logits": (z @ fit.x).tolist()}, indent=1))
