"""Writes small CODE-layout files with h5py, in each layout and type the reader knows. Run: /usr/bin/python3 make_code.py"""
import pathlib
import h5py
import numpy as np

here = pathlib.Path(__file__).parent / "code"
here.mkdir(exist_ok=True)
rng = np.random.default_rng(1)
N, T = 6, 64
x = np.round(rng.standard_normal((N + 1, T, 12)) * 64).astype(np.float32) / 64
x[0, :9] = 0
x[0, -5:] = 0  # zero padding: recorded samples 9 to 58
x[3] = 0  # an all-zero tracing
x[N] = 0  # the closing row
ids = np.array([41, 17, 99, 23, 5, 1000, 0], np.int64)


def write(name, **kwargs):
    data = kwargs.pop("data", x)
    with h5py.File(here / (name + ".hdf5"), "w", track_order=False) as f:
        f.create_dataset("tracings", data=data, track_times=False, **kwargs)
        f.create_dataset("exam_id", data=ids, track_times=False)


write("contiguous")
write("chunked", chunks=(1, T, 12))
write("gzip", chunks=(1, T, 12), compression="gzip")
write("gzip_shuffle", chunks=(1, T, 12), compression="gzip", shuffle=True)
write("gzip_three", chunks=(3, T, 12), compression="gzip", shuffle=True)
write("part_chunks", chunks=(2, 16, 3), compression="gzip")
write("fletcher", chunks=(1, T, 12), fletcher32=True)
write("double", data=x.astype(np.float64), chunks=(1, T, 12), compression="gzip", shuffle=True)
write("double_contiguous", data=x.astype(np.float64))
write("half", data=x.astype(np.float16))
write("big_endian", data=x.astype(">f4"))
write("int16", data=(x * 64).astype(np.int16), chunks=(1, T, 12), compression="gzip", shuffle=True)
x.astype("<f4").tofile(here / "tracings.f32")
(here / "exams.csv").write_text("""exam_id,age,is_male,nn_predicted_age,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id,death,timey,normal_ecg,trace_file
5,61,True,60.1,False,False,True,False,False,True,7,False,2.5,False,exams_part0.hdf5
17,45.5,False,44.0,False,False,False,False,True,False,7,,,True,exams_part0.hdf5
23,30,False,31.0,False,False,False,False,False,False,8,,,True,exams_part0.hdf5
41,,True,50.0,True,,False,False,False,False,9,,,False,exams_part0.hdf5
77,50,True,50.0,False,False,False,False,False,False,10,,,False,exams_part0.hdf5
99,80,True,79.0,False,True,False,True,False,False,11,,,False,exams_part0.hdf5
300,20,True,21.0,False,False,False,False,False,False,12,,,True,exams_part3.hdf5
41,20,True,21.0,False,False,False,False,False,False,12,,,True,exams_part0.hdf5
""")
