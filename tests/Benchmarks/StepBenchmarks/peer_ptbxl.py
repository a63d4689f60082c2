"""Trains the ResNet1D of a task file in plain PyTorch and prints its logits on the held-out records as JSON.

usage: peer_ptbxl.py TASK    TASK is written by PtbXlCommand; order of records and dropout are PyTorch's own
"""

import json
import math
import sys

import numpy
import torch
from torch import nn

import peer_step


class ResNet1d(nn.Module):
    def __init__(self, task):
        super().__init__()
        kernel, widths = task["KernelSize"], task["StageWidths"]
        self.stem = nn.Conv1d(peer_step.LEADS, task["StemWidth"], kernel, padding=kernel // 2, bias=False)
        self.bn = nn.BatchNorm1d(task["StemWidth"])
        inputs = [task["StemWidth"]] + widths[:-1]
        self.blocks = nn.ModuleList(peer_step.Block(i, o, s, kernel, task["Dropout"]) for i, o, s in zip(inputs, widths, task["StageStrides"]))
        self.head = nn.Linear(widths[-1], task["LabelCount"])

    def forward(self, x):
        x = y = self.bn(self.stem(x))
        for block in self.blocks:
            x, y = block(x, y)
        return self.head(x.mean(2))


def main():
    with open(sys.argv[1]) as file:
        task = json.load(file)
    torch.set_num_threads(task["Threads"])
    torch.manual_seed(1)
    tracings = numpy.memmap(task["Tracings"], dtype=numpy.float32, mode="r").reshape(-1, peer_step.LEADS, task["Samples"])
    labels = numpy.fromfile(task["Labels"], dtype=numpy.float32).reshape(-1, task["LabelCount"])
    training, held_out = numpy.array(task["Training"]), numpy.array(task["HeldOut"])
    net = ResNet1d(task)
    decayed = [p for p in net.parameters() if p.dim() > 1]
    rest = [p for p in net.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}], lr=task["PeakRate"])
    per_epoch = len(training) // task["Batch"]
    steps = task["Epochs"] * per_epoch
    warm_up = round(task["WarmUp"] * steps)

    def rate(step):
        if step < warm_up:
            return (step + 1) / warm_up
        part = (step - warm_up) / max(1, steps - warm_up)
        return task["Floor"] + (1 - task["Floor"]) * 0.5 * (1 + math.cos(math.pi * part))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    net.train()
    for _ in range(task["Epochs"]):
        order = torch.randperm(len(training)).numpy()
        for batch in range(per_epoch):
            chosen = training[order[batch * task["Batch"] : (batch + 1) * task["Batch"]]]
            x, y = torch.from_numpy(tracings[chosen]), torch.from_numpy(labels[chosen])
            known = ~y.isnan()
            losses = nn.functional.binary_cross_entropy_with_logits(net(x), y.nan_to_num(), reduction="none")
            loss = (losses * known).sum() / known.sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    net.eval()
    with torch.no_grad():
        logits = torch.cat([net(torch.from_numpy(tracings[held_out[i : i + 128]])) for i in range(0, len(held_out), 128)])
    print(json.dumps({"parameters": sum(p.numel() for p in net.parameters()), "logits": logits.flatten().tolist()}))


if __name__ == "__main__":
    main()
