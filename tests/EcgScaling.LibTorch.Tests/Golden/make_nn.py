"""Makes nn_parity.json: initial weights, loss curves, initialisers and schedules of PyTorch itself.

Run with Debian's python3-torch 1.13:  OMP_NUM_THREADS=1 /usr/bin/python3 make_nn.py
Tensors are stored as base64 of their little-endian bytes, so that a test can compare bit by bit.
"""
import base64
import json
import math
import os

import torch
from torch import nn
import torch.nn.functional as F

torch.set_num_threads(1)


def pack(t):
    t = t.detach().contiguous()
    return {"shape": list(t.shape), "dtype": str(t.dtype).split(".")[1], "data": base64.b64encode(t.numpy().tobytes()).decode()}


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        b, t, w = x.shape
        q, k, v = self.qkv(x).reshape(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        y = F._scaled_dot_product_attention(q, k, v, None, 0.0, False, False)[0]
        return self.proj(y.transpose(1, 2).reshape(b, t, w))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attn = Attention(width, heads)
        self.drop = nn.Dropout(0.1)
        self.norm2 = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)

    def forward(self, x):
        x = x + self.drop(self.attn(self.norm1(x)))
        return x + self.drop(self.fc2(F.gelu(self.fc1(self.norm2(x)))))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch = nn.Conv1d(2, 16, 8, stride=8)
        self.position = nn.Parameter(torch.zeros(1, 8, 16))
        nn.init.trunc_normal_(self.position, std=0.02)
        self.blocks = nn.ModuleList([Block(16, 4), Block(16, 4)])
        self.norm = nn.LayerNorm(16)
        self.head = nn.Linear(16, 5)

    def forward(self, x):
        x = self.patch(x).transpose(1, 2) + self.position
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x).mean(1))


def conv_net():
    return nn.Sequential(
        nn.Conv1d(3, 8, 7, padding=3), nn.BatchNorm1d(8), nn.GELU(), nn.Dropout(0.2),
        nn.Conv1d(8, 8, 5, stride=2, groups=2, bias=False), nn.GroupNorm(2, 8), nn.ReLU(), nn.MaxPool1d(3, 2, 1),
        nn.AdaptiveAvgPool1d(4), nn.Flatten(), nn.Linear(32, 5))


OPTIMIZERS = {
    "adamw": lambda p: torch.optim.AdamW(p, 1e-2, weight_decay=0.01, foreach=True),
    "adamw_amsgrad": lambda p: torch.optim.AdamW(p, 5e-3, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1, amsgrad=True, foreach=True),
    "adam": lambda p: torch.optim.Adam(p, 1e-2, weight_decay=0.01, foreach=True),
    "adam_maximize": lambda p: torch.optim.Adam(p, 1e-3, maximize=True, foreach=True),
    "sgd": lambda p: torch.optim.SGD(p, 0.05, foreach=True),
    "sgd_momentum": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, dampening=0.1, weight_decay=1e-3, foreach=True),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, nesterov=True, weight_decay=1e-3, foreach=True),
}


def run(make, channels, optimizer, clip, steps=30):
    torch.manual_seed(1234)
    net = make()
    start = {k: pack(v) for k, v in net.state_dict().items()}
    x = torch.randn(6, channels, 64)
    y = (torch.rand(6, 5) > 0.5).float()
    opt = OPTIMIZERS[optimizer](net.parameters())
    losses, norms = [], []
    for _ in range(steps):
        opt.zero_grad()
        loss = F.binary_cross_entropy_with_logits(net(x), y)
        loss.backward()
        if clip:
            norms.append(nn.utils.clip_grad_norm_(net.parameters(), clip).item())
        opt.step()
        losses.append(loss.item())
    net.eval()
    with torch.no_grad():
        out = net(x)
    return {"initial": start, "losses": losses, "norms": norms, "final": {k: pack(v) for k, v in net.state_dict().items()}, "eval": pack(out)}


def initialisers():
    made = {}

    def take(name, shape, f):
        torch.manual_seed(7)
        t = torch.empty(*shape)
        f(t)
        made[name] = pack(t)

    take("uniform", (5, 7), lambda t: nn.init.uniform_(t, -0.3, 0.4))
    take("normal", (5, 7), lambda t: nn.init.normal_(t, 0.1, 0.02))
    take("trunc_normal", (20, 30), lambda t: nn.init.trunc_normal_(t, std=0.02))
    take("trunc_normal_cut", (20, 30), lambda t: nn.init.trunc_normal_(t, 0.5, 1.5, -0.2, 1.0))
    take("kaiming_uniform", (8, 4, 3), lambda t: nn.init.kaiming_uniform_(t, a=math.sqrt(5)))
    take("kaiming_normal", (8, 4, 3), lambda t: nn.init.kaiming_normal_(t, mode="fan_out", nonlinearity="relu"))
    take("xavier_uniform", (8, 4, 3), lambda t: nn.init.xavier_uniform_(t, gain=1.5))
    take("xavier_normal", (8, 4, 3), lambda t: nn.init.xavier_normal_(t))
    take("orthogonal_wide", (3, 5), lambda t: nn.init.orthogonal_(t))
    take("orthogonal_tall", (6, 2, 2), lambda t: nn.init.orthogonal_(t, 2.0))
    return made


def layers():
    torch.manual_seed(99)
    made = {
        "conv_transpose": nn.ConvTranspose1d(4, 6, 5, stride=2, padding=1, output_padding=1, groups=2),
        "embedding": nn.Embedding(10, 4, padding_idx=3),
        "linear": nn.Linear(7, 3, bias=False),
        "attention": nn.MultiheadAttention(8, 2),
        "same": nn.Conv1d(3, 4, 4, padding="same"),
        "circular": nn.Conv1d(3, 4, 5, padding=2, padding_mode="circular"),
        "instance": nn.InstanceNorm1d(3, affine=True, track_running_stats=True),
    }
    x = torch.randn(5, 2, 8)
    s = torch.randn(2, 3, 12)
    padding = torch.tensor([[False, False, True, False, False], [False] * 5])
    attended, weights = made["attention"](x, x, x, key_padding_mask=padding)
    out = {
        "conv_transpose": made["conv_transpose"](torch.arange(48.0).reshape(2, 4, 6) / 48),
        "embedding": made["embedding"](torch.tensor([[1, 3, 9]])),
        "linear": made["linear"](torch.arange(14.0).reshape(2, 7) / 14),
        "attention": attended,
        "attention_weights": weights,
        "same": made["same"](s),
        "circular": made["circular"](s),
        "instance": made["instance"](s),
    }
    return {
        "weights": {f"{n}.{k}": pack(v) for n, m in made.items() for k, v in m.state_dict().items()},
        "x": pack(x), "s": pack(s), "outputs": {k: pack(v) for k, v in out.items()},
    }


def schedules():
    made = {}

    def take(name, make, steps=25, optimizer=None, metric=None):
        p = nn.Parameter(torch.zeros(1))
        opt = optimizer(p) if optimizer else torch.optim.SGD([p], 0.1, momentum=0.9)
        schedule = make(opt)
        rates, momenta = [], []
        for i in range(steps):
            group = opt.param_groups[0]
            rates.append(group["lr"])
            momenta.append(group["momentum"] if "momentum" in group else group["betas"][0])
            opt.step()
            schedule.step(metric(i)) if metric else schedule.step()
        made[name] = {"rates": rates, "momenta": momenta}

    s = torch.optim.lr_scheduler
    take("step", lambda o: s.StepLR(o, 4, 0.5))
    take("multistep", lambda o: s.MultiStepLR(o, [3, 8, 8, 15], 0.3))
    take("exponential", lambda o: s.ExponentialLR(o, 0.9))
    take("constant", lambda o: s.ConstantLR(o, 0.25, 6))
    take("linear", lambda o: s.LinearLR(o, 0.1, 0.8, 10))
    take("cosine", lambda o: s.CosineAnnealingLR(o, 8, 0.001))
    take("lambda", lambda o: s.LambdaLR(o, lambda e: 0.95 ** e))
    take("sequential", lambda o: s.SequentialLR(o, [s.LinearLR(o, 0.1, 1.0, 5), s.CosineAnnealingLR(o, 15), s.StepLR(o, 2, 0.5)], [5, 20]))
    take("onecycle", lambda o: s.OneCycleLR(o, 0.3, total_steps=25))
    take("onecycle_three", lambda o: s.OneCycleLR(o, 0.3, epochs=5, steps_per_epoch=5, three_phase=True, anneal_strategy="linear"))
    take("onecycle_adam", lambda o: s.OneCycleLR(o, 0.01, total_steps=25), optimizer=lambda p: torch.optim.AdamW([p], 1e-3))
    take("plateau", lambda o: s.ReduceLROnPlateau(o, factor=0.5, patience=2, cooldown=1, min_lr=0.01), metric=lambda i: 1.0 / (1 + min(i, 6)))
    take("plateau_max", lambda o: s.ReduceLROnPlateau(o, mode="max", factor=0.5, patience=1, threshold=0.01, threshold_mode="abs"), metric=lambda i: math.sin(i / 3))
    return made


result = {
    "torch": torch.__version__,
    "conv": {name: run(conv_net, 3, name, clip) for name, clip in [
        ("adamw", None), ("adamw_amsgrad", 0.5), ("adam", None), ("adam_maximize", None), ("sgd", None), ("sgd_momentum", 0.2), ("sgd_nesterov", None)]},
    "transformer": {name: run(Transformer, 2, name, clip) for name, clip in [("adamw", 1.0), ("adam", None), ("sgd_nesterov", None)]},
    "initialisers": initialisers(),
    "layers": layers(),
    "schedules": schedules(),
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "nn_parity.json")
with open(path, "w") as f:
    json.dump(result, f, indent=1)
    f.write("\n")
