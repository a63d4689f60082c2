"""Makes encoders.json: features, gradients, FLOPs and kept activations of every configuration in encoder_cases.json, by PyTorch.

Run from this folder with PyTorch 1.13 or newer: python3 make_encoders.py
"""
import json
import math

import numpy
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from encoders import build

BATCH = 2


def uniform(count, stream):
    """Numbers in [-0.5, 0.5) that any language makes alike: a hash of the index in 32-bit arithmetic."""
    x = (numpy.arange(count, dtype=numpy.uint64) + numpy.uint64(stream * 1000003 + 1)) & numpy.uint64(0xFFFFFFFF)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = ((x ^ (x >> numpy.uint64(shift))) * numpy.uint64(factor)) & numpy.uint64(0xFFFFFFFF)
    return (x ^ (x >> numpy.uint64(16))).astype(numpy.float64) / 2**32 - 0.5


def fill(module):
    """Weights by rule, so that they need not be stored."""
    with torch.no_grad():
        for stream, (name, p) in enumerate(sorted(module.named_parameters())):
            u = torch.from_numpy(uniform(p.numel(), stream)).reshape(p.shape)
            last = name.rsplit(".", 1)[-1]
            if last == "log_dt":
                value = u * 4 - 4
            elif last == "log_a_real":
                value = u - 0.7
            elif last == "a_imag":
                value = u + math.pi * torch.arange(p.shape[1], dtype=torch.float64)
            elif last in ("gamma",) or (last == "weight" and p.dim() == 1):
                value = 1 + 0.4 * u
            elif p.dim() > 1 and last not in ("c", "cls_token", "pos_embed", "lead_embed", "query"):
                value = u * math.sqrt(12 / (p.numel() / p.shape[0]))
            else:
                value = u
            p.copy_(value.float())


class Flops(TorchDispatchMode):
    """Two for each multiply-add of every convolution, matrix product and Fourier transform that is dispatched."""

    total = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        out = func(*args, **(kwargs or {}))
        name = func._schema.name
        if name == "aten::convolution":
            self.total += 2 * out.numel() * args[1][0].numel()
        elif name == "aten::convolution_backward":
            grad, weight, mask = args[0], args[2], args[-1]
            self.total += (mask[0] + mask[1]) * 2 * grad.numel() * weight[0].numel()
        elif name == "aten::mm":
            self.total += 2 * args[0].numel() * args[1].shape[1]
        elif name == "aten::addmm":
            self.total += 2 * args[1].numel() * args[2].shape[1]
        elif name == "aten::bmm":
            self.total += 2 * args[0].numel() * args[1].shape[2]
        elif name in ("aten::_fft_r2c", "aten::_fft_c2r", "aten::_fft_c2c"):
            n = args[3] if name == "aten::_fft_c2r" else args[0].shape[-1]
            rows = out.numel() // out.shape[-1]
            self.total += rows * int((5 if name == "aten::_fft_c2c" else 2.5) * n * math.log2(n))
        return out


def count(module, x):
    with Flops() as forward:
        y = module(x)
    with Flops() as backward:
        y.sum().backward()
    return forward.total, forward.total + backward.total


def kept_bytes(module, x):
    own = {p.storage().data_ptr() for p in list(module.parameters()) + list(module.buffers())}
    storages = {}

    def pack(t):
        if t.storage().data_ptr() not in own:
            storages[t.storage().data_ptr()] = (t.storage().nbytes(), t)
        return t

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda t: t):
        module(x)
    return sum(size for size, _ in storages.values())


def rounded(values):
    return [float(f"{v:.12g}") for v in values]


def evaluate(cfg, x, dtype):
    module = build(cfg)
    fill(module)
    module.eval()
    module.to(dtype)
    y = module(x.to(dtype))
    direction = torch.from_numpy(uniform(y.numel(), 99)).reshape(y.shape).to(dtype)
    (y * direction).sum().backward()
    gradients = {}
    for stream, (key, p) in enumerate(sorted(module.named_parameters())):
        g = p.grad.double().flatten()
        probe = torch.from_numpy(uniform(g.numel(), 1000 + stream))
        gradients[key] = rounded([g.norm().item(), (g * probe).sum().item()])
    y = y.detach().double().flatten()
    return {"norm": y.norm().item(), "features": rounded(y[:: -(-y.numel() // 64)].tolist()), "gradients": gradients}


def start(cfg):
    """Norm and projection of each parameter as it starts under seed 11, for the family that keeps PyTorch's own initialisation."""
    if cfg["family"] != "resnet1d" or cfg["initialisation"] != "uniform":
        return {}
    torch.manual_seed(11)
    named = [(k, p.detach().double().flatten()) for k, p in build(cfg).named_parameters() if k != "pool.query"]
    return {k: rounded([p.norm().item(), (p * torch.from_numpy(uniform(p.numel(), 7))).sum().item()]) for k, p in named if p.dim() and k.endswith("weight") and "bn" not in k}


def run(name, cfg):
    leads, samples = len(cfg["input"]["leads"].split(",")), cfg["input"]["samples"]
    module = build(cfg)
    fill(module)
    module.train()
    x = torch.from_numpy(uniform(BATCH * leads * samples, 77)).float().reshape(BATCH, leads, samples) * 4
    two = count(module, x)
    kept = [kept_bytes(module, torch.cat([x] * (b // 2))) for b in (2, 4)]
    # Dropout is random: parity is checked in evaluation mode, with running statistics at their start.
    exact, single = evaluate(cfg, x, torch.float64), evaluate(cfg, x, torch.float32)
    return {
        "parameters": sum(p.numel() for p in module.parameters()),
        "forwardFlops": two[0],
        "trainingFlops": two[1],
        "keptBytes": kept[0],
        "keptBytesOfFour": kept[1],
        "start": start(cfg),
        "exact": exact,
        "single": single,
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    with open("encoder_cases.json") as source:
        cases = json.load(source)
    golden = {name: run(name, cfg) for name, cfg in cases.items()}
    with open("encoders.json", "w") as target:
        target.write("{\n" + ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in golden.items()) + "\n}\n")
