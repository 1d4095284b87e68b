#!/usr/bin/env python3
"""Figures of tests/cli/area_measures.toml that are of data/western-china, from the definitions and apart from the program: double sums for
Gini, fractions of counts. Run from the root of the repository: python3 tests/cli/oracles/western_provinces.py"""
import collections
import csv
import math

values = collections.defaultdict(dict)
with open("data/western-china/area_facts.csv", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        if row["school_year"] == "2020" and row["area_code"] != "000000" and row["value"]:
            values[row["item"]][row["area_code"]] = float(row["value"])


def inequality(name, x, w):
    areas = sorted(x)
    total = sum(w[a] for a in areas)
    mean = sum(w[a] * x[a] for a in areas) / total
    cv = math.sqrt(sum(w[a] * (x[a] - mean) ** 2 for a in areas) / total) / mean
    gini = sum(w[a] * w[b] * abs(x[a] - x[b]) for a in areas for b in areas) / (2 * total**2 * mean)
    theil_t = sum(w[a] * x[a] / (total * mean) * math.log(x[a] / mean) for a in areas)
    theil_l = sum(w[a] / total * math.log(mean / x[a]) for a in areas)
    print(f"{name}: n {len(areas)} weight {total} mean {mean:.12f} cv {cv:.12f} gini {gini:.12f} T {theil_t:.12f} L {theil_l:.12f}")


counties = values["counties"]
recognised = {a: values["counties_basic_accredited"][a] / counties[a] for a in counties}
in_period = {a: values["counties_basic_in_period"][a] / counties[a] for a in counties}
inequality("recognised / counties", recognised, counties)
shares = values["counties_basic_share_percent"]
inequality("share_percent", shares, {a: 1 for a in shares})


def min_max(x):
    low, high = min(x.values()), max(x.values())
    return {a: (x[a] - low) / (high - low) for a in x}


scores = {a: (min_max(recognised)[a] + min_max(in_period)[a]) / 2 for a in counties}
for area in sorted(scores, key=lambda a: -scores[a]):
    print(area, f"{recognised[area]:.6f} {in_period[area]:.6f} {scores[area]:.12f}")
