"""The same probe by scikit-learn: python3 peer_probe.py FOLDER RECORDS FEATURES LABELS RIDGE SOLVER TOLERANCE"""
import json, os, sys, time
import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

folder, records, features, labels = sys.argv[1], *map(int, sys.argv[2:5])
ridge, solver, tolerance = float(sys.argv[5]), sys.argv[6], float(sys.argv[7])
x = np.fromfile(os.path.join(folder, "x.f32"), np.float32).reshape(records, features).astype(float)
y = np.fromfile(os.path.join(folder, "y.f32"), np.float32).reshape(records, labels).astype(int)
start = time.perf_counter()
z = (x - x.mean(0)) / x.std(0)
model = OneVsRestClassifier(LogisticRegression(C=1 / (ridge * records), tol=tolerance, max_iter=100000, solver=solver)).fit(z, y)
seconds = time.perf_counter() - start
losses, gradients = [], []
for k, one in enumerate(model.estimators_):
    w, b = one.coef_[0], one.intercept_[0]
    t = z @ w + b
    residual = 1 / (1 + np.exp(-t)) - y[:, k]
    losses.append(float(np.mean(np.logaddexp(0, t) - y[:, k] * t) + ridge / 2 * w @ w))
    gradients.append(float(np.linalg.norm(np.r_[z.T @ residual / records + ridge * w, residual.mean()])))
print(json.dumps({"version": sklearn.__version__, "seconds": seconds, "losses": losses, "gradient": max(gradients)}))
