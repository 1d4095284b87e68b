"""Expected values of composite_oracle_test.cpp, from numpy, scipy and pymcdm: python3 composite_and_funnel.py > composite_and_funnel.csv"""
import numpy as np
from pymcdm import weights as mcdm_weights
from scipy import stats

# Five counties: teachers per 100 pupils, books per pupil, pupils per class (lower is better).
X = np.array([[6.1, 18.0, 47.0], [7.4, 31.0, 39.0], [5.2, 12.0, 54.0], [8.8, 22.0, 30.0], [6.9, 27.0, 44.0]])
signs = np.array([1, 1, -1])
S = (X - X.min(0)) / (X.max(0) - X.min(0))
S[:, 2] = 1 - S[:, 2]
out = {}
out["entropy"] = mcdm_weights.entropy_weights(X)
P = S / S.sum(0)
e = -np.sum(P * np.log(np.where(P > 0, P, 1)), axis=0) / np.log(len(X))
out["entropy_scores"] = (1 - e) / (1 - e).sum()
C = np.std(S, axis=0, ddof=1) * (1 - np.corrcoef(S.T)).sum(0)
out["critic"] = C / C.sum()
# Hwang and Yoon 1981. (Not by pymcdm, which normalises cost columns by its own rule before it takes the ideal: its closeness differs.)
V = X / np.linalg.norm(X, axis=0) * np.array([0.5, 0.3, 0.2])
best = np.where(signs > 0, V.max(0), V.min(0))
worst = np.where(signs > 0, V.min(0), V.max(0))
to_best, to_worst = np.linalg.norm(V - best, axis=1), np.linalg.norm(V - worst, axis=1)
out["topsis"] = to_worst / (to_best + to_worst)
for name, M in [("cov", np.cov(S.T, bias=True)), ("corr", np.corrcoef(S.T))]:
    values, vectors = np.linalg.eigh(M)
    values, vectors = values[::-1], vectors[:, ::-1]
    out[f"pca_{name}"] = values
    keep = values >= values.mean()
    w = (vectors[:, keep] ** 2 * values[keep]).sum(1)
    out[f"pca_weights_{name}"] = w / w.sum()
A = np.array([[1, 3, 5, 4], [1 / 3, 1, 3, 2], [1 / 5, 1 / 3, 1, 1 / 2], [1 / 4, 1 / 2, 2, 1]])
values, vectors = np.linalg.eig(A)
k = values.real.argmax()
v = vectors[:, k].real
out["ahp"] = v / v.sum()
out["ahp_lambda"] = [values[k].real]
for n, p, c in [(20, 0.3, 0.95), (150, 0.85, 0.998), (5000, 0.02, 0.95), (3, 0.5, 0.95)]:
    row = []
    for t in [(1 - c) / 2, (1 + c) / 2]:
        r = stats.binom.ppf(t, n, p)
        row.append((r - (stats.binom.cdf(r, n, p) - t) / stats.binom.pmf(r, n, p)) / n)
    out[f"binomial_{n}"] = np.clip(row, 0, 1)
print("key,index,value")
for key, row in out.items():
    for i, value in enumerate(row):
        print(f"{key},{i},{float(value):.16g}")
