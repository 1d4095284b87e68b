"""The worked example of docs/methods/forecast.md, step by step, apart from the program.

    python3 tests/unit/forecast/oracles/worked_example.py

Two schools, grades 1 to 3, three years, no births. Prints the numbers of the page.
"""
A = [[100, 90, 80], [110, 95, 88], [120, 99, 91]]
B = [[40, 42, 38], [44, 38, 41], [36, 45, 37]]
SCHOOLS = {"A": A, "B": B}
GRADES = range(3)
MEMORY, PRIOR, COUNTY_PRIOR = 0.8, 150, 600
AREA_MEMORY, AREA_PRIOR = 0.9, 0.5
LEVEL_MEMORY, POOL = 0.35, 0.2
FEEDING_PRIOR = 0.01


def sums(rows, grade, memory):
    below = above = 0.0
    for age, later in enumerate(range(len(rows) - 1, 0, -1)):
        below += memory**age * rows[later - 1][grade]
        above += memory**age * rows[later][grade + 1]
    return below, above


def ratios():
    county = []
    for g in (0, 1):
        b = sum(sums(r, g, MEMORY)[0] for r in SCHOOLS.values())
        a = sum(sums(r, g, MEMORY)[1] for r in SCHOOLS.values())
        overall = a / b  # one county: all counties are this one
        county.append((a + COUNTY_PRIOR * overall) / (b + COUNTY_PRIOR))
    out = {}
    for name, rows in SCHOOLS.items():
        out[name] = []
        for g in (0, 1):
            b, a = sums(rows, g, MEMORY)
            out[name].append((a + PRIOR * county[g]) / (b + PRIOR))
    return county, out


def levels(rows):
    out = []
    for g in GRADES:
        weights = [LEVEL_MEMORY**age for age in range(len(rows))]
        out.append(sum(w * rows[-1 - age][g] for age, w in enumerate(weights)) / sum(weights))
    return out


def pooled():
    own = {name: levels(rows) for name, rows in SCHOOLS.items()}
    profile = [sum(own[n][g] for n in own) / len(own) for g in GRADES]
    return {
        n: [(1 - POOL) * own[n][g] + POOL * profile[g] * sum(own[n]) / sum(profile) for g in GRADES] for n in own
    }


def flow():
    total = [[sum(SCHOOLS[n][y][g] for n in SCHOOLS) for g in GRADES] for y in range(3)]
    out = []
    for g in (0, 1):
        b, a = sums(total, g, AREA_MEMORY)
        prior = AREA_PRIOR * total[-1][g]
        out.append((a + prior) / (b + prior))
    return total, out


county, ratio = ratios()
level = pooled()
total, flows = flow()
print("county ratio", [round(x, 4) for x in county])
for n in SCHOOLS:
    print("ratio", n, [round(x, 4) for x in ratio[n]], "level", [round(x, 3) for x in level[n]])
print("flow ratio", [round(x, 4) for x in flows])
cohorts = {n: list(SCHOOLS[n][-1]) for n in SCHOOLS}
current = list(total[-1])
for ahead in range(2):
    current = [current[0], current[0] * flows[0], current[1] * flows[1]]
    part = 0.8 - 0.04 * ahead
    change = [current[g] / total[-1][g] for g in GRADES]
    for n in SCHOOLS:
        c = cohorts[n]
        cohorts[n] = [level[n][0] * change[0], c[0] * ratio[n][0], c[1] * ratio[n][1]]
        shown = [
            cohorts[n][g] if g == 0 else part * cohorts[n][g] + (1 - part) * level[n][g] * change[g] for g in GRADES
        ]
        print(2025 + ahead, n, "cohort", [round(x, 2) for x in cohorts[n]], "forecast", [round(x, 2) for x in shown])
    print(2025 + ahead, "flow", [round(x, 2) for x in current], "sum", round(sum(current), 2))
