"""Makes small files of torch.save, honest and hostile, for the reader of PyTorch files.

Run from this folder with PyTorch 1.13 or newer: python3 make_pytorch_files.py
"""
import collections
import io
import os
import pickle
import zipfile

import numpy
import torch


class Call:
    def __reduce__(self):
        return os.system, ("echo harmed",)


def tensors():
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    return collections.OrderedDict([
        ("conv.weight", base),
        ("turned", base.t()),
        ("part", base[1:3, 2:4]),
        ("half", base.half()[0]),
        ("brain", base.bfloat16()[0]),
        ("counter", torch.tensor(7)),
        ("mask", torch.tensor([True, False, True])),
        ("double", base.double()[3]),
        ("parameter", torch.nn.Parameter(base[0].clone())),
        ("empty", torch.zeros(0, 3)),
    ])


torch.save(tensors(), "state_dict.pt")
torch.save({"epoch": 3, "valid_loss": numpy.float64(0.25), "model": tensors(), "optimizer": {"state": {0: {"step": 1, "exp_avg": torch.ones(2)}}, "param_groups": [{"lr": 1e-3, "betas": (0.9, 0.999), "params": [0]}]}}, "checkpoint.pt")
torch.save({"a": torch.ones(2), "harm": Call()}, "call.pt")
torch.save(torch.nn.Linear(2, 3), "module.pt")
torch.save(tensors(), "legacy.pt", _use_new_zipfile_serialization=False)


def write_safetensors(path, named):
    """The format by hand, so that the C# reader meets another writer."""
    import json
    header, data = {}, b""
    for name, t in named.items():
        raw = t.contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(t.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(path, "wb") as target:
        target.write(len(text).to_bytes(8, "little") + text + data)


# A small network of the 2020 layout with its own head, as its authors save it: {'epoch', 'model', 'valid_loss', 'optimizer'}.
from encoders import build  # noqa: E402

torch.manual_seed(7)
config = {"family": "resnet1d", "stemWidth": 6, "stemStride": 1, "stemActivation": False, "stageWidths": [6, 8, 10], "stageStrides": [1, 4, 4], "stageBlocks": [1, 1, 1],
          "kernelSize": 17, "padding": "symmetric", "dropout": 0, "normalisation": "batch", "activation": "relu", "pooling": "flatten", "input": {"leads": ",".join("x" * 12), "samples": 512}}
net = build(config)
net.lin = torch.nn.Linear(10 * 32, 2)
x = torch.randn(1, 12, 512)
net.train()
net(x)  # moves the running statistics
net.eval()
optimizer = torch.optim.Adam(net.parameters())
torch.save({"epoch": 0, "model": net.state_dict(), "valid_loss": numpy.float32(0.5), "optimizer": optimizer.state_dict()}, "resnet1d_checkpoint.pt")
with torch.no_grad():
    write_safetensors("resnet1d_outputs.safetensors", {"input": x, "logits": net.lin(net(x))})
