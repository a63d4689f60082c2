"""Writes npy/*.npy with NumPy, and what each holds as float32 beside it (*.f32)."""
import pathlib

import numpy as np

out = pathlib.Path(__file__).parent / "npy"
out.mkdir(exist_ok=True)
base = np.arange(2 * 3 * 4).reshape(2, 3, 4)


def save(name, array, version=None):
    with open(out / f"{name}.npy", "wb") as file:
        np.lib.format.write_array(file, array, version=version)
    array.astype("<f4").tofile(out / f"{name}.f32")


for kind in ("float16", "float32", "float64"):
    save(kind, (base / 3 - 2).astype(kind))
for kind in ("int8", "int16", "int32", "int64"):
    save(kind, (base * 5 - 60).astype(kind))
for kind in ("uint8", "uint16", "uint32", "uint64"):
    save(kind, (base * 9).astype(kind))
save("bool", base % 3 == 0)
save("big_float32", (base / 7).astype(">f4"))
save("big_float64", (base / 7).astype(">f8"))
save("big_int16", (base * 300 - 3000).astype(">i2"))
save("version_2", base.astype("<f4"), version=(2, 0))
save("version_3", base.astype("<f4"), version=(3, 0))
save("fortran_column", np.asfortranarray(base.reshape(24, 1).astype("<f4")))
