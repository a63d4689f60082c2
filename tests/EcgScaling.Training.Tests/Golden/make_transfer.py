"""Writes transfer.json: linear CKA, feature drift and a nearest-neighbour vote, by numpy from their definitions.

Run: python3 make_transfer.py > transfer.json
"""
import json

import numpy as np

rng = np.random.default_rng(20260522)
records, first_width, second_width = 17, 5, 3
base = rng.normal(size=(records, 4))
first = (base @ rng.normal(size=(4, first_width)) + 0.3 * rng.normal(size=(records, first_width)) + 2).astype(np.float32)
second = (base @ rng.normal(size=(4, second_width)) + 0.5 * rng.normal(size=(records, second_width)) - 1).astype(np.float32)


def gram_cka(a, b):
    """Kornblith et al. 2019 from the centred Gram matrices: another way than the cross-products of features."""
    centre = np.eye(len(a)) - 1 / len(a)
    k, l = centre @ (a @ a.T) @ centre, centre @ (b @ b.T) @ centre
    return (k * l).sum() / np.sqrt((k * k).sum() * (l * l).sum())


a, b = first.astype(np.float64), second.astype(np.float64)
there = (a[:11] * np.array([1.5, 1, 0.5, 1, 2]) + np.array([0, 1, 0, -2, 0.5])).astype(np.float32).astype(np.float64)
here = a[11:]
cov_here, cov_there = np.cov(here.T), np.cov(there.T)
drift = {
    "meanShifts": ((there.mean(0) - here.mean(0)) / here.std(0, ddof=1)).tolist(),
    "logVarianceRatios": np.log(there.var(0, ddof=1) / here.var(0, ddof=1)).tolist(),
    "alignment": float((cov_here * cov_there).sum() / np.linalg.norm(cov_here) / np.linalg.norm(cov_there)),
}

# k nearest by cosine on standardised features; weights exp(s / t) relative to the nearest; the prevalence is one more neighbour of weight 1.
train, test = a[:12], a[12:]
targets = rng.integers(0, 2, size=(12, 2)).astype(float)
targets[3, 1] = np.nan
z = lambda x: (x - train.mean(0)) / train.std(0)
unit = lambda x: x / np.linalg.norm(x, axis=1, keepdims=True)
similarity = unit(z(test)) @ unit(z(train)).T
known = ~np.isnan(targets)
prevalence = (np.nansum(targets, 0) + 0.5) / (known.sum(0) + 1)
votes = []
for row in similarity:
    nearest = np.argsort(-row)[:5]
    weight = np.exp((row[nearest] - row[nearest[0]]) / 0.07)
    for label in range(2):
        use = known[nearest, label]
        p = (prevalence[label] + (weight[use] * targets[nearest[use], label]).sum()) / (1 + weight[use].sum())
        votes.append(float(np.log(p / (1 - p))))

print(json.dumps({
    "records": records,
    "first": first.ravel().tolist(), "second": second.ravel().tolist(),
    "cka": gram_cka(a, b), "self": gram_cka(a, 3 * a @ np.linalg.qr(rng.normal(size=(first_width, first_width)))[0]),
    "here": here.ravel().tolist(), "there": there.ravel().tolist(), "drift": drift,
    "knnTargets": [None if np.isnan(t) else t for t in targets.ravel()], "knnLogits": votes,
}))
