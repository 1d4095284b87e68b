"""Inequality of a small three-level dataset by the textbook formulas: python3 inequality_by_level.py > inequality_by_level.txt

Provinces A and B; A has cities A1 (counties A11, A12) and A2 (county A21); B has county B01 directly, without a city.
Each school: province, city, county, computers, pupils.
"""
from math import fsum, log, sqrt

SCHOOLS = [
    ("A", "A1", "A11", 20, 200),
    ("A", "A1", "A11", 45, 300),
    ("A", "A1", "A12", 10, 250),
    ("A", "A1", "A12", 33, 110),
    ("A", "A2", "A21", 80, 400),
    ("A", "A2", "A21", 64, 500),
    ("B", None, "B01", 12, 60),
    ("B", None, "B01", 90, 900),
]


def mean_of(x, w):
    return fsum(a * b for a, b in zip(x, w)) / fsum(w)


def indices(x, w):
    mean, weight = mean_of(x, w), fsum(w)
    p, r = [v / weight for v in w], [v / mean for v in x]
    pairs = [(a, b, c, d) for a, b in zip(p, r) for c, d in zip(p, r)]
    yield "cv", sqrt(fsum(a * (b - 1) ** 2 for a, b in zip(p, r)))
    yield "gini", fsum(a * c * abs(b - d) for a, b, c, d in pairs) / 2
    yield "theil_t", fsum(a * b * log(b) for a, b in zip(p, r))
    yield "theil_l", fsum(a * log(1 / b) for a, b in zip(p, r))
    yield "hoover", fsum(a * abs(b - 1) for a, b in zip(p, r)) / 2
    yield "atkinson_0.5", 1 - fsum(a * sqrt(b) for a, b in zip(p, r)) ** 2


def decomposition(x, w):
    """Classical terms: groups against the group above, schools against their innermost group."""
    whole, weight = fsum(a * b for a, b in zip(x, w)), fsum(w)
    above = [whole / weight] * len(x)
    levels = [[s[:1] for s in SCHOOLS], [s[:2] for s in SCHOOLS], [s[:3] for s in SCHOOLS], list(range(len(x)))]
    for name, keys in zip(["province", "city", "county", "within"], levels):
        t, l, means = [], [], list(above)
        for key in dict.fromkeys(keys):
            own = [i for i, k in enumerate(keys) if k == key]
            mean = mean_of([x[i] for i in own], [w[i] for i in own])
            t.append(fsum(w[i] * x[i] for i in own) / whole * log(mean / above[own[0]]))
            l.append(fsum(w[i] for i in own) / weight * log(above[own[0]] / mean))
            for i in own:
                means[i] = mean
        yield name, fsum(t), fsum(l)
        above = means


def show(title, x, w):
    print(f"{title}\nmean {mean_of(x, w)!r}")
    for name, value in indices(x, w):
        print(f"{name} {value!r}")
    for name, t, l in decomposition(x, w):
        print(f"term {name} {t!r} {l!r}")


show("per pupil, weighted by pupils", [s[3] / s[4] for s in SCHOOLS], [s[4] for s in SCHOOLS])
show("computers, each school 1", [s[3] for s in SCHOOLS], [1] * len(SCHOOLS))
