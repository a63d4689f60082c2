"""Times one training step (forward, backward, AdamW) of the benchmarked nets in PyTorch, as a user would write them.

usage: peer_step.py NET BATCH THREADS SECONDS    prints the parameter count, the seconds of every timed step and the peak memory as JSON, as Timing reads it
The nets equal those of EcgScaling.Models: the two-stream ResNet1D of Ribeiro 2020 (k 17, flatten head, dropout 0.2) and a pre-norm ViT over
patches of 64 samples of all leads (learned positions, mean pooling, dropout 0).
"""

import json
import resource
import sys
import time

import torch
from torch import nn

CLASSES = 6
LEADS, SAMPLES = 12, 4096


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, kernel=17, dropout=0.2):
        super().__init__()
        self.conv1 = nn.Conv1d(inputs, outputs, kernel, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm1d(outputs)
        self.drop1 = nn.Dropout(dropout)
        self.conv2 = nn.Conv1d(outputs, outputs, kernel, stride=stride, padding=(kernel - stride + 1) // 2, bias=False)
        self.bn2 = nn.BatchNorm1d(outputs)
        self.drop2 = nn.Dropout(dropout)
        self.pool = nn.MaxPool1d(stride, stride) if stride > 1 else nn.Identity()
        self.skip = nn.Conv1d(inputs, outputs, 1, bias=False) if inputs != outputs else nn.Identity()

    def forward(self, x, y):
        y = self.skip(self.pool(y))
        x = self.drop1(torch.relu(self.bn1(self.conv1(x))))
        y = self.conv2(x) + y
        return self.drop2(torch.relu(self.bn2(y))), y


class ResNet1d(nn.Module):
    def __init__(self, multiplier=1, widths=None):
        super().__init__()
        widths = widths or [round(width * multiplier) for width in (64, 128, 196, 256, 320)]
        self.stem = nn.Conv1d(LEADS, widths[0], 17, padding=8, bias=False)
        self.bn = nn.BatchNorm1d(widths[0])
        inputs = [widths[0]] + widths[:-1]
        self.blocks = nn.ModuleList(Block(i, o, s) for i, o, s in zip(inputs, widths, (1, 4, 4, 4, 4)))
        self.head = nn.Linear(widths[-1] * SAMPLES // 256, CLASSES)

    def forward(self, x):
        x = y = self.bn(self.stem(x))
        for block in self.blocks:
            x, y = block(x, y)
        return self.head(x.flatten(1))


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x):
        batch, tokens, width = x.shape
        q, k, v = self.qkv(x).view(batch, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-2, -1) * (width // self.heads) ** -0.5, dim=-1)
        return self.out((weights @ v).transpose(1, 2).reshape(batch, tokens, width))


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class Transformer(nn.Module):
    def __init__(self, width, depth, heads, patch=64):
        super().__init__()
        self.patch = patch
        self.embed = nn.Linear(LEADS * patch, width)
        self.position = nn.Parameter(torch.zeros(1, SAMPLES // patch, width))
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, CLASSES)

    def forward(self, x):
        batch = x.shape[0]
        tokens = x.view(batch, LEADS, SAMPLES // self.patch, self.patch).transpose(1, 2).reshape(batch, SAMPLES // self.patch, -1)
        x = self.embed(tokens) + self.position
        for layer in self.layers:
            x = layer(x)
        return self.head(self.norm(x).mean(1))


NETS = {
    "resnet-x1/16": lambda: ResNet1d(1 / 16),
    "resnet-x1/4": lambda: ResNet1d(1 / 4),
    "resnet-x1": lambda: ResNet1d(1),
    "resnet-x4": lambda: ResNet1d(4),
    "transformer-d64": lambda: Transformer(64, 4, 4),
    "transformer-d256": lambda: Transformer(256, 6, 4),
    "transformer-d768": lambda: Transformer(768, 12, 12),
}


def main():
    name, batch, threads, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    net = NETS[name]()
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.01)
    x = torch.randn(batch, LEADS, SAMPLES)
    target = (torch.rand(batch, CLASSES) < 0.2).float()
    loss_of = nn.BCEWithLogitsLoss()

    def step():
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of(net(x), target)
        loss.backward()
        optimiser.step()
        return loss.item()

    for _ in range(2):
        step()
    times = []
    end = time.perf_counter() + seconds
    while len(times) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"Parameters": sum(p.numel() for p in net.parameters()), "Seconds": times, "PeakBytes": peak}))


if __name__ == "__main__":
    main()
