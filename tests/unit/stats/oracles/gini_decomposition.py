"""Expected values of gini_decomposition_test.cpp, by double loops over the definitions in exact fractions:
python3 gini_decomposition.py > gini_decomposition.csv"""
import random
from fractions import Fraction

from oracle_csv import print_table


def gini(x, w):
    pairs = sum(wi * wj * abs(xi - xj) for xi, wi in zip(x, w) for xj, wj in zip(x, w))
    return pairs / (2 * sum(w) * sum(a * b for a, b in zip(x, w)))


def excess(low, high):
    """p_jh: mean amount by which a unit of `low` exceeds one of `high`."""
    pairs = sum(wi * wj * max(Fraction(0), xi - xj) for xi, wi in low for xj, wj in high)
    return pairs / (sum(w for _, w in low) * sum(w for _, w in high))


def decomposition(x, w, g):
    x, w = [Fraction(v) for v in x], [Fraction(v) for v in w]
    W, total = sum(w), sum(a * b for a, b in zip(x, w))
    groups = [[(xi, wi) for xi, wi, gi in zip(x, w, g) if gi == k] for k in sorted(set(g))]
    weight = [sum(wi for _, wi in group) for group in groups]
    mean = [sum(xi * wi for xi, wi in group) / Wj for group, Wj in zip(groups, weight)]
    within = sum(Wj ** 2 * m * gini(*zip(*group)) for group, Wj, m in zip(groups, weight, mean)) / (W * total)
    overlap = Fraction(0)
    for j in range(len(groups)):
        for h in range(j):
            low, high = (j, h) if mean[j] <= mean[h] else (h, j)
            overlap += 2 * weight[j] * weight[h] * excess(groups[low], groups[high]) / (W * total)
    return within, gini(mean, weight), overlap, gini(x, w)


random.seed(11)
x = [round(random.uniform(2, 40), 2) for _ in range(80)] + [7.0] * 6 + [0.0] * 4
w = [random.randrange(20, 2500) for _ in x]
g = [random.randrange(5) for _ in x]
near = [12.5 * (1 + 1e-6 * random.uniform(-1, 1)) for _ in x]
pupils = [45, 37, 89, 76, 55]
books = [Fraction(279, 45), Fraction(137, 37), Fraction(935, 89), Fraction(160, 76), Fraction(402, 55)]
print_table({
    "x": x, "w": w, "group": g, "near": near,
    "weighted": decomposition(x, w, g),
    "alike": decomposition(x, [1] * len(x), g),
    "nearly_equal": decomposition(near, w, g),
    "five_schools": decomposition(books, pupils, [0, 0, 0, 1, 1]),
})
