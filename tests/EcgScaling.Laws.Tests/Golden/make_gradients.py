"""Complex-step gradients of every law, as an independent reference for the C# ones. Writes gradients.csv: law, parameters, inputs, value, gradient."""
import cmath
import csv
import math
import random

random.seed(20260101)
H = 1e-30


def power(x, p):
    return cmath.exp(p * cmath.log(x))


def sigmoid(t):
    return 1 / (1 + cmath.exp(-t))


def m4(p, x):
    e, top, b, c, a = p
    value = complex((e + top).real / 2)
    lo, hi = e.real, top.real
    f = lambda v: (cmath.log(v - e) - a * cmath.log(top - v) - cmath.log(b) + c * math.log(x[0]))
    for _ in range(200):
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if f(complex(mid)).real < 0 else (lo, mid)
    value = complex((lo + hi) / 2)
    for _ in range(4):
        value -= f(value) / (1 / (value - e) + a / (top - value))
    return value


def effective(d, u, r):
    return u * (1 + r * (1 - cmath.exp(-(d / u - 1) / r)))


LAWS = {
    "chinchilla": (lambda p, x: p[0] + p[1] * power(x[0], -p[3]) + p[2] * power(x[1], -p[4]), [(.5, 2), (50, 500), (100, 2000), (.2, .6), (.2, .6)], "ND"),
    "general": (lambda p, x: p[0] + power(p[1] * power(x[0], -p[3]) + p[2] * power(x[1], -p[4]), p[5]), [(.5, 2), (50, 500), (100, 2000), (.2, .6), (.2, .6), (.4, 1.7)], "ND"),
    "kaplan": (lambda p, x: p[0] + power(p[1] * power(x[0], -p[3]) + p[2] / x[1], p[4]), [(.5, 2), (1e3, 1e5), (1e6, 1e8), (.5, 1.2), (.1, .5)], "ND"),
    "kaplan-no-e": (lambda p, x: power(p[0] * power(x[0], -p[2]) + p[1] / x[1], p[3]), [(1e3, 1e5), (1e6, 1e8), (.5, 1.2), (.1, .5)], "ND"),
    "tied": (lambda p, x: p[0] + p[1] * power(x[0], -p[3]) + p[2] * power(x[1], -p[3]), [(.5, 2), (50, 500), (100, 2000), (.2, .6)], "ND"),
    "no-e": (lambda p, x: p[0] * power(x[0], -p[2]) + p[1] * power(x[1], -p[3]), [(50, 500), (100, 2000), (.2, .6), (.2, .6)], "ND"),
    "product": (lambda p, x: p[0] + p[1] * power(x[0], -p[2]) * power(x[1], -p[3]), [(.5, 2), (50, 500), (.1, .3), (.1, .3)], "ND"),
    "power-n": (lambda p, x: p[0] + p[1] * power(x[0], -p[2]), [(.5, 2), (50, 500), (.2, .6)], "N"),
    "m1": (lambda p, x: p[0] * power(x[0], -p[1]), [(50, 500), (.2, .6)], "N"),
    "m3": (lambda p, x: p[0] + p[1] * power(1 / x[0] + p[3], p[2]), [(.5, 2), (50, 500), (.2, .6), (1e-9, 1e-7)], "N"),
    "m4": (m4, [(.5, 1), (4, 8), (50, 500), (.2, .5), (.1, 2)], "N"),
    "bnsl-1": (lambda p, x: p[0] + p[1] * power(x[0], -p[2]) * power(1 + power(x[0] / p[4], 1 / p[5]), -p[3] * p[5]), [(.5, 2), (50, 500), (.1, .4), (-.3, .5), (1e6, 1e9), (.2, 1)], "N"),
    "bnsl-2": (lambda p, x: p[0] + p[1] * power(x[0], -p[2]) * power(1 + power(x[0] / p[4], 1 / p[5]), -p[3] * p[5]) * power(1 + power(x[0] / p[7], 1 / p[8]), -p[6] * p[8]),
               [(.5, 2), (50, 500), (.1, .4), (-.3, .5), (1e6, 1e8), (.2, 1), (-.3, .5), (1e8, 1e9), (.2, 1)], "N"),
    "over-training": (lambda p, x: p[0] + (p[1] * power(x[1] / x[0], p[3]) + p[2] * power(x[1] / x[0], -p[3])) * power(x[2], -p[3]), [(.5, 2), (50, 500), (50, 500), (.05, .3)], "NDC"),
    "repeated-data": (lambda p, x: p[0] + p[1] * power(x[0], -p[3]) + p[2] * power(effective(x[1], x[2], p[5]), -p[4]), [(.5, 2), (50, 500), (100, 2000), (.2, .6), (.2, .6), (1, 30)], "NDU"),
    "loss-to-loss": (lambda p, x: p[0] * power(x[0] - p[2], p[1]) + p[3], [(.5, 2), (.5, 1.5), (.2, .9), (.1, 1)], "X"),
    "error-from-loss": (lambda p, x: p[0] - p[1] * cmath.exp(-p[2] * x[0]), [(.5, .9), (.5, 2), (.5, 2)], "X"),
    "auroc": (lambda p, x: .5 + .5 * sigmoid(p[0] - p[1] * power(x[0], -p[2])), [(1, 4), (5, 50), (.1, .4)], "N"),
    "share": (lambda p, x: sigmoid(p[0] - p[1] * power(x[0], -p[2])), [(1, 4), (5, 50), (.1, .4)], "N"),
}

with open(__file__.replace("make_gradients.py", "gradients.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["law", "parameters", "inputs", "value", "gradient"])
    for law, (f, ranges, kinds) in LAWS.items():
        for _ in range(6):
            p = [random.uniform(lo, hi) if lo > 0 and hi / lo < 50 or lo < 0 else math.exp(random.uniform(math.log(lo), math.log(hi))) for lo, hi in ranges]
            n, d = math.exp(random.uniform(math.log(1e5), math.log(1e10))), math.exp(random.uniform(math.log(1e6), math.log(1e11)))
            at = {"N": n, "D": d, "C": 6 * n * d * random.uniform(.5, 2), "U": d / random.uniform(1.2, 30), "X": random.uniform(1.2, 5)}
            x = [at[kind] for kind in kinds]
            value = f([complex(v) for v in p], x).real
            gradient = [f([complex(v, H if i == j else 0) for j, v in enumerate(p)], x).imag / H for i in range(len(p))]
            writer.writerow([law, " ".join(map(repr, p)), " ".join(map(repr, x)), repr(value), " ".join(map(repr, gradient))])
