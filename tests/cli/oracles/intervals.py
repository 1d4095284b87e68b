"""Dataset tests/cli/datasets/intervals and expected values of tests/cli/intervals.toml, worked out with the standard library alone:

    python3 intervals.py        writes both, beside this folder

Nothing here is taken from the program: CV, Gini and the concentration index are their definitions over pairs and ranks (docs/methods/inequality.md),
percentile and BCa intervals follow Efron and Tibshirani 1993, ch. 13 and 14, with whole counties drawn; Moran's I is its double sum; the resamples
follow the definition of the random numbers (splitmix64 and Lemire's multiply-shift, core/rng.h).
"""
import math
import pathlib
from statistics import NormalDist

HERE = pathlib.Path(__file__).resolve().parent.parent
COUNTIES, REPLICATES, SEED, CONFIDENCE = 24, 200, 7, 0.95
WITHIN_KM = 130

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


def schools():
    """County, pupils, computers, books of every school; 2 to 4 schools a county, wealth rising with the number of the county."""
    for c in range(COUNTIES):
        for s in range(2 + c % 3):
            pupils = 110 + 41 * ((5 * c + 3 * s) % 11)
            yield c, pupils, 6 + c + (7 * c * c + 11 * s) % 31 + pupils // 25, pupils * (12 + (c * 5 + s * 2) % 17)


def income(c):
    """Two of the counties report none."""
    return None if c in (4, 17) else 15000 + 1100 * c + 700 * ((c * 7) % 5)


def place(c):
    """Degrees; the last county is an island."""
    return (30.0, 118.0) if c == COUNTIES - 1 else (25 + (c // 5) * 1.0, 100 + (c % 5) * 1.1 + (c // 5) * 0.05)


ROWS = list(schools())


def write_dataset():
    folder = HERE / "datasets" / "intervals"
    folder.mkdir(parents=True, exist_ok=True)
    areas = ["area_code,name,level,parent_code", "P,Province,province,"] + [f"C{c + 1:02},County {c + 1},county,P" for c in range(COUNTIES)]
    listed, facts = ["school_id,name,area_code,kind,lat,lon,setting"], ["school_id,school_year,stage,pupils,computers,books"]
    for i, (c, *values) in enumerate(ROWS):
        lat, lon = place(c)
        listed.append(f"S{i + 1:02},School {i + 1},C{c + 1:02},211,{lat},{lon},{(111, 121, 220)[i % 3]}")
        facts.append(f"S{i + 1:02},2024,primary," + ",".join(map(str, values)))
    items = ["area_code,school_year,item,value"] + [f"C{c + 1:02},2024,income_per_head_yuan,{income(c)}" for c in range(COUNTIES) if income(c)]
    manifest = ["format = 1", 'title = "Twenty-four counties for intervals, by formula"', 'source = "tests/cli/oracles/intervals.py"',
                'licence = "CC0-1.0"', "synthetic = true", 'country = "XX"', "school_year = 2024"]
    for name, lines in [("areas.csv", areas), ("schools.csv", listed), ("stage_facts.csv", facts), ("area_facts.csv", items),
                        ("dataset.toml", manifest)]:
        (folder / name).write_text("\n".join(lines) + "\n")


def cv(x, w, _):
    total = math.fsum(w)
    mean = math.fsum(a * b for a, b in zip(x, w)) / total
    return math.sqrt(math.fsum(b * (a - mean) ** 2 for a, b in zip(x, w)) / total) / mean


def gini(x, w, _):
    total, value = math.fsum(w), math.fsum(a * b for a, b in zip(x, w))
    return math.fsum(v * u * abs(a - b) for a, v in zip(x, w) for b, u in zip(x, w)) / (2 * total * value)


def concentration(x, w, ranks):
    total, value = math.fsum(w), math.fsum(a * b for a, b in zip(x, w))
    below = {r: math.fsum(v for v, other in zip(w, ranks) if other < r) for r in set(ranks)}
    equal = {r: math.fsum(v for v, other in zip(w, ranks) if other == r) for r in set(ranks)}
    return math.fsum(v * a * (2 * (below[r] + equal[r] / 2) / total - 1) for a, v, r in zip(x, w, ranks)) / value


def quantile(ordered, share):
    """The middle of the step: definition 2 of Hyndman and Fan."""
    at = share * len(ordered)
    k = math.floor(at)
    if abs(at - round(at)) < 1e-9:
        k = round(at)
        return (ordered[max(0, k - 1)] + ordered[min(len(ordered) - 1, k)]) / 2
    return ordered[k]


def intervals(rows, measure):
    """rows: county, value, weight, rank. Percentile, BCa and standard error over counties in order of their numbers."""
    counties = sorted({row[0] for row in rows})

    def of(times):
        kept = [(x, w * times.get(c, 0), r) for c, x, w, r in rows if times.get(c, 0)]
        return measure([k[0] for k in kept], [k[1] for k in kept], [k[2] for k in kept])

    drawn = []
    for r in range(REPLICATES):
        times = {}
        for k in whole_numbers(SEED, [0, r], len(counties)):
            times[counties[k]] = times.get(counties[k], 0) + 1
        drawn.append(of(times))
    left = [of({c: 1 for c in counties if c != out}) for out in counties]
    whole = of({c: 1 for c in counties})
    drawn.sort()
    mean = math.fsum(drawn) / len(drawn)
    error = math.sqrt(math.fsum((d - mean) ** 2 for d in drawn) / (len(drawn) - 1))
    middle = math.fsum(left) / len(left)
    a = math.fsum((middle - v) ** 3 for v in left) / (6 * math.fsum((middle - v) ** 2 for v in left) ** 1.5)
    normal = NormalDist()
    z0 = normal.inv_cdf((sum(d < whole for d in drawn) + sum(d <= whole for d in drawn)) / 2 / len(drawn))
    tails = []
    for z in (normal.inv_cdf((1 - CONFIDENCE) / 2), normal.inv_cdf((1 + CONFIDENCE) / 2)):
        tails.append(quantile(drawn, normal.cdf(z0 + (z0 + z) / (1 - a * (z0 + z)))))
    return whole, [quantile(drawn, (1 - CONFIDENCE) / 2), quantile(drawn, (1 + CONFIDENCE) / 2)], tails, error


def distance_km(a, b):
    lat, lon = [math.radians(v[0]) for v in (a, b)], [math.radians(v[1]) for v in (a, b)]
    h = math.sin((lat[1] - lat[0]) / 2) ** 2 + math.cos(lat[0]) * math.cos(lat[1]) * math.sin((lon[1] - lon[0]) / 2) ** 2
    return 2 * 6371.0087714 * math.asin(math.sqrt(h))


def moran(inverse):
    means = []
    for c in range(COUNTIES):
        own = [row for row in ROWS if row[0] == c]
        means.append(sum(row[2] for row in own) / sum(row[1] for row in own))
    mean = sum(means) / COUNTIES
    z = [m - mean for m in means]
    products, linked, pairs = 0.0, 0, 0
    for i in range(COUNTIES):
        near = [(k, distance_km(place(i), place(k))) for k in range(COUNTIES) if k != i]
        near = [(k, 1 / d if inverse else 1.0) for k, d in near if d <= WITHIN_KM]
        pairs += len(near)
        if near:
            linked += 1
            products += z[i] * sum(w * z[k] for k, w in near) / sum(w for _, w in near)
    return COUNTIES / linked * products / sum(v * v for v in z), pairs / COUNTIES, COUNTIES - linked


OUT = ["# Made by oracles/intervals.py: expected values from plain Python, not from the program. Change the script, not this file.",
       'suite = "InequalityIntervals"']


def near(pointer, value):
    return f'  {{ pointer = "{pointer}", near = {float(value)!r}, tolerance = 1e-9 }},'


def equal(pointer, value):
    return f'  {{ pointer = "{pointer}", equals = {value} }},'


def case(name, options, checks):
    argv = ["inequality", "data", "--measure", "computers", "--per", "pupils", *options, "--format", "json"]
    OUT.extend(["", "[[test]]", f'name = "{name}"', "argv = [" + ", ".join(f'"{a}"' for a in argv) + "]",
                'copies = { data = "tests/cli/datasets/intervals" }', "exit = 0", "json = [", *checks, "]"])


def interval_checks(pointer, found):
    _, percentile, bca, error = found
    names = [("percentile/low", percentile[0]), ("percentile/high", percentile[1]), ("bca/low", bca[0]), ("bca/high", bca[1])]
    return [near(f"{pointer}/{name}", value) for name, value in names] + [near(f"{pointer}/standard_error", error)]


def main():
    write_dataset()
    drawing = ["--bootstrap", str(REPLICATES), "--seed", str(SEED)]
    rows = [(c, computers / pupils, pupils, 0) for c, pupils, computers, _ in ROWS]
    checks = []
    for key, measure in [("cv", cv), ("gini", gini)]:
        found = intervals(rows, measure)
        checks += [near(f"/index/{key}", found[0])] + interval_checks(f"/intervals/{key}", found)
    case("PercentileAndBcaOfWholeCounties", ["--index", "cv,gini", *drawing], checks)

    ranked = [(c, computers / pupils, pupils, income(c)) for c, pupils, computers, _ in ROWS if income(c)]
    found = intervals(ranked, concentration)
    checks = [equal("/concentration/n", len(ranked)), equal("/concentration/without_rank", len(ROWS) - len(ranked))]
    checks += [near("/concentration/value", found[0]), near("/concentration/gini", gini(*zip(*[r[1:] for r in ranked]))),
               near("/concentration/interval/low", found[2][0]), near("/concentration/interval/high", found[2][1]),
               near("/concentration/interval/standard_error", found[3])]
    case("ConcentrationByIncomeOfTheCounty", ["--index", "cv", "--rank-by", "income_per_head_yuan", *drawing], checks)
    by_books = [(c, computers / pupils, pupils, books / pupils) for c, pupils, computers, books in ROWS]
    case("ConcentrationByBooksPerPupil", ["--rank-by", "books", "--bootstrap", "0"],
         [near("/concentration/value", concentration(*zip(*[r[1:] for r in by_books]))),
          '  { pointer = "/concentration/rank_per", equals = "pupils" },', '  { pointer = "/concentration/interval", type = "null" },'])
    by_size = [(c, computers / pupils, pupils, pupils) for c, pupils, computers, _ in ROWS]
    case("ConcentrationByTheSizeOfTheSchool", ["--rank-by", "pupils", "--bootstrap", "0"],
         [near("/concentration/value", concentration(*zip(*[r[1:] for r in by_size]))), '  { pointer = "/concentration/rank_per", type = "null" },'])

    for name, inverse in [("Alike", False), ("ByInverseDistance", True)]:
        i, neighbours, islands = moran(inverse)
        options = ["--bootstrap", "0", "--by", "county", "--within", str(WITHIN_KM)] + (["--neighbour-weights", "inverse-distance"] if inverse else [])
        case("MoranWithinADistance" + name, options,
             [near("/moran/i", i), near("/moran/mean_neighbours", neighbours), equal("/moran/within_km", WITHIN_KM),
              '  { pointer = "/moran/neighbours", type = "null" },', f'  {{ pointer = "/moran/areas_without_neighbours", size = {islands} }},',
              '  { pointer = "/moran/areas_without_neighbours/0", equals = "C24" },'])
    (HERE / "intervals.toml").write_text("\n".join(OUT) + "\n")


main()
