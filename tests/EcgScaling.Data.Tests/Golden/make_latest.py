"""Writes small shards in the newest file format (superblock 3, checksummed metadata). Run: /usr/bin/python3 make_latest.py"""
import pathlib
import h5py
import numpy as np

here = pathlib.Path(__file__).parent / "latest"
here.mkdir(exist_ok=True)
x = np.random.default_rng(1).standard_normal((3, 32, 12)).astype(np.float32)
ids = np.array([41, 17, 0], np.int64)
for name, options in {"contiguous": {}, "gzip": dict(chunks=(1, 32, 12), compression="gzip", shuffle=True),
                      "extendible": dict(chunks=(2, 16, 12), compression="gzip", maxshape=(None, 32, 12))}.items():
    with h5py.File(here / (name + ".hdf5"), "w", libver="latest") as f:
        f.create_dataset("tracings", data=x, track_times=False, **options)
        f.create_dataset("exam_id", data=ids, track_times=False)
