"""Writes the filter goldens: scipy's outputs for one signal, as little-endian float64. Run: /usr/bin/python3 make_filters.py"""
import pathlib
import numpy as np
from scipy import signal

here = pathlib.Path(__file__).parent / "filters"
here.mkdir(exist_ok=True)
rng = np.random.default_rng(3)
t = np.arange(1000) / 500
x = (0.8 * np.sin(2 * np.pi * 7 * t) + 0.3 * np.sin(2 * np.pi * 0.3 * t + 1) + 0.05 * np.sin(2 * np.pi * 60 * t)
     + 0.4 * np.exp(-((t % 0.8 - 0.4) / 0.012) ** 2) + 0.02 * rng.standard_normal(1000) + 0.7)
x = x.astype(np.float32).astype(np.float64)


def save(name, y):
    np.asarray(y, "<f8").tofile(here / (name + ".f64"))


save("input", x)
save("resample_500_400", signal.resample_poly(x, 4, 5))
save("resample_500_100", signal.resample_poly(x, 1, 5))
save("resample_500_1000", signal.resample_poly(x, 2, 1))
save("resample_257_400", signal.resample_poly(x, 400, 257))
for name, args in {
    "highpass_0.5_4": dict(N=4, Wn=0.5, btype="highpass"),
    "highpass_0.67_3": dict(N=3, Wn=0.67, btype="highpass"),
    "lowpass_40_4": dict(N=4, Wn=40, btype="lowpass"),
    "lowpass_100_5": dict(N=5, Wn=100, btype="lowpass"),
    "bandpass_0.5_40_4": dict(N=4, Wn=[0.5, 40], btype="bandpass"),
    "bandpass_5_15_3": dict(N=3, Wn=[5, 15], btype="bandpass"),
}.items():
    save(name, signal.sosfiltfilt(signal.butter(fs=500, output="sos", **args), x))
for fs in (500, 1000, 300):
    n, wn = signal.ellipord(0.8, 0.2, 0.5, 40, fs=fs)
    sos = signal.iirfilter(n, wn, rp=0.5, rs=40, btype="highpass", ftype="ellip", output="sos", fs=fs)
    save(f"ellip_{fs}", signal.sosfiltfilt(sos, x, padtype="constant"))
for hz in (50, 60):
    b, a = signal.iirnotch(hz, 30, fs=500)
    save(f"notch_{hz}", signal.filtfilt(b, a, x))
