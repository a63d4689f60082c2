"""Reference values for losses and scores, from PyTorch and scipy. Run: python3 make_losses.py > losses.json"""
import json
import numpy as np
import torch
import torch.nn.functional as F
from scipy.stats import mannwhitneyu

rng = np.random.default_rng(7)

# NT-Xent over 2B views; views of the same patient that are not the partner are no candidates.
rows, width, temperature = 6, 5, 0.2
first, second = rng.normal(size=(rows, width)), rng.normal(size=(rows, width))
patients = [1, 2, 2, 3, 4, 1]
views = F.normalize(torch.tensor(np.concatenate([first, second])), dim=1)
losses = []
for i in range(2 * rows):
    partner = (i + rows) % (2 * rows)
    keep = [j for j in range(2 * rows) if j == partner or patients[j % rows] != patients[i % rows]]
    logits = torch.stack([views[i] @ views[j] for j in keep]) / temperature
    losses.append(torch.logsumexp(logits, 0) - logits[keep.index(partner)])
ntxent = torch.stack(losses).mean().item()

# Multi-label cross-entropy and AUROC with ties and unknown labels.
records, labels = 60, 3
logits = np.round(rng.normal(size=(records, labels)), 1)
targets = (rng.random((records, labels)) < 0.3).astype(float)
targets[rng.random((records, labels)) < 0.1] = np.nan
known = ~np.isnan(targets)
bce = F.binary_cross_entropy_with_logits(torch.tensor(logits), torch.tensor(np.nan_to_num(targets)), reduction="none").numpy()
aurocs, means = [], []
for k in range(labels):
    positive, negative = logits[known[:, k] & (targets[:, k] == 1), k], logits[known[:, k] & (targets[:, k] == 0), k]
    aurocs.append(mannwhitneyu(positive, negative).statistic / (len(positive) * len(negative)))
    means.append(bce[known[:, k], k].mean())
rate = [targets[known[:, k], k].mean() for k in range(labels)]
trivial = sum(-(p * np.log(p) + (1 - p) * np.log(1 - p)) * known[:, k].sum() for k, p in enumerate(rate)) / known.sum()

# The training loss with weights of positives and smoothing.
smoothing, weights = 0.1, [1.0, 2.0, 0.5]
smooth = np.nan_to_num(targets) * (1 - smoothing) + smoothing / 2
weighted = F.binary_cross_entropy_with_logits(torch.tensor(logits), torch.tensor(smooth), pos_weight=torch.tensor(weights).double(), reduction="none").numpy()

print(json.dumps({
    "first": first.ravel().tolist(), "second": second.ravel().tolist(), "patients": patients, "width": width, "temperature": temperature, "ntxent": ntxent,
    "logits": logits.ravel().tolist(), "targets": [None if np.isnan(v) else v for v in targets.ravel()], "labels": labels,
    "micro": bce[known].mean(), "perLabel": means, "aurocs": aurocs, "trivial": trivial,
    "smoothing": smoothing, "weights": weights, "training": weighted[known].mean(),
}, indent=1))
