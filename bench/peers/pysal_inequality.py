"""Inequality of computers over primary schools with PySAL: pysal_inequality.py FOLDER ANSWERS.csv. Same questions as
`junheng inequality FOLDER --measure computers --index gini,theil-t --by county`: PySAL has no weights and takes Theil apart by one level."""

import csv
import sys
import time

import numpy as np
from inequality.gini import Gini
from inequality.theil import TheilD

from country_schools import measure_of_primary


def main(folder, answers):
    sample = measure_of_primary(folder, "computers")
    values = sample.value.to_numpy(dtype=float)
    county_of = sample.county.astype("category").cat.codes.to_numpy()
    begin = time.perf_counter()
    gini = Gini(values).g
    theil = TheilD(values, county_of)
    seconds = time.perf_counter() - begin
    print(f"computation alone: {seconds:.2f} s", file=sys.stderr)
    found = {"n": len(values), "gini": gini, "theil_t": theil.T, "county": theil.bg, "within": theil.wg}
    with open(answers, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "value"])
        # TheilD gives arrays of one number.
        writer.writerows((name, repr(float(np.squeeze(value)))) for name, value in found.items())


if __name__ == "__main__":
    main(*sys.argv[1:])
