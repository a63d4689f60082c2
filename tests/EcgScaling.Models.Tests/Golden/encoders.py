"""The encoders of EcgScaling.Models written independently in PyTorch, from the JSON of their configurations."""
import math

import torch
import torch.nn.functional as F
from torch import nn


def activation(name, inplace=True):
    return {"relu": nn.ReLU(inplace=inplace), "gelu": nn.GELU(), "silu": nn.SiLU()}[name]


def channel_norm(kind, channels):
    if kind == "batch":
        return nn.BatchNorm1d(channels)
    groups = max(g for g in range(1, 9) if channels % g == 0) if kind == "group" else 1
    return nn.GroupNorm(groups, channels)


class PaddedConv(nn.Conv1d):
    """ceil(length / stride) steps for every length."""

    def __init__(self, cin, cout, kernel, stride, style, bias=False):
        super().__init__(cin, cout, kernel, stride=stride, bias=bias)
        self.style = style

    def forward(self, x):
        length, k, s = x.shape[-1], self.kernel_size[0], self.stride[0]
        rows = -(-length // s)
        total = max(0, (rows - 1) * s + k - length)
        left = total // 2 if self.style == "same" else min(total, max(0, (k - s + 1) // 2))
        padded = length + 2 * left - k
        if padded >= 0 and padded // s + 1 == rows:
            return F.conv1d(x, self.weight, self.bias, s, left)
        return F.conv1d(F.pad(x, (left, total - left)), self.weight, self.bias, s)


class AttentivePool(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.query = nn.Parameter(torch.zeros(1, width))

    def forward(self, tokens):
        weights = torch.softmax(F.linear(tokens, self.query) / math.sqrt(tokens.shape[-1]), 1)
        return torch.bmm(weights.transpose(1, 2), tokens).squeeze(1)


class Block(nn.Module):
    def __init__(self, cfg, cin, cout, stride):
        super().__init__()
        kernel, style = cfg["kernelSize"], cfg["padding"]
        self.conv1 = PaddedConv(cin, cout, kernel, 1, style)
        self.bn1 = channel_norm(cfg["normalisation"], cout)
        self.conv2 = PaddedConv(cout, cout, kernel, stride, style)
        self.bn2 = channel_norm(cfg["normalisation"], cout)
        self.act = activation(cfg["activation"])
        self.drop = nn.Dropout(cfg["dropout"])
        layers = [nn.MaxPool1d(stride, ceil_mode=True)] if stride > 1 else []
        layers += [nn.Conv1d(cin, cout, 1, bias=False)] if cin != cout else []
        self.skip_connection = nn.Sequential(*layers) if layers else None

    def forward(self, x, y):
        if self.skip_connection is not None:
            y = self.skip_connection(y)
        y = self.conv2(self.drop(self.act(self.bn1(self.conv1(x))))) + y
        return self.drop(self.act(self.bn2(y))), y


class ResNet1d(nn.Module):
    def __init__(self, cfg, leads):
        super().__init__()
        self.cfg = cfg
        width = cfg["stemWidth"]
        self.conv1 = PaddedConv(leads, width, cfg["kernelSize"], cfg["stemStride"], cfg["padding"])
        self.bn1 = channel_norm(cfg["normalisation"], width)
        self.blocks = []
        for out, stride, count in zip(cfg["stageWidths"], cfg["stageStrides"], cfg["stageBlocks"]):
            for i in range(count):
                block = Block(cfg, width, out, stride if i == 0 else 1)
                self.add_module(f"resblock1d_{len(self.blocks)}", block)
                self.blocks.append(block)
                width = out
        if cfg["pooling"] == "attentive":
            self.pool = AttentivePool(width)

    def forward(self, x):
        x = self.bn1(self.conv1(x))
        if self.cfg["stemActivation"]:
            x = activation(self.cfg["activation"])(x)
        y = x
        for block in self.blocks:
            x, y = block(x, y)
        if self.cfg["pooling"] == "flatten":
            return x.flatten(1)
        return self.pool(x.transpose(1, 2)) if self.cfg["pooling"] == "attentive" else x.mean(2)


def sincos(positions, width):
    half = (width + 1) // 2
    angles = torch.arange(positions, dtype=torch.float64)[:, None] / 10000 ** (torch.arange(half, dtype=torch.float64) / half)
    return torch.cat([angles.sin(), angles.cos()], 1)[:, :width]


class Attention(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.heads, self.p = cfg["heads"], cfg["attentionDropout"]
        self.qkv = nn.Linear(cfg["width"], 3 * cfg["width"])
        self.proj = nn.Linear(cfg["width"], cfg["width"])

    def forward(self, x, angles):
        batch, tokens, width = x.shape
        q, k, v = self.qkv(x).view(batch, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        if angles is not None:
            q, k = turn(q, angles), turn(k, angles)
        scale = math.sqrt(1 / math.sqrt(q.shape[-1]))
        weights = torch.softmax(torch.matmul(q * scale, k.transpose(-2, -1) * scale), -1)
        y = torch.matmul(F.dropout(weights, self.p, self.training), v)
        return self.proj(y.transpose(1, 2).reshape(batch, tokens, width))


def turn(x, angles):
    a, b = x.chunk(2, -1)
    cos, sin = angles.cos().float().to(x.dtype), angles.sin().float().to(x.dtype)
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


class Mlp(nn.Module):
    def __init__(self, cfg, hidden):
        super().__init__()
        self.fc1 = nn.Linear(cfg["width"], hidden)
        self.fc2 = nn.Linear(hidden, cfg["width"])
        self.act = activation(cfg["activation"])
        self.drop = nn.Dropout(cfg["dropout"])

    def forward(self, x):
        return self.drop(self.fc2(self.drop(self.act(self.fc1(x)))))


class TransformerBlock(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        width = cfg["width"]
        self.norm1, self.attn, self.norm2 = nn.LayerNorm(width), Attention(cfg), nn.LayerNorm(width)
        self.mlp = Mlp(cfg, round_half_up(width * cfg["mlpRatio"]))
        self.drop = nn.Dropout(cfg["dropout"])

    def forward(self, x, angles):
        x = x + self.drop(self.attn(self.norm1(x), angles))
        return x + self.mlp(self.norm2(x))


def round_half_up(value):
    return int(math.floor(value + 0.5))


class Transformer(nn.Module):
    def __init__(self, cfg, leads):
        super().__init__()
        self.cfg, self.leads = cfg, leads
        width, size = cfg["width"], cfg["patchSize"]
        self.windows = -(-cfg["input"]["samples"] // size)
        self.per_lead = cfg["patches"] == "perLead"
        self.patch_embed = nn.Module()
        self.patch_embed.proj = nn.Linear(size if self.per_lead else size * leads, width)
        if cfg["pooling"] == "cls":
            self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        if cfg["positions"] == "learned":
            self.pos_embed = nn.Parameter(torch.zeros(1, self.windows, width))
        if self.per_lead:
            self.lead_embed = nn.Parameter(torch.zeros(1, leads, width))
        self.pos_drop = nn.Dropout(cfg["dropout"])
        self.blocks = nn.ModuleList(TransformerBlock(cfg) for _ in range(cfg["depth"]))
        self.norm = nn.LayerNorm(width)
        if cfg["pooling"] == "attentive":
            self.pool = AttentivePool(width)

    def forward(self, x):
        cfg, size = self.cfg, self.cfg["patchSize"]
        x = F.pad(x, (0, self.windows * size - x.shape[-1]))
        x = x.unfold(2, size, size)  # batch, lead, window, sample
        copies = self.leads if self.per_lead else 1
        x = x.reshape(x.shape[0], -1, size) if self.per_lead else x.transpose(1, 2).flatten(2)
        x = self.patch_embed.proj(x)
        if cfg["positions"] == "sinCos":
            x = x + sincos(self.windows, cfg["width"]).float().to(x.dtype).repeat(copies, 1)
        elif cfg["positions"] == "learned":
            x = x + self.pos_embed.repeat(1, copies, 1)
        if self.per_lead:
            x = x + self.lead_embed.repeat_interleave(self.windows, 1)
        x = self.pos_drop(x)
        angles = None
        if cfg["positions"] == "rotary":
            half = cfg["width"] // cfg["heads"] // 2
            angles = torch.arange(self.windows, dtype=torch.float64)[:, None] / 10000 ** (torch.arange(half, dtype=torch.float64) / half)
            angles = angles.repeat(copies, 1)
        if cfg["pooling"] == "cls":
            x = torch.cat([self.cls_token.expand(x.shape[0], -1, -1), x], 1)
            angles = torch.cat([torch.zeros(1, angles.shape[1]), angles]) if angles is not None else None
        for block in self.blocks:
            x = block(x, angles)
        x = self.norm(x)
        pooling = cfg["pooling"]
        if pooling == "cls":
            return x[:, 0]
        return self.pool(x) if pooling == "attentive" else x.flatten(1) if pooling == "flatten" else x.mean(1)


class ConvNextBlock(nn.Module):
    def __init__(self, cfg, width):
        super().__init__()
        hidden = max(1, round(width * cfg["mlpRatio"]))
        self.dwconv = nn.Conv1d(width, width, cfg["kernelSize"], padding=cfg["kernelSize"] // 2, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.pwconv1, self.pwconv2 = nn.Linear(width, hidden), nn.Linear(hidden, width)
        self.act = activation(cfg["activation"])
        if cfg["layerScale"] > 0:
            self.gamma = nn.Parameter(torch.ones(width))

    def forward(self, x):
        h = self.pwconv2(self.act(self.pwconv1(self.norm(self.dwconv(x).transpose(1, 2)))))
        h = h * self.gamma if hasattr(self, "gamma") else h
        return x + h.transpose(1, 2)


class ConvNext1d(nn.Module):
    def __init__(self, cfg, leads):
        super().__init__()
        self.cfg = cfg
        self.downsample_layers, self.stages = nn.ModuleList(), nn.ModuleList()
        width = leads
        for i, (out, stride, count) in enumerate(zip(cfg["stageWidths"], cfg["stageStrides"], cfg["stageBlocks"])):
            conv, norm = PaddedConv(width, out, stride, stride, "symmetric", bias=True), nn.LayerNorm(out if i == 0 else width, eps=1e-6)
            self.downsample_layers.append(nn.ModuleList([conv, norm] if i == 0 else [norm, conv]))
            self.stages.append(nn.Sequential(*[ConvNextBlock(cfg, out) for _ in range(count)]))
            width = out
        self.norm = nn.LayerNorm(width, eps=1e-6)
        if cfg["pooling"] == "attentive":
            self.pool = AttentivePool(width)

    def forward(self, x):
        for layers, stage in zip(self.downsample_layers, self.stages):
            for layer in layers:
                x = layer(x.transpose(1, 2)).transpose(1, 2) if isinstance(layer, nn.LayerNorm) else layer(x)
            x = stage(x)
        x = self.norm(x.transpose(1, 2))
        pooling = self.cfg["pooling"]
        return self.pool(x) if pooling == "attentive" else x.transpose(1, 2).flatten(1) if pooling == "flatten" else x.mean(1)


class S4d(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        width, modes = cfg["width"], cfg["stateSize"] // 2
        self.bidirectional = cfg["bidirectional"]
        self.log_dt = nn.Parameter(torch.zeros(width))
        self.log_a_real = nn.Parameter(torch.zeros(width, modes))
        self.a_imag = nn.Parameter(torch.zeros(width, modes))
        self.c = nn.Parameter(torch.zeros(2 if self.bidirectional else 1, width, modes, 2))
        self.d = nn.Parameter(torch.zeros(width))

    def kernel(self, rows):
        dt, real = self.log_dt.exp()[:, None], -self.log_a_real.exp()
        a, b = real * dt, self.a_imag * dt
        er, ei = a.exp() * b.cos() - 1, a.exp() * b.sin()
        square = real * real + self.a_imag * self.a_imag
        hr, hi = (er * real + ei * self.a_imag) / square, (ei * real - er * self.a_imag) / square
        cr, ci = self.c[..., 0], self.c[..., 1]
        weights = torch.cat([cr * hr - ci * hi, cr * hi + ci * hr], 2).permute(1, 0, 2)
        time = torch.arange(rows, dtype=a.dtype)
        decay, angle = (a[..., None] * time).exp(), b[..., None] * time
        return 2 * torch.bmm(weights, torch.cat([decay * angle.cos(), -(decay * angle.sin())], 1))

    def forward(self, u):
        rows = u.shape[-1]
        length = 1 << (2 * rows - 1).bit_length()
        kernel = self.kernel(rows)
        two_sided = F.pad(kernel[:, 0], (0, length - rows))
        if self.bidirectional:
            two_sided = two_sided + F.pad(kernel[:, 1].flip(1), (length - rows, 0))
        y = torch.fft.irfft(torch.fft.rfft(u, length) * torch.fft.rfft(two_sided, length), length)[..., :rows]
        return y + u * self.d[:, None]


class S4dBlock(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.norm, self.s4d = nn.LayerNorm(cfg["width"]), S4d(cfg)
        self.output_linear = nn.Linear(cfg["width"], 2 * cfg["width"])
        self.act, self.drop = activation(cfg["activation"]), nn.Dropout(cfg["dropout"])

    def forward(self, x):
        y = self.s4d(self.norm(x).transpose(1, 2)).transpose(1, 2).contiguous()
        left, right = self.output_linear(self.drop(self.act(y))).chunk(2, 2)
        return x + self.drop(left * right.sigmoid())


class S4dEncoder(nn.Module):
    def __init__(self, cfg, leads):
        super().__init__()
        self.cfg = cfg
        self.stem = PaddedConv(leads, cfg["width"], cfg["stemStride"], cfg["stemStride"], "symmetric", bias=True)
        self.blocks = nn.ModuleList(S4dBlock(cfg) for _ in range(cfg["depth"]))
        self.norm = nn.LayerNorm(cfg["width"])
        if cfg["pooling"] == "attentive":
            self.pool = AttentivePool(cfg["width"])

    def forward(self, x):
        x = self.stem(x).transpose(1, 2)
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        pooling = self.cfg["pooling"]
        return self.pool(x) if pooling == "attentive" else x.transpose(1, 2).flatten(1) if pooling == "flatten" else x.mean(1)


FAMILIES = {"resnet1d": ResNet1d, "ecgtransformer": Transformer, "convnext1d": ConvNext1d, "s4d": S4dEncoder}


def build(cfg):
    return FAMILIES[cfg["family"]](cfg, len(cfg["input"]["leads"].split(",")))
