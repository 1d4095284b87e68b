"""Expected values of tables_and_peers_test.cpp, from numpy and scipy: python3 tables_and_peers.py > tables_and_peers.csv

Dissimilarity over three groups by its definition (and of two by the common form), peers by scipy.spatial, overdispersion with
scipy.stats.mstats.winsorize."""

import numpy as np
from scipy import stats
from scipy.spatial.distance import cdist

from oracle_csv import print_table

rng = np.random.default_rng(11)
rows = {}

counts = rng.integers(0, 60, (12, 3)).astype(float)
counts[4] = 0
shares, totals = counts.sum(0) / counts.sum(), counts.sum(1)
own = counts / np.where(totals > 0, totals, 1)[:, None]
simpson = (shares * (1 - shares)).sum()
rows["d_counts"] = counts.ravel()
rows["d_three"] = [(totals[:, None] * np.abs(own - shares)).sum() / (2 * totals.sum() * simpson)]
a, b = counts[:, 0], counts[:, 1]
rows["d_two"] = [np.abs(a / a.sum() - b / b.sum()).sum() / 2]

covariates = np.stack([rng.normal(11, 1, 20), rng.normal(5, 2, 20), rng.uniform(3, 9, 20)], axis=1)
distances = cdist(stats.zscore(covariates), stats.zscore(covariates))
np.fill_diagonal(distances, np.inf)
order = np.argsort(distances, axis=1)[:, :4]
rows["peers_covariates"] = covariates.T.ravel()
rows["peers_units"] = order.ravel()
rows["peers_distances"] = np.take_along_axis(distances, order, axis=1).ravel()

z = np.round(rng.normal(0, 1.7, 30), 3)
rows["z"] = z
rows["phi"] = [np.mean(stats.mstats.winsorize(z, (share, share)).data ** 2) for share in (0, 0.1, 0.25)]

print_table(rows)
