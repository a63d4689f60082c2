"""The whole training loop of a net of peer_step.py in PyTorch: memory-mapped tracings, DataLoader, clipping, AdamW, a line of metrics every ten steps.

usage: peer_loop.py NET BATCH THREADS SECONDS STORE [DEVICE PRECISION eager|compile]    DEVICE is cpu or cuda, PRECISION Full, TensorFloat32 or BFloat16; STORE is a prepared store of 32-bit floats; prints JSON as LoopTiming reads it
"""

import json
import os
import resource
import sys
import tempfile
import time

import numpy
import torch
from torch import nn

import peer_step

LEADS, SAMPLES, CLASSES = peer_step.LEADS, peer_step.SAMPLES, peer_step.CLASSES


class Store(torch.utils.data.Dataset):
    def __init__(self, folder):
        self.tracings = numpy.memmap(os.path.join(folder, "tracings.bin"), dtype=numpy.float32, mode="r").reshape(-1, LEADS, SAMPLES)
        self.labels = (torch.rand(len(self.tracings), CLASSES) < 0.2).float()

    def __len__(self):
        return len(self.tracings)

    def __getitem__(self, index):
        return torch.from_numpy(self.tracings[index].copy()), self.labels[index]


def forever(loader):
    while True:
        yield from loader


def main():
    name, batch, threads, seconds, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), sys.argv[5]
    device, precision, compiled = (sys.argv[6:] + ["cpu", "Full", "eager"][len(sys.argv) - 6 :])[:3]
    on_device = device.startswith("cuda")
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    torch.backends.cudnn.benchmark = on_device
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision == "TensorFloat32"
    net = peer_step.NETS[name]().to(device)
    parameters = list(net.parameters())
    optimiser = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.01, **({"fused": True} if on_device else {}))
    model = torch.compile(net, mode="reduce-overhead") if compiled == "compile" else net
    loss_of = nn.BCEWithLogitsLoss()
    loader = torch.utils.data.DataLoader(Store(folder), batch, shuffle=True, num_workers=2, drop_last=True, persistent_workers=True, pin_memory=on_device)
    times, total, warm_up, last = [], 0.0, 20 if on_device else 3, None
    with tempfile.NamedTemporaryFile("w") as metrics:
        for step, (x, target) in enumerate(forever(loader)):
            x, target = x.to(device, non_blocking=True), target.to(device, non_blocking=True)
            optimiser.zero_grad(set_to_none=True)
            with torch.autocast(device, torch.bfloat16, enabled=precision == "BFloat16"):
                loss = loss_of(model(x).float(), target)
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            total += loss.item()
            if step % 10 == 9:
                metrics.write(json.dumps({"step": step + 1, "loss": total / 10}) + "\n")
                metrics.flush()
                total = 0.0
            now = time.perf_counter()
            if step >= warm_up:
                times.append(now - last)
            last = now
            if len(times) > warm_up and sum(times) > seconds:
                break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"Parameters": sum(p.numel() for p in parameters), "Seconds": times, "OverheadShare": 0.0, "PeakBytes": peak}))


if __name__ == "__main__":
    main()
