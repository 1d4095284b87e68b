"""Numbers of the worked example in docs/methods/inequality.md, with 50 digits, from the definitions printed there; nothing of Junheng.

Run: python3 inequality_examples.py. Prints what tests/unit/stats/inequality_example_test.cpp and theil_decomposition_test.cpp expect.
"""

from decimal import Decimal as D, getcontext

getcontext().prec = 50

PUPILS = [45, 37, 89, 76, 55]
BOOKS = [279, 137, 935, 160, 402]
PROVINCE = "PPPQQ"
COUNTY = "AABCC"
INCOME = [30, 20, 50, 20, 40]
VALUES = [D(b) / D(p) for b, p in zip(BOOKS, PUPILS)]
HALF = D("0.5")


def mean(x, w):
    return sum(a * b for a, b in zip(x, w)) / sum(w)


def cv(x, w):
    m = mean(x, w)
    return (sum(b * (a - m) ** 2 for a, b in zip(x, w)) / sum(w)).sqrt() / m


def gini(x, w):
    pairs = sum(wi * wj * abs(a - b) for a, wi in zip(x, w) for b, wj in zip(x, w))
    return pairs / (2 * sum(w) ** 2 * mean(x, w))


def theil_t(x, w):
    m = mean(x, w)
    return sum(b * (a / m) * (a / m).ln() for a, b in zip(x, w)) / sum(w)


def theil_l(x, w):
    m = mean(x, w)
    return sum(b * (m / a).ln() for a, b in zip(x, w)) / sum(w)


def entropy(x, w, alpha):
    m = mean(x, w)
    return (sum(b * (a / m) ** alpha for a, b in zip(x, w)) / sum(w) - 1) / (D(alpha) * (D(alpha) - 1))


def atkinson(x, w, epsilon):
    m = mean(x, w)
    if epsilon == 1:
        return 1 - (sum(b * a.ln() for a, b in zip(x, w)) / sum(w)).exp() / m
    power = 1 - D(epsilon)
    return 1 - mean([a**power for a in x], w) ** (1 / power) / m


def hoover(x, w):
    m = mean(x, w)
    return sum(b * abs(a - m) for a, b in zip(x, w)) / (2 * sum(w) * m)


def quantile(x, w, share):
    """The smallest value at which the weights so far reach the share; at the share exactly the mean with the next one."""
    rows, total, so_far = sorted(zip(x, w)), sum(w), D(0)
    for i, (a, b) in enumerate(rows):
        so_far += b
        if so_far == share * total:
            return (a + rows[i + 1][0]) / 2
        if so_far > share * total:
            return a


def around_median(x, w, below):
    """Sum of the values on one side of the median over what it would be at the median."""
    median = quantile(x, w, HALF)
    side = [(a, b) for a, b in zip(x, w) if (a <= median if below else a >= median)]
    return sum(a * b for a, b in side) / (median * sum(b for _, b in side))


def share_at(x, w, part):
    """Share of all that the lowest `part` of the weights have, the school that it cuts divided."""
    left, have = part * sum(w), D(0)
    for a, b in sorted(zip(x, w)):
        taken = min(D(b), left)
        have += taken * a
        left -= taken
    return have / (mean(x, w) * sum(w))


def concentration(x, rank, w):
    """2 cov(x, mid-rank by income) / mean, equal incomes sharing their rank."""
    total, ranks = sum(w), []
    for r in rank:
        below = sum(b for q, b in zip(rank, w) if q < r)
        same = sum(b for q, b in zip(rank, w) if q == r)
        ranks.append((D(below) + D(same) / 2) / total)
    m, mean_rank = mean(x, w), mean(ranks, w)
    return 2 * sum(b * (a - m) * (r - mean_rank) for a, r, b in zip(x, ranks, w)) / (total * m)


def between(x, w, groups, above, term):
    """Theil of the means of groups against the mean of the group above each."""
    whole, total = mean(x, w), D(0)
    for g in sorted(set(groups)):
        own = [i for i, each in enumerate(groups) if each == g]
        outer = [i for i, each in enumerate(above) if each == above[own[0]]]
        weight = sum(w[i] for i in own)
        m = mean([x[i] for i in own], [w[i] for i in own])
        parent = mean([x[i] for i in outer], [w[i] for i in outer])
        total += weight * (m / whole * (m / parent).ln() if term == "t" else (parent / m).ln())
    return total / sum(w)


for title, w in (("per pupil", PUPILS), ("each alike", [1] * 5)):
    print("##", title)
    for name, number in (
        ("cv", cv(VALUES, w)),
        ("gini", gini(VALUES, w)),
        ("theil_t", theil_t(VALUES, w)),
        ("theil_l", theil_l(VALUES, w)),
        ("ge(-1)", entropy(VALUES, w, -1)),
        ("ge(2)", entropy(VALUES, w, 2)),
        ("atkinson 0.5", atkinson(VALUES, w, HALF)),
        ("atkinson 1", atkinson(VALUES, w, 1)),
        ("atkinson 2", atkinson(VALUES, w, 2)),
        ("hoover", hoover(VALUES, w)),
        ("median", quantile(VALUES, w, HALF)),
        ("p90 / p10", quantile(VALUES, w, D("0.9")) / quantile(VALUES, w, D("0.1"))),
        ("range ratio", quantile(VALUES, w, D("0.95")) / quantile(VALUES, w, D("0.05")) - 1),
        ("mcloone", around_median(VALUES, w, True)),
        ("verstegen", around_median(VALUES, w, False)),
        ("palma", (1 - share_at(VALUES, w, D("0.9"))) / share_at(VALUES, w, D("0.4"))),
        ("concentration", concentration(VALUES, INCOME, w)),
    ):
        print(f"{name}: {number:.18f}")

print("## Theil between provinces, between counties, within counties")
for term in "tl":
    whole = theil_t(VALUES, PUPILS) if term == "t" else theil_l(VALUES, PUPILS)
    provinces = between(VALUES, PUPILS, PROVINCE, "x" * 5, term)
    counties = between(VALUES, PUPILS, COUNTY, PROVINCE, term)
    print(f"theil_{term}: {provinces:.18f} {counties:.18f} {whole - provinces - counties:.18f} {whole:.18f}")
