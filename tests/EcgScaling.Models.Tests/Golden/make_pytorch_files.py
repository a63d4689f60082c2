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
