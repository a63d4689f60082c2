"""Small trials one after the other, as a script of one's own would run them: DataLoader with two workers, AdamW, clipping, a held-out loss at the end.

usage: peer_trials.py TRIALS.json    as TrialsCommand.cs writes it
"""

import json
import os
import sys

import numpy
import torch
from torch import nn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import peer_step  # noqa: E402


class Records(torch.utils.data.Dataset):
    def __init__(self, tracings, labels, indices):
        self.tracings, self.labels, self.indices = tracings, labels, indices

    def __len__(self):
        return len(self.indices)

    def __getitem__(self, item):
        index = self.indices[item]
        return torch.from_numpy(self.tracings[index].copy()), self.labels[index]


def build(trial):
    if trial["Kind"] == "transformer":
        return peer_step.Transformer(trial["Width"], trial["Depth"], trial["Heads"], trial["Patch"])
    assert set(trial["Blocks"]) == {1}, trial
    assert trial["Widths"][0] == trial["Widths"][1], trial
    return peer_step.ResNet1d(widths=trial["Widths"][1:])


def batches_of(loader):
    while True:
        yield from loader


def train(trial, task, tracings, labels):
    pool = numpy.random.permutation(len(tracings))
    held_out, chosen = pool[: task["HeldOut"]], pool[task["HeldOut"] : task["HeldOut"] + trial["Records"]]
    net = build(trial)
    parameters = sum(p.numel() for p in net.parameters()) - sum(p.numel() for p in net.head.parameters())
    assert parameters == trial["Parameters"], (parameters, trial)
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.01)
    loss_of = nn.BCEWithLogitsLoss()
    loader = torch.utils.data.DataLoader(Records(tracings, labels, chosen), task["Batch"], shuffle=True, num_workers=2, drop_last=True, persistent_workers=True)
    for step, (x, target) in enumerate(batches_of(loader), 1):
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of(net(x), target)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        loss.item()
        if step == task["Steps"]:
            break
    net.eval()
    with torch.no_grad():
        return numpy.mean([loss_of(net(x), target).item() for x, target in torch.utils.data.DataLoader(Records(tracings, labels, held_out), task["Batch"])])


def main():
    with open(sys.argv[1]) as file:
        task = json.load(file)
    torch.set_num_threads(task["Threads"])
    torch.manual_seed(1)
    tracings = numpy.memmap(task["Tracings"], dtype=numpy.float32, mode="r").reshape(-1, peer_step.LEADS, peer_step.SAMPLES)
    labels = (torch.rand(len(tracings), peer_step.CLASSES) < 0.2).float()
    for trial in task["Trials"]:
        train(trial, task, tracings, labels)


if __name__ == "__main__":
    main()
