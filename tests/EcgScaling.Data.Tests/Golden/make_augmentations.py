"""Writes the augmentation goldens with numpy and scipy: the documented draws from a Philox stream of its own, then each change. Run: /usr/bin/python3 make_augmentations.py

Everything is float32 (lead, sample): input, and one file for each augmentation at seed 7, index (3, 41).
"""
import math
import pathlib
import numpy as np
from scipy.spatial.transform import Rotation

here = pathlib.Path(__file__).parent / "augmentations"
here.mkdir(exist_ok=True)
LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6", "VX"]
RATE, SAMPLES, START, LENGTH = 250.0, 400, 37, 301
M64 = (1 << 64) - 1


def mix(v):
    v = (v + 0x9E3779B97F4A7C15) & M64
    v = ((v ^ (v >> 30)) * 0xBF58476D1CE4E5B9) & M64
    v = ((v ^ (v >> 27)) * 0x94D049BB133111EB) & M64
    return v ^ (v >> 31)


class Stream:
    """Philox 4x32-10 keyed by (seed, purpose, index)."""

    def __init__(self, seed, purpose, *index):
        lane = mix(0x243F6A8885A308D3 ^ len(purpose))
        for letter in purpose:
            lane = mix(lane ^ ord(letter))
        for coordinate in index:
            lane = mix(lane ^ (coordinate & M64))
        self.key, self.lane = mix(seed ^ 0x13198A2E03707344), mix(lane ^ len(index))
        self.block, self.words, self.spare = 0, [], None

    def u32(self):
        if not self.words:
            x = [self.block & 0xFFFFFFFF, self.block >> 32, self.lane & 0xFFFFFFFF, self.lane >> 32]
            k = [self.key & 0xFFFFFFFF, self.key >> 32]
            for _ in range(10):
                p, q = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
                x = [(q >> 32) ^ x[1] ^ k[0], q & 0xFFFFFFFF, (p >> 32) ^ x[3] ^ k[1], p & 0xFFFFFFFF]
                k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
            self.words, self.block = x, self.block + 1
        return self.words.pop(0)

    def uniform(self, low=0.0, high=1.0):
        a = self.u32()
        return low + (high - low) * (((a | (self.u32() << 32)) >> 11) / (1 << 53))

    def below(self, bound):
        threshold = (1 << 32) % bound
        while True:
            product = self.u32() * bound
            if product & 0xFFFFFFFF >= threshold:
                return product >> 32

    def gauss(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        angle = 2 * math.pi * self.uniform()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)


def electrodes_to_leads():
    """Rows LEADS, columns RA, LA, LL, V1..V6, VX."""
    ra, la, ll = np.eye(10)[:3]
    limb = {"I": la - ra, "II": ll - ra, "III": ll - la, "aVR": ra - (la + ll) / 2, "aVL": la - (ra + ll) / 2, "aVF": ll - (ra + la) / 2}
    chest = {f"V{n}": np.eye(10)[2 + n] - (ra + la + ll) / 3 for n in range(1, 7)}
    return np.array([{**limb, **chest, "VX": np.eye(10)[9]}[lead] for lead in LEADS])


MIX = electrodes_to_leads()
DOWER = np.array([[.632, -.235, .059], [.235, 1.066, -.132], [-.515, .157, -.917], [.044, .164, -1.387],
                  [.882, .098, -1.277], [1.213, .127, -.601], [1.125, .127, -.086], [.831, .076, .230]])
t = np.arange(LENGTH)


def crop_resize(x, s):
    part = s.uniform(0.5, 1)
    start = s.uniform() * (1 - part) * (LENGTH - 1)
    return np.array([np.interp(start + part * t, t, row) for row in x])


def time_out(x, s):
    length = round(s.uniform(0.2, 0.4) * LENGTH)
    start = s.below(LENGTH - length + 1)
    x[:, start:start + length] = 0
    return x


def lead_mask(x, s):
    kept = s.below(len(x))
    drawn = np.array([s.uniform() < 0.5 for _ in x])
    drawn[kept] = False
    return x * ~drawn[:, None]


def amplitude_scale(x, s):
    return x * np.array([s.uniform(0.8, 1.2) for _ in x])[:, None]


def time_warp(x, s):
    speeds = np.array([s.uniform(0.8, 1.2) for _ in range(5)])
    fine = np.linspace(0, 4, 4 * 5000 + 1)
    speed = np.interp(fine, np.arange(5), speeds)
    passed = np.concatenate([[0], np.cumsum((speed[1:] + speed[:-1]) / 2)])
    places = np.interp(t / (LENGTH - 1) * 4, fine, passed) / passed[-1] * (LENGTH - 1)
    return np.array([np.interp(places, t, row) for row in x])


def baseline_wander(x, s):
    level = s.uniform() * 0.2 / math.sqrt(3)
    for _ in range(3):
        hertz, phase = s.uniform(0.05, 0.5), 2 * math.pi * s.uniform()
        strengths = np.array([level * s.gauss() for _ in range(10)])
        x = x + np.outer(MIX @ strengths, np.cos(2 * math.pi * hertz * t / RATE + phase))
    return x


def powerline(x, s):
    level = s.uniform() * 0.05
    hertz = [50, 60][s.below(2)] * (1 + s.uniform(-0.002, 0.002))
    phase = 2 * math.pi * s.uniform()
    strengths = np.array([level * s.gauss() for _ in range(10)])
    return x + np.outer(MIX @ strengths, np.sin(2 * math.pi * hertz * t / RATE + phase))


def muscle_noise(x, s):
    level = s.uniform() * 0.03
    return x + MIX @ np.array([[level * s.gauss() for _ in t] for _ in range(10)])


def vcg_rotation(x, s):
    frontal, horizontal, sagittal = [math.radians(s.uniform(-45, 45)) for _ in range(3)]
    scale = np.diag([s.uniform(1, 1.5) for _ in range(3)])
    turn = Rotation.from_euler("zyx", [frontal, -horizontal, sagittal]).as_matrix()
    eight = x[[0, 1, 6, 7, 8, 9, 10, 11]]
    change = DOWER @ (scale @ turn - np.eye(3)) @ np.linalg.pinv(DOWER) @ eight
    first, second = change[:2]
    return x + np.vstack([first, second, second - first, -(first + second) / 2, first - second / 2, second - first / 2, change[2:], 0 * first[None]])


def main():
    rng = np.random.default_rng(5)
    x = np.zeros((len(LEADS), SAMPLES), np.float32)
    x[:, START:START + LENGTH] = rng.standard_normal((len(LEADS), LENGTH))
    x.tofile(here / "input.f32")
    for change in (crop_resize, time_out, lead_mask, amplitude_scale, time_warp, baseline_wander, powerline, muscle_noise, vcg_rotation):
        name = change.__name__.replace("_", "-")
        stream = Stream(7, "augment/" + name, 3, 41)
        stream.uniform()  # whether to change at all
        y = x.copy()
        y[:, START:START + LENGTH] = change(x[:, START:START + LENGTH].astype(np.float64), stream)
        y.tofile(here / (name + ".f32"))
    # A window of 200: no lead changes, only the place is drawn.
    stream = Stream(7, "augment/random-crop", 3, 41)
    stream.uniform()
    first = START + stream.below(LENGTH - 200 + 1)
    np.ascontiguousarray(x[:, first:first + 200]).tofile(here / "random-crop.f32")


main()
