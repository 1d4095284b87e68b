"""Expected values of coupling_coordination_test.cpp, from scipy: python3 coupling_coordination.py > coupling_coordination.csv"""
import numpy as np
from scipy.stats import gmean

from oracle_csv import print_table

U = np.round(np.random.default_rng(3).uniform(0.05, 1, (9, 3)), 3)
U[8] = [0.4, 0, 0.9]
a = np.array([0.5, 0.2, 0.3])
C = gmean(U, axis=1) / U.mean(axis=1)
T = U @ a
two = 2 * np.sqrt(U[:, 0] * U[:, 1]) / (U[:, 0] + U[:, 1])
print_table({
    "u0": U[:, 0], "u1": U[:, 1], "u2": U[:, 2],
    "coupling": C, "development": T, "coordination": np.sqrt(C * T),
    "two_coupling": two, "two_coordination": np.sqrt(two * (U[:, 0] + U[:, 1]) / 2),
})
