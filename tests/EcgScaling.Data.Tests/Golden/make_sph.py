"""Writes one exam as the SPH data set has it (ecg float16 (12, sample), gzip), and files that are wrong in one way each. Run: /usr/bin/python3 make_sph.py"""
import pathlib
import h5py
import numpy as np

here = pathlib.Path(__file__).parent / "sph"
here.mkdir(exist_ok=True)
with h5py.File(here / "good.h5", "w") as f:
    f.create_dataset("ecg", data=np.random.default_rng(2).standard_normal((12, 64)).astype(np.float16), compression="gzip", track_times=False)

x = np.random.default_rng(3).standard_normal((12, 64)).astype(np.float16)


def write(name, data, dataset="ecg"):
    with h5py.File(here / (name + ".h5"), "w") as f:
        f.create_dataset(dataset, data=data, track_times=False)


write("rank_one", x[0])
write("transposed", x.T)
write("eleven_leads", x[:11])
write("no_samples", x[:, :0])
write("text", np.full((12, 64), b"abc"))
write("complex", x.astype(np.complex64))
write("other_name", x, "signal")
with h5py.File(here / "group.h5", "w") as f:
    f.create_group("ecg")
write("cut", x)
(here / "cut.h5").write_bytes((here / "cut.h5").read_bytes()[:-100])
(here / "not_hdf5.h5").write_bytes(b"not an HDF5 file" * 8)
