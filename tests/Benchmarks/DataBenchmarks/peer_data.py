"""The data benchmarks in h5py, as a user would write them.

usage: peer_data.py layouts SOURCE FOLDER          writes SOURCE's records as FOLDER/{contiguous,chunked,gzip}/exams_part0.hdf5
       peer_data.py read FILE blocks|ordered|shuffled SECONDS   prints records a second of each round over the file, as JSON: raw blocks in order,
                                                   or in order and shuffled as (lead, sample) in millivolts, the work that ours does
       peer_data.py write SOURCE FILE              prints records a second of writing gzip chunks of one record
"""

import json
import pathlib
import shutil
import sys
import time

import h5py
import numpy as np

BATCH = 64
LAYOUTS = {"contiguous": {}, "chunked": dict(chunks=(1, 4096, 12)), "gzip": dict(chunks=(1, 4096, 12), compression="gzip")}


def layouts(source, folder):
    with h5py.File(pathlib.Path(source) / "exams_part0.hdf5") as f:
        tracings, ids = f["tracings"][...], f["exam_id"][...]
    for name, options in LAYOUTS.items():
        target = pathlib.Path(folder) / name
        target.mkdir(parents=True, exist_ok=True)
        with h5py.File(target / "exams_part0.hdf5", "w") as f:
            f.create_dataset("tracings", data=tracings, **options)
            f.create_dataset("exam_id", data=ids)
        for extra in ("exams.csv", "shards.json"):
            shutil.copy(pathlib.Path(source) / extra, target / extra)


def read(path, order, seconds):
    with h5py.File(path) as f:
        tracings = f["tracings"]
        count = len(tracings) - 1
        rng = np.random.default_rng(1)
        for first in range(0, count - BATCH + 1, BATCH):  # the page cache is warm, as it is for ours
            tracings[first:first + BATCH]
        rates, end = [], time.perf_counter() + seconds
        while not rates or time.perf_counter() < end:
            places = rng.permutation(count) if order == "shuffled" else np.arange(count)
            done, start = 0, time.perf_counter()
            for first in range(0, count - BATCH + 1, BATCH):
                if order == "blocks":
                    tracings[first:first + BATCH]
                else:
                    batch = tracings[first:first + BATCH] if order == "ordered" else tracings[np.sort(places[first:first + BATCH])]
                    np.ascontiguousarray(batch.transpose(0, 2, 1)) * np.float32(0.5)
                done += BATCH
                if time.perf_counter() > end and done >= 4 * BATCH:
                    break
            rates.append(done / (time.perf_counter() - start))
    return rates


def write(source, path):
    with h5py.File(pathlib.Path(source) / "exams_part0.hdf5") as f:
        tracings = f["tracings"][:512]
    start = time.perf_counter()
    with h5py.File(path, "w") as f:
        f.create_dataset("tracings", data=tracings, chunks=(1, 4096, 12), compression="gzip", compression_opts=4, shuffle=True)
    return [len(tracings) / (time.perf_counter() - start)]


def main():
    command, *rest = sys.argv[1:]
    if command == "layouts":
        layouts(*rest)
    else:
        rates = read(rest[0], rest[1], float(rest[2])) if command == "read" else write(*rest)
        print(json.dumps({"rates": rates, "h5py": h5py.__version__}))


if __name__ == "__main__":
    main()
