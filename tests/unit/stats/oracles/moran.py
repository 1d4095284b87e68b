"""Expected values of moran_test.cpp, from esda and libpysal: python3 moran.py > moran.csv
esda's local I divides by n - 1 and not by n, as Anselin (1995) does: it is multiplied by n / (n - 1). The local p-values are exact: all
choices of neighbours are gone through, since esda counts ties on one side only."""
from itertools import combinations, permutations

import numpy as np
from esda import Moran, Moran_Local
from libpysal.weights import KNN, W, lat2W

from oracle_csv import print_table

rng = np.random.default_rng(5)
rows = {}


def exact_local_p(values, unit, neighbours):
    z = values - values.mean()
    others = np.delete(z, unit)
    sums = np.array([sum(others[list(chosen)]) for chosen in combinations(range(len(others)), len(neighbours))]) * z[unit]
    found = z[neighbours].sum() * z[unit]
    return (sums >= found - 1e-9).mean(), (sums <= found + 1e-9).mean()


def case(name, values, w):
    w.transform = "r"
    n = len(values)
    np.random.seed(1)
    whole = Moran(values, w, permutations=99999)
    local = Moran_Local(values, w, permutations=9)
    linked = [i for i in range(n) if w.neighbors[i]]
    p = [exact_local_p(values, i, w.neighbors[i]) for i in linked]
    # esda gives the lesser of both sides; no two permutations of `grid` and `nearest` have one I.
    rows.update({
        f"{name}_x": values,
        f"{name}_degrees": [len(w.neighbors[i]) for i in range(n)],
        f"{name}_neighbours": [k for i in range(n) for k in w.neighbors[i]],
        f"{name}_i": [whole.I, whole.EI, whole.p_sim],
        f"{name}_linked": linked,
        f"{name}_local": [local.Is[i] * n / (n - 1) for i in linked],
        f"{name}_local_greater": [greater for greater, _ in p],
        f"{name}_local_less": [less for _, less in p],
        f"{name}_quadrant": [local.q[i] for i in linked],
    })


x, y = np.meshgrid(np.arange(6), np.arange(5))
case("grid", np.round((x + 2 * y).ravel() + rng.normal(0, 4, 30), 3), lat2W(5, 6))
points = rng.uniform(0, 10, (40, 2))
case("nearest", np.round(rng.normal(10, 3, 40), 3), KNN.from_array(points, k=4))
case("islands", np.array([3.0, 4.5, 1.0, 7.25, 6.0, 2.5, 9.0]), W({0: [1], 1: [0, 2], 2: [1], 3: [4], 4: [3], 5: [], 6: []}, silence_warnings=True))


def weighted_case(name, values, w):
    """Weights that differ: libpysal's own row-standardised ones, in the order of its lists. Local p-values over all ordered choices."""
    w.transform = "r"
    n = len(values)
    np.random.seed(2)
    whole = Moran(values, w, permutations=99999)
    local = Moran_Local(values, w, permutations=9)
    rows.update({
        f"{name}_x": values,
        f"{name}_degrees": [len(w.neighbors[i]) for i in range(n)],
        f"{name}_neighbours": [k for i in range(n) for k in w.neighbors[i]],
        f"{name}_weights": [each for i in range(n) for each in w.weights[i]],
        f"{name}_i": [whole.I, whole.EI, whole.p_sim],
        f"{name}_linked": list(range(n)),
        f"{name}_local": [local.Is[i] * n / (n - 1) for i in range(n)],
        f"{name}_quadrant": local.q,
    })
    z = values - values.mean()
    greater, less = [], []
    for i in range(n):
        others = np.delete(z, i)
        weights = np.array(w.weights[i])
        lags = np.array([(weights * others[list(chosen)]).sum() for chosen in permutations(range(n - 1), len(weights))]) * z[i]
        found = (weights * z[w.neighbors[i]]).sum() * z[i]
        greater.append((lags >= found - 1e-9).mean())
        less.append((lags <= found + 1e-9).mean())
    rows[f"{name}_local_greater"], rows[f"{name}_local_less"] = greater, less


places = np.random.default_rng(6).uniform(0, 10, (12, 2))
near = KNN.from_array(places, k=3)
inverse = {i: [1 / np.hypot(*(places[i] - places[k])) for k in near.neighbors[i]] for i in range(12)}
weighted_case("inverse", np.round(np.random.default_rng(7).normal(10, 3, 12) + places[:, 0], 3), W(near.neighbors, inverse))
print_table(rows)
