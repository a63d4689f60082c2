"""Writes 100 records as the standardised PTB-XL subset has them, record 42 all zero. Run: /usr/bin/python3 make_ptbxl_z.py"""
import pathlib
import h5py
import numpy as np

here = pathlib.Path(__file__).parent / "ptbxl_z"
here.mkdir(exist_ok=True)
rng = np.random.default_rng(3)
tracings = np.round(200 * rng.standard_normal((100, 12, 32))).astype(np.int16)
tracings[41] = 0
with h5py.File(here / "ptbxl_z_100.h5", "w") as f:
    f.create_dataset("tracings", data=tracings, chunks=(1, 12, 32), compression="gzip", shuffle=True, track_times=False)
    f.create_dataset("ecg_id", data=np.arange(1, 101), track_times=False)
