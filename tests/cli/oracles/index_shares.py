"""Expected values of tests/cli/index_shares.toml, worked out with the standard library alone:

    python3 index_shares.py        writes it, beside this folder

Funnel limits of shares: exact binomial, by whole numbers and fractions (docs/methods/league-tables.md). Coupling and
coordination: their definition (docs/methods/composite-index.md).
"""
import math
import pathlib
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent.parent
OUT = ["# Made by oracles/index_shares.py: expected values from plain Python, not from the program. Change the script, not this file.",
       'suite = "IndexShares"']


def limit(p, events, of, trials):
    """The least share of that many trials such that chance gives no more with probability p, if the true share is events / of. The value itself is
    within: below the lower one, and above the upper one, lies less than 2.5 %."""
    share, below = Fraction(events, of), Fraction(0)
    for r in range(trials + 1):
        exactly = math.comb(trials, r) * share ** r * (1 - share) ** (trials - r)
        below += exactly
        if below >= p:
            return r / trials


def near(pointer, value):
    return f'  {{ pointer = "{pointer}", near = {float(value)!r}, tolerance = 1e-9 }},'


def equal(pointer, value):
    return f'  {{ pointer = "{pointer}", equals = {value} }},'


def case(name, spec, files, checks, argv=()):
    OUT.extend(["", "[[test]]", f'name = "{name}"',
                "argv = [" + ", ".join(f'"{a}"' for a in ["index", "data", "--spec", "spec.toml", *argv, "--format", "json"]) + "]", "exit = 0",
                "json = [", *checks, "]", "[test.files]"])
    for path, lines in [("spec.toml", spec)] + [("data/" + path, lines) for path, lines in files.items()]:
        text = "\\n".join(line.replace('"', '\\"') for line in lines) + "\\n"
        OUT.append(f'"{path}" = "{text}"')


# Provinces of 20, 50 and 10 counties.
COUNTS = {"P1": (18, 20), "P2": (30, 50), "P3": (10, 10)}


def shares():
    events, trials = sum(e for e, _ in COUNTS.values()), sum(n for _, n in COUNTS.values())
    order = sorted(COUNTS, key=lambda p: -COUNTS[p][0] / COUNTS[p][1])
    checks = [equal("/funnel_method", '"binomial"'), equal("/weights/0/is_share", "true")]
    for place, province in enumerate(order):
        size = COUNTS[province][1]
        checks += [equal(f"/ranking/{place}/area_code", f'"{province}"'),
                   near(f"/ranking/{place}/funnel/low", limit(Fraction(25, 1000), events, trials, size)),
                   near(f"/ranking/{place}/funnel/high", limit(Fraction(975, 1000), events, trials, size))]
    spec = ["[index]", 'title = "Recognised counties"', 'unit = "province"', "[[component]]", 'measure = "counties_basic_accredited"',
            'per = "counties"', "share = true"]
    items = ["area_code,school_year,item,value"]
    for province, (have, of) in COUNTS.items():
        items += [f"{province},2020,counties_basic_accredited,{have}", f"{province},2020,counties,{of}"]
    case("ExactBinomialLimitsOfSharesThatAreasReport", spec,
         {"areas.csv": ["area_code,name,level,parent_code"] + [f"{p},Province {p},province," for p in COUNTS], "area_facts.csv": items}, checks)


# Computers, books and teachers per pupil; scores are the way to 1, 40 and 0.1.
COUNTIES = {"C1": (0.2, 40, 0.02), "C2": (0.5, 20, 0.05), "C3": (0.9, 36, 0.04)}


def coordination():
    spec = ["[index]", 'title = "In step"', 'unit = "county"', 'weights = "given"', 'normalisation = "target"',
            "[[subsystem]]", 'name = "facilities"', "weight = 3", "[[subsystem]]", 'name = "staff"', "weight = 1",
            "[[coordination_class]]", "from = 0", 'title = "behind"', "[[coordination_class]]", "from = 0.71", 'title = "in step"']
    for measure, weight, target, subsystem in [("computers", 1, 1, "facilities"), ("books", 3, 40, "facilities"), ("teachers", 2, 0.1, "staff")]:
        spec += ["[[component]]", f'measure = "{measure}"', 'per = "pupils"', f"weight = {weight}", f"target = {target}",
                 f'subsystem = "{subsystem}"']
    facts, found = ["school_id,school_year,stage,pupils,computers,books,teachers"], {}
    for county, (computers, books, teachers) in COUNTIES.items():
        facts.append(f"S{county[1]},2024,primary,100,{computers * 100:g},{books * 100:g},{teachers * 100:g}")
        u = [(computers + 3 * books / 40) / 4, teachers / 0.1]
        coupling, development = math.sqrt(u[0] * u[1]) / (sum(u) / 2), (3 * u[0] + u[1]) / 4
        degree = math.sqrt(coupling * development)
        score = (computers + 3 * books / 40 + 2 * teachers / 0.1) / 6
        found[county] = (score, u, coupling, development, degree, "in step" if degree >= 0.71 else "behind")
    checks = [equal("/subsystems/0/name", '"facilities"'), equal("/weights/2/subsystem", '"staff"')]
    for place, county in enumerate(sorted(found, key=lambda c: -found[c][0])):
        score, u, coupling, development, degree, title = found[county]
        at = f"/ranking/{place}"
        checks += [equal(f"{at}/area_code", f'"{county}"'), near(f"{at}/score", score),
                   near(f"{at}/coordination/subsystems/0/score", u[0]), near(f"{at}/coordination/subsystems/1/score", u[1]),
                   near(f"{at}/coordination/coupling", coupling), near(f"{at}/coordination/development", development),
                   near(f"{at}/coordination/coordination", degree), equal(f"{at}/coordination/class", f'"{title}"')]
    case("CouplingOfTwoSubsystems", spec,
         {"areas.csv": ["area_code,name,level,parent_code"] + [f"{c},County {c},county," for c in COUNTIES],
          "schools.csv": ["school_id,name,area_code,kind"] + [f"S{c[1]},School,{c},211" for c in COUNTIES], "stage_facts.csv": facts}, checks)


shares()
coordination()
(HERE / "index_shares.toml").write_text("\n".join(OUT) + "\n")
