"""Dataset tests/cli/datasets/league and expected values of tests/cli/index_methods.toml, worked out with numpy and the standard library alone:

    python3 league.py        writes both, beside this folder

Nothing here is taken from the program: weights, scores, funnel limits and peers follow docs/methods, the resamples the definition of the random
numbers (splitmix64 and Lemire's multiply-shift, core/rng.h).
"""
import math
import pathlib
from statistics import NormalDist

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent.parent
COUNTIES, REPLICATES, SEED = 12, 1000, 1
JUDGED = [[1, 3, 2], [1 / 3, 1, 1 / 2], [1 / 2, 2, 1]]
CONTRARY = [[1, 3, 1 / 5], [1 / 3, 1, 4], [5, 1 / 4, 1]]


def schools():
    """County, pupils, computers, books, classes of every school; 3 to 6 schools a county."""
    for c in range(COUNTIES):
        for s in range(3 + c % 4):
            pupils = 120 + 37 * ((5 * c + 3 * s) % 11)
            yield c, pupils, 8 + (7 * c * c + 11 * s) % 29 + pupils // 20, pupils * (12 + (c * 5 + s * 2) % 17), 3 + pupils // (34 + (c * 3 + s) % 12)


def write_dataset():
    folder = HERE / "datasets" / "league"
    folder.mkdir(parents=True, exist_ok=True)
    areas, rows, facts, items = ["area_code,name,level,parent_code", "P,Province,province,"], ["school_id,name,area_code,kind"], \
        ["school_id,school_year,stage,pupils,computers,books,classes"], ["area_code,school_year,item,value"]
    for c in range(COUNTIES):
        areas.append(f"C{c + 1:02},County {c + 1},county,P")
        items += [f"C{c + 1:02},2024,resident_population,{90000 + 7000 * ((c * 7) % 12)}",
                  f"C{c + 1:02},2024,income_per_head_yuan,{18000 + 900 * ((c * 5) % 12)}"]
    for i, (c, *values) in enumerate(schools()):
        rows.append(f"S{i + 1:02},School {i + 1},C{c + 1:02},211")
        facts.append(f"S{i + 1:02},2024,primary," + ",".join(map(str, values)))
    manifest = ['format = 1', 'title = "Twelve counties of a league table, by formula"', 'source = "tests/cli/oracles/league.py"',
                'licence = "CC0-1.0"', 'synthetic = true', 'country = "XX"', 'school_year = 2024']
    for name, lines in [("areas.csv", areas), ("schools.csv", rows), ("stage_facts.csv", facts), ("area_facts.csv", items),
                        ("dataset.toml", manifest)]:
        (folder / name).write_text("\n".join(lines) + "\n")


# Components: computers per pupil, books per pupil, pupils per class (fewer is better).
TERMS = [[] for _ in range(COUNTIES)]
for county, pupils, computers, books, classes in schools():
    TERMS[county].append([computers, pupils, books, pupils, pupils, classes])
TERMS = [np.array(t, float) for t in TERMS]
SIGNS = np.array([1, 1, -1])


def ratios(sums):
    return np.array([[s[0] / s[1], s[2] / s[3], s[4] / s[5]] for s in sums])


VALUES = ratios([t.sum(0) for t in TERMS])


def min_max(x):
    up = (x - x.min(0)) / (x.max(0) - x.min(0))
    return np.where(SIGNS > 0, up, 1 - up)


def z_scores(x):
    return (x - x.mean(0)) / x.std(0) * SIGNS


def entropy(s):
    p = s / s.sum(0)
    e = -(p * np.log(np.where(p > 0, p, 1))).sum(0) / math.log(len(s))
    return (1 - e) / (1 - e).sum()


def critic(s):
    c = s.std(0) * (1 - np.corrcoef(s.T)).sum(0)
    return c / c.sum()


def pca(s):
    variances, vectors = np.linalg.eigh(np.corrcoef(s.T))
    keep = variances >= 1 - 1e-12
    w = (vectors[:, keep] ** 2 * variances[keep]).sum(1)
    return w / w.sum()


def ahp(matrix):
    variances, vectors = np.linalg.eig(np.array(matrix))
    k = variances.real.argmax()
    w = vectors[:, k].real
    return w / w.sum(), (variances[k].real - 3) / 2 / 0.58


def topsis(x, w):
    v = x / np.linalg.norm(x, axis=0) * w
    best, worst = np.where(SIGNS > 0, v.max(0), v.min(0)), np.where(SIGNS > 0, v.min(0), v.max(0))
    far, near = np.linalg.norm(v - worst, axis=1), np.linalg.norm(v - best, axis=1)
    return far / (near + far)


def ranks(scores):
    return [1 + int((scores > s).sum()) for s in scores]


# Random numbers as core/rng.h defines them.
MASK, STEP = (1 << 64) - 1, 0x9E3779B97F4A7C15


def mix(bits):
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9 & MASK
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EB & MASK
    return bits ^ bits >> 31


def whole_numbers(seed, path, count):
    """`count` whole numbers of 0 ... count - 1."""
    state = mix(seed + STEP & MASK)
    for part in path:
        state = mix((state ^ part) + STEP & MASK)
    rest, out = (0x100000000 - count) % count, []
    while len(out) < count:
        state = state + STEP & MASK
        product = (mix(state) >> 32) * count
        if product & 0xFFFFFFFF >= rest:
            out.append(product >> 32)
    return out


def rank_intervals(score):
    drawn = []
    for r in range(REPLICATES):
        # Areas are numbered in the order of areas.csv: the province is 0.
        sums = [t[whole_numbers(SEED, [r, c + 1], len(t))].sum(0) for c, t in enumerate(TERMS)]
        drawn.append(ranks(score(ratios(sums))))
    by_rank = np.sort(np.array(drawn), axis=0)

    def quantile(share):
        k = round(share * REPLICATES)
        return (by_rank[k - 1] + by_rank[k]) / 2

    return np.floor(quantile(0.025)).astype(int), np.ceil(quantile(0.975)).astype(int)


def funnel():
    each = np.concatenate(TERMS)
    values, weights = each[:, 0] / each[:, 1], each[:, 1]
    mean = (values * weights).sum() / weights.sum()
    deviation = math.sqrt((weights * (values - mean) ** 2).sum() / weights.sum())
    counts = np.array([t[:, 1].sum() ** 2 / (t[:, 1] ** 2).sum() for t in TERMS])
    z = (VALUES[:, 0] - mean) * np.sqrt(counts) / deviation
    cut, order = int(0.1 * COUNTIES), np.sort(z)
    phi = (np.clip(z, order[cut], order[-1 - cut]) ** 2).mean()
    half = NormalDist().inv_cdf(0.975) * deviation * np.sqrt(max(1, phi) / counts)
    return np.maximum(0, mean - half), mean + half


def peers():
    pupils = [t[:, 1].sum() for t in TERMS]
    people = [90000 + 7000 * ((c * 7) % 12) for c in range(COUNTIES)]
    income = [18000 + 900 * ((c * 5) % 12) for c in range(COUNTIES)]
    x = np.log(np.array([pupils, people, income], float).T)
    x = (x - x.mean(0)) / x.std(0)
    return [[k for _, k in sorted((np.linalg.norm(x[i] - x[k]), k) for k in range(COUNTIES) if k != i)][:5] for i in range(COUNTIES)]


def spec(**index):
    lines = ["[index]", 'title = "League"', 'unit = "county"'] + [f"{k} = {v}" for k, v in index.items()]
    goals = [(0.1, 0.02), (24, 8), (30, 50)]
    for (measure, per), sign, (target, floor) in zip([("computers", "pupils"), ("books", "pupils"), ("pupils", "classes")], SIGNS, goals):
        lines += ["[[component]]", f'measure = "{measure}"', f'per = "{per}"', f'direction = "{"positive" if sign > 0 else "negative"}"']
        if index.get("normalisation") == '"target"':
            lines += [f"target = {target}", f"floor = {floor}"]
    return "\\n".join(line.replace('"', '\\"') for line in lines) + "\\n"


def targets(x):
    return np.clip((x - [0.02, 8, 50]) / (np.array([0.1, 24, 30]) - [0.02, 8, 50]), 0, 1)


OUT = ['# Made by oracles/league.py: expected values from numpy, not from the program. Change the script, not this file.', 'suite = "IndexMethods"']


def near(pointer, value):
    return f'  {{ pointer = "{pointer}", near = {float(value)!r}, tolerance = 1e-9 }},'


def equal(pointer, value):
    return f'  {{ pointer = "{pointer}", equals = {value} }},'


def case(name, text, weights, scores, extra=(), normalised=None):
    order = sorted(range(COUNTIES), key=lambda i: (-scores[i], i))
    OUT.extend(["", "[[test]]", f'name = "{name}"', 'argv = ["index", "data", "--spec", "spec.toml", "--format", "json"]',
                'copies = { data = "tests/cli/datasets/league" }', "exit = 0", "json = ["])
    OUT.extend(near(f"/weights/{j}/weight", w) for j, w in enumerate(weights))
    for place in [0, 1, 5, 11]:
        i = order[place]
        OUT.extend([equal(f"/ranking/{place}/area_code", f'"C{i + 1:02}"'), near(f"/ranking/{place}/score", scores[i])])
        for j in range(3):
            OUT.append(near(f"/ranking/{place}/components/{j}/value", VALUES[i][j]))
            if normalised is None:
                OUT.append(f'  {{ pointer = "/ranking/{place}/components/{j}/contribution", type = "null" }},')
            else:
                OUT.append(near(f"/ranking/{place}/components/{j}/score", normalised[i][j]))
        for line in extra:
            OUT.append(line(place, i))
    OUT.extend(["]", "[test.files]", f'"spec.toml" = "{text}"'])


def rows_of(matrix):
    return [f"{x!r}" for row in matrix for x in row]


def main():
    write_dataset()
    s, z, t = min_max(VALUES), z_scores(VALUES), targets(VALUES)
    low, high = funnel()
    near_ones = peers()

    def intervals(score):
        first, last = rank_intervals(score)
        return [lambda place, i: equal(f"/ranking/{place}/rank_low", first[i]), lambda place, i: equal(f"/ranking/{place}/rank_high", last[i])]

    shape = [lambda place, i: near(f"/ranking/{place}/funnel/low", low[i]), lambda place, i: near(f"/ranking/{place}/funnel/high", high[i]),
             *[lambda place, i, k=k: equal(f"/ranking/{place}/peers/{k}", f'"C{near_ones[i][k] + 1:02}"') for k in range(5)]]
    equally = np.full(3, 1 / 3)
    case("EqualWeightsFunnelAndPeers", spec(), equally, s @ equally, shape + intervals(lambda x: min_max(x) @ equally), s)
    case("PrincipalComponentsOfZScores", spec(weights='"pca"', normalisation='"z-score"'), pca(z), z @ pca(z),
         intervals(lambda x: z_scores(x) @ pca(z_scores(x))), z)
    case("CriticWeights", spec(weights='"critic"'), critic(s), s @ critic(s), intervals(lambda x: min_max(x) @ critic(min_max(x))), s)
    case("EntropyWeightsOfTargetScores", spec(weights='"entropy"', normalisation='"target"'), entropy(t), t @ entropy(t),
         intervals(lambda x: targets(x) @ entropy(targets(x))), t)
    case("GeometricMeanOfTargetScores", spec(normalisation='"target"', aggregation='"geometric"'), equally, np.prod(t ** equally, axis=1), (), t)
    weights, ratio = ahp(JUDGED)
    case("JudgedWeightsThatAgree", spec(weights='"ahp"', comparisons="[" + ", ".join(rows_of(JUDGED)) + "]"), weights, s @ weights,
         [lambda place, i: near("/consistency_ratio", ratio)], s)
    weights_2, ratio_2 = ahp(CONTRARY)
    case("JudgedWeightsThatContradictEachOther", spec(weights='"ahp"', comparisons="[" + ", ".join(rows_of(CONTRARY)) + "]"), weights_2,
         s @ weights_2, [lambda place, i: near("/consistency_ratio", ratio_2)], s)
    assert ratio < 0.1 < ratio_2
    case("TopsisByJudgedWeights", spec(weights='"ahp"', aggregation='"topsis"', comparisons="[" + ", ".join(rows_of(JUDGED)) + "]"), weights,
         topsis(VALUES, weights), intervals(lambda x: topsis(x, weights)))
    (HERE / "index_methods.toml").write_text("\n".join(OUT) + "\n")


main()
