"""Writes CODE-layout files that are wrong in one way each. Run: /usr/bin/python3 make_malformed.py"""
import pathlib
import h5py
import numpy as np

here = pathlib.Path(__file__).parent / "malformed"
here.mkdir(exist_ok=True)
x = np.random.default_rng(1).standard_normal((3, 32, 12)).astype(np.float32)
ids = np.array([41, 17, 0], np.int64)


def write(name, tracings=x, exam_id=ids, names=("tracings", "exam_id"), **kwargs):
    with h5py.File(here / (name + ".hdf5"), "w") as f:
        if tracings is not None:
            f.create_dataset(names[0], data=tracings, track_times=False, **kwargs)
        if exam_id is not None:
            f.create_dataset(names[1], data=exam_id, track_times=False)


write("no_tracings", tracings=None)
write("other_name", names=("signals", "exam_id"))
write("rank_two", tracings=x[0])
write("rank_four", tracings=x[None])
write("eleven_leads", tracings=x[..., :11])
write("leads_first", tracings=x.transpose(0, 2, 1))
write("scalar", tracings=np.float32(3))
write("text", tracings=np.full((3, 32, 12), b"abc"))
write("complex", tracings=x.astype(np.complex64))
write("ids_short", exam_id=ids[:2])
write("ids_long", exam_id=np.arange(9))
write("ids_float", exam_id=ids.astype(np.float64))
write("ids_matrix", exam_id=ids[:, None])
write("ids_text", exam_id=np.array([b"41", b"17", b"0"]))
write("no_ids", tracings=x[:2], exam_id=None)
write("empty", tracings=x[:0], exam_id=ids[:0])
write("no_samples", tracings=x[:, :0])
with h5py.File(here / "group.hdf5", "w") as f:
    f.create_group("tracings")
    f.create_dataset("exam_id", data=ids)
with h5py.File(here / "dangling.hdf5", "w") as f:
    f["tracings"] = h5py.SoftLink("/nowhere")
    f.create_dataset("exam_id", data=ids)
with h5py.File(here / "external_file.hdf5", "w") as f:
    f["tracings"] = h5py.ExternalLink("missing.h5", "/tracings")
    f.create_dataset("exam_id", data=ids)
with h5py.File(here / "huge.hdf5", "w") as f:
    f.create_dataset("tracings", shape=(3, 100_000_000, 12), dtype="f4", chunks=(1, 1000, 12), compression="gzip")
    f.create_dataset("exam_id", data=ids)
with h5py.File(here / "many.hdf5", "w") as f:
    f.create_dataset("tracings", shape=(10**12, 32, 12), dtype="f4", chunks=(1, 32, 12), compression="gzip")
    f.create_dataset("exam_id", shape=(10**12,), dtype="i8", chunks=(1000,))
write("gzip", chunks=(1, 32, 12), compression="gzip", shuffle=True)
data = bytearray((here / "gzip.hdf5").read_bytes())
with h5py.File(here / "gzip.hdf5") as f:
    info = f["tracings"].id.get_chunk_info(1)
data[info.byte_offset + 10:info.byte_offset + 40] = b"\xff" * 30
(here / "damaged_chunk.hdf5").write_bytes(data)
write("fletcher", chunks=(1, 32, 12), fletcher32=True)
data = bytearray((here / "fletcher.hdf5").read_bytes())
with h5py.File(here / "fletcher.hdf5") as f:
    info = f["tracings"].id.get_chunk_info(1)
data[info.byte_offset + 100] ^= 4
(here / "damaged_fletcher.hdf5").write_bytes(data)
(here / "fletcher.hdf5").unlink()
write("contiguous")
whole = (here / "contiguous.hdf5").read_bytes()
(here / "cut_data.hdf5").write_bytes(whole[:-600])
(here / "cut_header.hdf5").write_bytes(whole[:60])
(here / "not_hdf5.hdf5").write_bytes(b"exam_id,age\n1,2\n" * 20)
(here / "zero_bytes.hdf5").write_bytes(b"")
(here / "wrong_signature.hdf5").write_bytes(b"\x89HDG" + whole[4:])
(here / "zeroed_header.hdf5").write_bytes(whole[:8] + bytes(88) + whole[96:])
