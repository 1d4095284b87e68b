"""Expected values of real_inequality_test.cpp, from numpy, libpysal, esda and inequality (PySAL), over the real tables themselves:
python3 real_inequality.py SHARED_DATA > real_inequality.csv

SHARED_DATA is the folder of JUNHENG_SHARED_DATA. Only figures over many schools are written. What is worked out here in its plainest form:
Dagum's parts over all pairs of schools, Moran's I with dense great-circle distances, segregation from its definitions, least squares by
numpy.linalg.lstsq.
"""

import sys
from pathlib import Path

import numpy as np
import pandas
from esda import Moran, Moran_Local
from inequality.theil import TheilD
from libpysal.weights import W

sys.path.append(str(Path(__file__).resolve().parents[2] / "stats" / "oracles"))
from oracle_csv import print_table  # noqa: E402

shared = Path(sys.argv[1])
rows = {}


def total_over(values, weights, term):
    """sum w term(r) / W with r the value over the weighted mean."""
    r = values / np.average(values, weights=weights)
    return (weights * term(r)).sum() / weights.sum()


def t_term(r):
    return np.where(r > 0, r * np.log(np.where(r > 0, r, 1)), 0)


def between(values, weights, groups, outer=None):
    """Theil T between groups inside the outer ones, by the sums of the definition."""
    everything = (weights * values).sum()
    table = pandas.DataFrame({"v": weights * values, "w": weights, "g": groups, "o": 0 if outer is None else outer})
    inner = table.groupby("g").agg(v=("v", "sum"), w=("w", "sum"), o=("o", "first"))
    above = table.groupby("o")[["v", "w"]].sum()
    ratio = (inner.v / inner.w) / (above.v / above.w).reindex(inner.o).to_numpy()
    return (inner.v / everything * np.log(ratio)).sum()


def dagum(values, weights, groups):
    """Within, between and overlap over all pairs, a pair of groups at a time."""
    names = list(dict.fromkeys(groups))
    parts = [(values[groups == name], weights[groups == name]) for name in names]
    scale = weights.sum() ** 2 * np.average(values, weights=weights)
    found = np.zeros(3)
    for j, (x, w) in enumerate(parts):
        found[0] += w @ np.abs(x[:, None] - x[None, :]) @ w / 2 / scale
        for y, v in parts[:j]:
            gap = x[:, None] - y[None, :]
            above, below = w @ np.maximum(gap, 0) @ v, w @ np.maximum(-gap, 0) @ v
            found[1] += abs(above - below) / scale
            found[2] += 2 * min(above, below) / scale
    return found


def moran(means, latitudes, longitudes, k):
    lat, lon = np.radians(latitudes), np.radians(longitudes)
    xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    chord = np.linalg.norm(xyz[:, None] - xyz[None, :], axis=2)
    np.fill_diagonal(chord, np.inf)
    w = W({i: list(np.argsort(row)[:k]) for i, row in enumerate(chord)}, silence_warnings=True)
    w.transform = "r"
    np.random.seed(1)
    whole = Moran(means, w, permutations=9999)
    quadrants = Moran_Local(means, w, permutations=9).q
    greater = (1 + (whole.sim >= whole.I).sum()) / 10000
    less = (1 + (whole.sim <= whole.I).sum()) / 10000
    # esda numbers them high-high, low-high, low-low, high-low.
    return [whole.I, whole.EI, min(1, 2 * min(greater, less))], [(quadrants == q).sum() for q in (1, 2, 3, 4)]


def places(table, by):
    """Mean of each area, and where its pupils go to school."""
    groups = table.groupby(by, sort=False)
    sums = groups[["y", "w"]].sum()
    at = groups[["lat_w", "lon_w", "w"]].sum()
    return (sums.y / sums.w).to_numpy(), (at.lat_w / at.w).to_numpy(), (at.lon_w / at.w).to_numpy()


def taiwan():
    table = pandas.read_csv(shared / "taiwan_elementary_2024" / "schools.csv")
    table["w"] = table["學生人數"]
    table["y"] = table["男專任教師"] + table["女專任教師"]
    convergence(table["縣市名稱"].to_numpy(), table["參考學生人數"].fillna(0).to_numpy(float), table.w.to_numpy(float))
    table = table[table.w > 0]
    table = table.assign(lat_w=table["緯度"] * table.w, lon_w=table["經度"] * table.w, county=table["縣市名稱"])
    table["town"] = table.county + table["鄉鎮市區"]
    x, w, county = (table.y / table.w).to_numpy(), table.w.to_numpy(float), table.county.to_numpy()
    t = total_over(x, w, t_term)
    counties, towns = between(x, w, county), between(x, w, table.town.to_numpy(), county)
    rows["tw_theil"] = [t, counties, towns, t - counties - towns]
    rows["tw_dagum"] = dagum(x, w, county)
    rows["tw_moran"], rows["tw_quadrants"] = moran(*places(table, "county"), 4)
    # Without weights PySAL answers too.
    unweighted = TheilD(x, county)
    assert abs(between(x, np.ones(len(x)), county) - float(np.squeeze(unweighted.bg))) < 1e-12
    girls = table[[f"{grade}年級女學生數" for grade in range(1, 7)]].sum(axis=1).to_numpy(float)
    segregation("tw", girls, w, county)
    remote = np.where(table["地區屬性"].isna(), "city", "village")
    parts = between(x, w, remote)
    rows["tw_setting"] = [t, parts, t - parts, (remote == "village").sum()]
    rows["tw_setting_dagum"] = dagum(x, w, remote)


def entropy(shares):
    return -sum(p * np.log(np.where(p > 0, p, 1)) for p in shares)


def segregation(name, group, pupils, areas):
    p = group.sum() / pupils.sum()
    q = group / pupils
    d = (pupils * np.abs(q - p)).sum() / (2 * pupils.sum() * p * (1 - p))
    whole = entropy([p, 1 - p])
    m = whole - (pupils * entropy([q, 1 - q])).sum() / pupils.sum()
    table = pandas.DataFrame({"a": areas, "g": group, "n": pupils}).groupby("a").sum()
    share = (table.g / table.n).to_numpy()
    m_between = whole - (table.n.to_numpy() * entropy([share, 1 - share])).sum() / pupils.sum()
    rows[f"{name}_segregation"] = [d, m / whole, m, m_between, m - m_between]


def convergence(county, before, after):
    """Mean pupils of the schools of each county, six years apart; schools without pupils in a year are not in it."""
    names = list(dict.fromkeys(county))
    means = [np.array([year[(county == name) & (year > 0)].mean() for name in names]) for year in (before, after)]
    logs = [np.log(mean) for mean in means]
    rows["tw_sigma_cv"] = [mean.std() / mean.mean() for mean in means]
    rows["tw_sigma_log"] = [log.std() for log in logs]
    growth = (logs[1] - logs[0]) / 6
    design = np.stack([np.ones(len(names)), logs[0]], axis=1)
    solution, residual, *_ = np.linalg.lstsq(design, growth, rcond=None)
    covariance = residual[0] / (len(names) - 2) * np.linalg.inv(design.T @ design)
    e = growth - design @ solution
    bread = np.linalg.inv(design.T @ design)
    robust = bread @ (design.T * e**2) @ design @ bread * len(names) / (len(names) - 2)
    speed = -np.log(1 + 6 * solution[1]) / 6
    rows["tw_beta"] = [solution[1], np.sqrt(covariance[1, 1]), np.sqrt(robust[1, 1]), speed]


def nigeria():
    table = pandas.read_csv(shared / "nigeria_nmis_schools" / "schools.csv", low_memory=False)
    table = table[table.level.isin(["primary", "primary_only", "preprimary_and_primary", "preprimary_primary"])]
    table = table[(table.students_total > 0) & table.teachers_total.notna()]
    # Rows that contradict themselves are rejected with their school: more qualified teachers than teachers.
    table = table[~(table.teachers_nce_qualified > table.teachers_total)]
    table = table.assign(w=table.students_total, y=table.teachers_total)
    table = table.assign(lat_w=table.lat * table.w, lon_w=table.lon * table.w)
    x, w = (table.y / table.w).to_numpy(), table.w.to_numpy(float)
    t = total_over(x, w, t_term)
    states, counties = between(x, w, table.state.to_numpy()), between(x, w, table.unique_lga.to_numpy(), table.state.to_numpy())
    rows["ng_theil"] = [t, states, counties, t - states - counties, len(table)]
    rows["ng_dagum"] = dagum(x, w, table.state.to_numpy())
    rows["ng_moran"], rows["ng_quadrants"] = moran(*places(table, "unique_lga"), 4)


taiwan()
nigeria()
print_table(rows)
