"""Numbers of the worked examples in docs/methods, from the definitions printed there and from numpy and scipy; nothing of Junheng.

Run: python3 methods_examples.py (needs numpy and scipy). Prints each table row of the pages; tests/unit/stats/methods_example_test.cpp
holds the program against the pages.
"""

import itertools
import math

import numpy as np
from scipy import stats as sps


def row(name, *values, digits=6):
    print(f"| {name} | " + " | ".join(f"{v:.{digits}f}" for v in values) + " |")


def segregation():
    print("## segregation.md")
    counts = np.array([[90, 10], [60, 40], [80, 20], [30, 70]], float)
    county = [0, 0, 1, 1]
    total, groups = counts.sum(), counts.sum(0)
    share = groups / total
    row("D", np.abs(counts[:, 0] / groups[0] - counts[:, 1] / groups[1]).sum() / 2)

    def kl(block, reference):
        p, q = block / block.sum(), reference / reference.sum()
        return block.sum() / total * sum(a * math.log(a / b) for a, b in zip(p, q) if a > 0)

    entropy = -sum(p * math.log(p) for p in share)
    m = sum(kl(unit, groups) for unit in counts)
    sums = np.array([counts[[c == k for c in county]].sum(0) for k in (0, 1)])
    between = sum(kl(s, groups) for s in sums)
    within = sum(kl(unit, sums[c]) for unit, c in zip(counts, county))
    row("entropy of the groups", entropy)
    row("between counties", between, between / entropy)
    row("within counties", within, within / entropy)
    row("sum", m, m / entropy)


def gini(x, w):
    x, w = np.asarray(x, float), np.asarray(w, float)
    mean = (w * x).sum() / w.sum()
    return sum(w[i] * w[j] * abs(x[i] - x[j]) for i in range(len(x)) for j in range(len(x))) / (2 * w.sum() ** 2 * mean)


def dagum():
    print("## inequality.md, overlap")
    town, village = ([6.2, 10.5, 7.3], [45, 89, 55]), ([3.7, 8.0], [37, 76])
    x, w = town[0] + village[0], town[1] + village[1]
    total, mean = sum(w), np.average(x, weights=w)
    parts = [(sum(ws), np.average(xs, weights=ws), gini(xs, ws)) for xs, ws in (town, village)]
    within = sum(W * W * m * G for W, m, G in parts) / (total**2 * mean)
    between = gini([p[1] for p in parts], [p[0] for p in parts])
    low, high = (village, town) if parts[1][1] < parts[0][1] else (town, village)
    above = sum(wl * wh * max(0, xl - xh) for xl, wl in zip(*low) for xh, wh in zip(*high))
    overlap = 2 * above / (total**2 * mean)
    row("means of towns and villages", parts[0][1], parts[1][1], digits=4)
    row("within", within)
    row("between", between)
    row("overlap", overlap)
    row("Gini", gini(x, w))
    assert abs(within + between + overlap - gini(x, w)) < 1e-12


def spatial():
    print("## spatial.md")
    x = np.array([12, 10, 9, 4, 5, 2], float)
    links = [[1, 2], [0, 2], [0, 1, 3], [2, 4, 5], [3, 5], [3, 4]]
    z = x - x.mean()
    lag = np.array([z[n].mean() for n in links])
    i = (z * lag).sum() / (z**2).sum()
    local = z * lag / ((z**2).sum() / len(x))
    row("I", i)
    row("expected", -1 / (len(x) - 1))
    for name, value, zi, li in zip("ABCDEF", local, z, lag):
        row(name, zi, li, value, digits=4)
    count = above = 0
    for p in itertools.permutations(z):
        p = np.array(p)
        count += 1
        above += (p * np.array([p[n].mean() for n in links])).sum() / (z**2).sum() >= i - 1e-12
    row("exact p", above / count)


def convergence():
    print("## convergence.md")
    first, middle, last = np.array([2, 3, 5, 8.0]), np.array([2.6, 3.5, 5.6, 8.3]), np.array([3.2, 4.2, 6.0, 9.0])
    years = 4
    growth = np.log(last / first) / years
    fit = sps.linregress(np.log(first), growth)
    speed = -math.log(1 + fit.slope * years) / years
    row("slope", fit.slope)
    row("standard error", fit.stderr)
    row("R²", fit.rvalue**2)
    row("speed", speed)
    row("half-life", math.log(2) / speed, digits=4)
    sigma = [np.log(v).std() for v in (first, middle, last)]
    cv = [v.std() / v.mean() for v in (first, middle, last)]
    row("deviation of logarithms", *sigma)
    row("CV", *cv)
    row("trend of the deviation", np.polyfit([2016, 2018, 2020], sigma, 1)[0])
    row("trend of the CV", np.polyfit([2016, 2018, 2020], cv, 1)[0])
    print("## convergence.md, coupling")
    for name, u in (("A", [0.8, 0.8]), ("B", [0.9, 0.4]), ("C", [0.2, 0.2]), ("D", [0.6, 0.0])):
        c = math.sqrt(u[0] * u[1]) / (sum(u) / 2)
        t = 0.5 * sum(u)
        row(name, *u, c, t, math.sqrt(c * t), digits=4)


def composite():
    print("## composite-index.md")
    x = np.array([[20, 30, 16], [15, 20, 15], [10, 25, 18], [8, 16, 20.0]])
    better = [1, 1, -1]
    s = np.array([(c - c.min()) / (c.max() - c.min()) if b > 0 else (c.max() - c) / (c.max() - c.min()) for c, b in zip(x.T, better)]).T
    z = (x - x.mean(0)) / x.std(0) * better
    target = np.clip((x - [0, 0, 25]) / (np.array([20, 25, 15]) - [0, 0, 25]), 0, 1)
    for name, a, b, c in zip("ABCD", s, z, target):
        row(name, *a, *b, *c, digits=4)
    p = s / s.sum(0)
    e = -np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0).sum(0) / math.log(4)
    entropy = (1 - e) / (1 - e).sum()
    corr = np.corrcoef(s.T)
    c = s.std(0) * (1 - corr).sum(1)
    critic = c / c.sum()
    values, vectors = np.linalg.eigh(corr)
    kept = values >= 1 - 1e-12
    pca = (values[kept] * vectors[:, kept] ** 2).sum(1) / values[kept].sum()
    judgements = np.array([[1, 3, 2], [1 / 3, 1, 1 / 2], [1 / 2, 2, 1]])
    lam, vec = np.linalg.eig(judgements)
    k = lam.real.argmax()
    ahp = vec[:, k].real / vec[:, k].real.sum()
    row("equal", *[1 / 3] * 3)
    row("entropy", *entropy)
    row("CRITIC", *critic)
    row("principal components", *pca)
    row("AHP", *ahp)
    row("consistency ratio", (lam.real[k] - 3) / 2 / 0.58)
    row("eigenvalues", *values[::-1])
    v = x / np.sqrt((x**2).sum(0)) / 3
    best = np.array([col.max() if b > 0 else col.min() for col, b in zip(v.T, better)])
    worst = np.array([col.min() if b > 0 else col.max() for col, b in zip(v.T, better)])
    to_best, to_worst = np.sqrt(((v - best) ** 2).sum(1)), np.sqrt(((v - worst) ** 2).sum(1))
    for i, name in enumerate("ABCD"):
        row(name, s[i].mean(), np.prod(s[i] ** (1 / 3)), (s[i] * entropy).sum(), to_worst[i] / (to_best[i] + to_worst[i]))


def league():
    print("## league-tables.md")

    def binomial_limit(share, n, p):
        r = int(sps.binom.ppf(p, n, share))
        a = (sps.binom.cdf(r, n, share) - p) / sps.binom.pmf(r, n, share)
        return max(0, (r - a) / n)

    for n in (10, 40, 160):
        row(n, binomial_limit(0.8, n, 0.025), binomial_limit(0.8, n, 0.975))
    zs = np.array([-4.0, -1.5, -0.5, 0.0, 0.3, 0.8, 1.2, 1.6, 2.0, 5.0])
    w = np.sort(zs)
    w[0], w[-1] = w[1], w[-2]
    phi = (w**2).mean()
    row("φ", phi)
    half = sps.norm.ppf(0.975) * 6 / math.sqrt(16)
    row("limits without φ", 20 - half, 20 + half)
    row("limits with φ", 20 - half * math.sqrt(phi), 20 + half * math.sqrt(phi))
    size, income = np.log([20000, 24000, 90000, 100000.0]), np.log([12000, 11000, 30000, 14000.0])
    f = np.array([(c - c.mean()) / c.std() for c in (size, income)]).T
    for i, name in enumerate("ABCD"):
        row(name, *[np.linalg.norm(f[i] - f[j]) for j in range(4)], digits=4)


for example in (segregation, dagum, spatial, convergence, composite, league):
    example()
