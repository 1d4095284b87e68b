"""Compares the JSON of `junheng inequality` with a peer's answers: compare_inequality.py JUNHENG.json ANSWERS.csv. Ends with 1 and the
differences if there are any: a count that is not the same, or a measure that differs by more than 1e-12 of itself, 1e-9 of H."""

import csv
import json
import sys

TOLERANCE = 1e-12
# PySAL adds H up from differences of entropies, which nearly cancel where groups are spread evenly.
TOLERANCES = {"h": 1e-9}


def junheng_answers(path):
    with open(path, encoding="utf-8") as file:
        found = json.load(file)
    answers = {"n": found["n"], **found["index"]}
    answers.update({term["level"]: term["value"] for term in found["decomposition"]["theil_t"]})
    for group in found["segregation"]:
        answers.update({name: group[name] for name in ("schools", "d", "h")})
    return answers


def main(json_path, answers_path):
    ours = junheng_answers(json_path)
    with open(answers_path, encoding="utf-8", newline="") as file:
        theirs = {row["name"]: float(row["value"]) for row in csv.DictReader(file)}
    different = [
        name for name, value in theirs.items() if not abs(value - ours[name]) <= TOLERANCES.get(name, TOLERANCE) * abs(ours[name])
    ]
    for name in different:
        print(f"{name}: Junheng {ours[name]}, peer {theirs[name]}", file=sys.stderr)
    if different or not theirs:
        return 1
    print(f"{answers_path}: equal in {', '.join(theirs)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
