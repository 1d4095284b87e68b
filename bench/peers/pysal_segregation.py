"""Segregation of girls over primary schools with PySAL: pysal_segregation.py FOLDER ANSWERS.csv. Same questions as
`junheng inequality FOLDER --measure pupils --index gini --segregation girls`: D and H; PySAL takes neither apart by level."""

import csv
import sys
import time
import warnings

from segregation.multigroup import MultiInfoTheory
from segregation.singlegroup import Dissim

from country_schools import group_of_primary


def main(folder, answers):
    table = group_of_primary(folder, "girls")
    table["boys"] = table.pupils - table.girls
    warnings.simplefilter("ignore")  # It warns that the table has no geometry.
    begin = time.perf_counter()
    found = {"schools": len(table), "d": Dissim(table, "girls", "pupils").statistic, "h": MultiInfoTheory(table, ["girls", "boys"]).statistic}
    seconds = time.perf_counter() - begin
    print(f"computation alone: {seconds:.2f} s", file=sys.stderr)
    with open(answers, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "value"])
        writer.writerows((name, repr(float(value))) for name, value in found.items())


if __name__ == "__main__":
    main(*sys.argv[1:])
