"""Metrics by scikit-learn and a reading of the official CinC 2021 evaluation. Run: python3 make_metrics.py DX_MAPPING_SCORED.csv WEIGHTS.csv > metrics.json

The two tables are those of the challenge's official evaluation. The challenge score below is written after its description: each recording spreads one unit
over the pairs of true and decided classes (an uneven confusion matrix), rewards weigh it, and the sum is put between sinus rhythm and the truth.
"""
import csv, json, sys
import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import (average_precision_score, brier_score_loss, confusion_matrix, f1_score, log_loss, precision_recall_curve, precision_score,
                             recall_score, roc_auc_score, roc_curve)

rng = np.random.default_rng(11)
records, labels = 240, 5
prevalence = np.array([0.3, 0.05, 0.5, 0.0, 1.0])
truth = (rng.random((records, labels)) < prevalence).astype(float)
logits = rng.normal(size=(records, labels)) + 1.2 * truth - 0.5
probabilities = 1 / (1 + np.exp(-logits))
probabilities[:, :2] = np.round(probabilities[:, :2], 2)          # ties
probabilities[0, 0], probabilities[1, 2] = 0.0, 1.0               # certain
truth[1, 2] = 0                                                    # and wrong
unknown = rng.random((records, labels)) < 0.08
unknown[1, 2] = False
weights = rng.integers(0, 4, records)
thresholds = np.array([0.4, 0.62, 0.5, 0.3, 0.7])

def number(value):
    return None if value is None or not np.isfinite(value) else float(value)

def measure(y, p, t, w):
    both = 0 < y[w > 0].sum() < (w > 0).sum()
    d = (p >= t).astype(int)
    tn, fp, fn, tp = confusion_matrix(y, d, labels=[0, 1], sample_weight=w).ravel()
    return {
        "crossEntropy": log_loss(y, p, labels=[0, 1], eps=np.finfo(float).eps, sample_weight=w),
        "brier": brier_score_loss(y, p, sample_weight=w, pos_label=1),
        "auroc": number(roc_auc_score(y, p, sample_weight=w)) if both else None,
        "averagePrecision": number(average_precision_score(y, p, sample_weight=w)) if y.sum() else None,
        "f1": f1_score(y, d, sample_weight=w, zero_division=0) if y.sum() else None,
        "sensitivity": number(recall_score(y, d, sample_weight=w, zero_division=0)) if y.sum() else None,
        "specificity": number(tn / (tn + fp)) if tn + fp else None,
        "positivePredictiveValue": number(precision_score(y, d, sample_weight=w, zero_division=0)) if tp + fp else None,
        "negativePredictiveValue": number(tn / (tn + fn)) if tn + fn else None,
    }

def calibration(y, p, bins=15):
    place = np.clip(np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], p), 0, bins - 1)
    return sum(abs(np.sum(p[place == b] - y[place == b])) for b in range(bins)) / len(y)

out = {"labels": labels, "probabilities": probabilities.ravel().tolist(), "targets": [None if u else float(v) for v, u in zip(truth.ravel(), unknown.ravel())],
       "weights": weights.tolist(), "thresholds": thresholds.tolist(), "perLabel": [], "weighted": [], "micro": {}, "bestF1": [], "bestYouden": [], "curve": {}}
pooled_y, pooled_p, pooled_d = [], [], []
for k in range(labels):
    known = ~unknown[:, k]
    y, p = truth[known, k].astype(int), probabilities[known, k]
    one = measure(y, p, thresholds[k], np.ones(len(y)))
    one["calibrationError"] = calibration(y, p)
    out["perLabel"].append(one)
    out["weighted"].append(measure(y, p, thresholds[k], weights[known].astype(float)))
    pooled_y.append(y), pooled_p.append(p), pooled_d.append(p >= thresholds[k])
    if y.sum():
        precision, recall, _ = precision_recall_curve(y, p)
        with np.errstate(invalid="ignore"):
            out["bestF1"].append(float(np.nanmax(2 * precision * recall / (precision + recall))))
    else:
        out["bestF1"].append(None)
    if 0 < y.sum() < len(y):
        fpr, tpr, _ = roc_curve(y, p)
        out["bestYouden"].append(float(np.max(tpr - fpr)))
    else:
        out["bestYouden"].append(None)
y, p, d = np.concatenate(pooled_y), np.concatenate(pooled_p), np.concatenate(pooled_d)
out["micro"] = {"crossEntropy": log_loss(y, p, eps=np.finfo(float).eps), "brier": brier_score_loss(y, p), "f1": f1_score(y, d), "sensitivity": recall_score(y, d),
                "positivePredictiveValue": precision_score(y, d)}
known = ~unknown[:, 0]
frequency, mean = calibration_curve(truth[known, 0], probabilities[known, 0], n_bins=10)
out["curve"] = {"frequency": frequency.tolist(), "mean": mean.tolist()}

# CinC 2021: 30 codes, 26 classes.
codes = [row["SNOMEDCTCode"] for row in csv.DictReader(open(sys.argv[1]))]
table = list(csv.reader(open(sys.argv[2])))
classes = [set(cell.split("|")) for cell in table[0][1:]]
reward = np.array([[float(cell) for cell in row[1:]] for row in table[1:]])
normal = next(i for i, c in enumerate(classes) if "426783006" in c)
rows = 150
present = rng.random((rows, len(codes))) < 0.06
score = np.round(np.clip(rng.random((rows, len(codes))) * 0.6 + 0.35 * present, 0, 1), 3)
decided = score >= 0.5

def merge(table):
    return np.stack([table[:, [i for i, code in enumerate(codes) if code in c]].any(1) for c in classes], 1)

def modified_confusion(labels, outputs):
    matrix = np.zeros((len(classes), len(classes)))
    for label, output in zip(labels, outputs):
        share = 1 / max(1, np.sum(np.logical_or(label, output)))
        for j in np.flatnonzero(label):
            for k in np.flatnonzero(output):
                matrix[j, k] += share
    return matrix

truth26, decided26 = merge(present), merge(decided)
inactive = np.zeros_like(truth26)
inactive[:, normal] = True
observed, correct, none = (np.nansum(reward * modified_confusion(truth26, o)) for o in (decided26, truth26, inactive))
out["challenge"] = {"codes": codes, "targets": present.astype(int).ravel().tolist(), "probabilities": score.ravel().tolist(), "threshold": 0.5,
                    "observed": observed, "correct": correct, "inactive": none, "score": (observed - none) / (correct - none)}
print(json.dumps(out))
