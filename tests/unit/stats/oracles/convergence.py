"""Expected values of beta_convergence_test.cpp, sigma_convergence_test.cpp and least_squares_test.cpp, from statsmodels and numpy:
python3 convergence.py > convergence.csv"""
import numpy as np
import statsmodels.api as sm

from oracle_csv import print_table

rng = np.random.default_rng(8)
initial = np.round(rng.lognormal(2, 0.5, 40), 3)
last = np.round(initial ** 0.7 * rng.lognormal(1, 0.1, 40), 3)
middle = np.round(np.sqrt(initial * last) * rng.lognormal(0, 0.05, 40), 3)
w = rng.integers(100, 9000, 40).astype(float)
years = 6.0
rows = {"initial": initial, "middle": middle, "last": last, "w": w}


def fit(y, x, weights):
    model = sm.WLS(y, sm.add_constant(x), weights=weights)
    plain, robust = model.fit(), model.fit(cov_type="HC1")
    return [plain.params[0], plain.params[1], plain.rsquared, plain.bse[1], robust.bse[1]]


for name, weights in [("beta_alike", np.ones(40)), ("beta_weighted", w)]:
    line = fit(np.log(last / initial) / years, np.log(initial), weights)
    speed = -np.log(1 + line[1] * years) / years
    rows[name] = line + [speed, np.log(2) / speed]


def deviation(v, weights):
    m = np.average(v, weights=weights)
    return np.sqrt(np.average((v - m) ** 2, weights=weights))


t = np.array([2015.0, 2018.0, 2021.0])
for name, weights in [("sigma_alike", np.ones(40)), ("sigma_weighted", w)]:
    periods = [initial, middle, last]
    rows[name] = [deviation(np.log(v), weights) for v in periods]
    rows[name + "_cv"] = [deviation(v, weights) / np.average(v, weights=weights) for v in periods]
    rows[name + "_trends"] = [np.polyfit(t, rows[name], 1)[0], np.polyfit(t, rows[name + "_cv"], 1)[0]]
print_table(rows)
