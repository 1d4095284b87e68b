"""Expected values of great_circle_test.cpp and neighbours_test.cpp, by vectors on the sphere and all pairs in numpy:
python3 neighbours.py > neighbours.csv"""
import numpy as np

R = 6371008.7714
rng = np.random.default_rng(12)
# All over the earth, about the poles and the date line, and a province with places that share a position.
lat = np.concatenate([np.degrees(np.arcsin(rng.uniform(-1, 1, 40))), [89.9, 89.8, -89.95, -90, 89.7], rng.uniform(34, 35, 30), [34.5, 34.5, 34.5]])
lon = np.concatenate([rng.uniform(-180, 180, 40), [0, 180, -90, 10, -170], rng.uniform(108, 110, 30), [109, 109, 109]])
lat, lon = np.round(lat, 4), np.round(lon, 4)
lat[:4], lon[:4] = [0.5, 0.25, 0.0, -0.5], [179.99, -179.98, 180, -180]
a, b = np.radians(lat), np.radians(lon)
v = np.stack([np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)], axis=1)
cross = np.linalg.norm(np.cross(v[:, None], v[None]), axis=2)
d = R * np.arctan2(cross, v @ v.T)
d[cross == 0] = np.where((v @ v.T)[cross == 0] > 0, 0, np.pi * R)
# Places whose vectors differ by rounding only.
same = (lat[:, None] == lat) & (lon[:, None] == lon)
d[same] = 0
n = len(lat)
order = [sorted((k for k in range(n) if k != i), key=lambda k: (round(d[i, k], 4), k)) for i in range(n)]
rows = {"latitude": lat, "longitude": lon, "from_first": d[0], "from_41st": d[40], "from_last": d[-1],
        "nearest": [k for i in range(n) for k in order[i][:6]]}
band = [[k for k in order[i] if d[i, k] <= 60000] for i in range(n)]
rows["band_degrees"] = [len(own) for own in band]
rows["band"] = [k for own in band for k in own]
print("key,index,value")
for key, row in rows.items():
    for i, value in enumerate(row):
        print(f"{key},{i},{float(value):.17g}")
