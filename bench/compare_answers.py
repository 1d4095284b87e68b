"""Compares Junheng's JSON with a peer's answers: compare_answers.py JUNHENG.json ANSWERS.csv. Ends with 1 and the differences if there are any.

Equal means: the same counties and stages; every coefficient of variation within 1e-9; every count and verdict the same.
"""

import csv
import json
import sys

CV_TOLERANCE = 1e-9
SHOWN = 20
CLASS_SIZE_ITEM = "G5"


def junheng_rows(path):
    """Answers by (area code, stage), and classes above the limit by area code."""
    with open(path, encoding="utf-8") as file:
        assessment = json.load(file)
    stages, classes = {}, {}
    for area in assessment["areas"]:
        for stage in area["stages"]:
            if stage["schools"] > 0:
                stages[area["area_code"], stage["stage"]] = stage
        for item in area["items"]:
            if item["id"] == CLASS_SIZE_ITEM:
                classes[area["area_code"]] = item["value"]
    return stages, classes


def stage_differences(key, ours, theirs):
    for indicator in ours["indicators"]:
        name = f"cv_{indicator['id']}"
        cv = float(theirs[name]) if theirs[name] else None
        if (cv is None) != (indicator["cv"] is None) or (cv is not None and not abs(cv - indicator["cv"]) <= CV_TOLERANCE):
            yield f"{key} {name}: Junheng {indicator['cv']}, peer {cv}"
    for name in ["schools", "pupils", "schools_met", "schools_unmet", "schools_unknown"]:
        if ours[name] != float(theirs[name]):
            yield f"{key} {name}: Junheng {ours[name]}, peer {theirs[name]}"
    if ours["verdict"] != theirs["verdict"]:
        yield f"{key} verdict: Junheng {ours['verdict']}, peer {theirs['verdict']}"


def differences(stages, classes, answers):
    for key in sorted(set(stages) ^ set(answers)):
        yield f"{key}: only in {'Junheng' if key in stages else 'the peer'}"
    peer_classes = {}
    for key in sorted(set(stages) & set(answers)):
        yield from stage_differences(key, stages[key], answers[key])
        peer_classes[key[0]] = peer_classes.get(key[0], 0) + int(answers[key]["classes_above"])
    for area, count in peer_classes.items():
        if classes.get(area) != count:
            yield f"{area} classes above the limit: Junheng {classes.get(area)}, peer {count}"


def main(json_path, answers_path):
    stages, classes = junheng_rows(json_path)
    with open(answers_path, encoding="utf-8", newline="") as file:
        answers = {(row["area_code"], row["stage"]): row for row in csv.DictReader(file)}
    found = list(differences(stages, classes, answers))
    for line in found[:SHOWN]:
        print(line, file=sys.stderr)
    if found or not answers:
        print(f"{len(found)} differences in {len(answers)} rows of {answers_path}", file=sys.stderr)
        return 1
    schools = sum(stage["schools"] for stage in stages.values())
    print(f"{answers_path}: equal in {len(answers)} stages of counties ({schools} school verdicts, {sum(classes.values()):.0f} classes above the limit)")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
