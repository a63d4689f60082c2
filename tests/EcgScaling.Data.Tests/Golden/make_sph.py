"""Writes one exam as the SPH data set has it: ecg float16 (12, sample), gzip. Run: /usr/bin/python3 make_sph.py"""
import pathlib
import h5py
import numpy as np

here = pathlib.Path(__file__).parent / "sph"
here.mkdir(exist_ok=True)
with h5py.File(here / "good.h5", "w") as f:
    f.create_dataset("ecg", data=np.random.default_rng(2).standard_normal((12, 64)).astype(np.float16), compression="gzip", track_times=False)
