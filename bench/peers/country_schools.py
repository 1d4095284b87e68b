"""Which rows of a dataset folder make one school, for the PySAL peers: as Junheng reads a synthetic country (campuses merged, special education out)."""

import os

import pandas

SPECIAL_EDUCATION = 514
TEACHING_POINT = 218
PRIMARY_GRADES = range(1, 7)


def read(folder, table, columns):
    kinds = {name: str for name in columns if name.endswith(("_id", "_code"))}
    return pandas.read_csv(os.path.join(folder, f"{table}.csv"), usecols=columns, dtype=kinds)


def schools(folder):
    """School, the school that it is counted with (`root`), and the county of that one."""
    table = read(folder, "schools", ["school_id", "area_code", "kind", "is_counted", "parent_school_id"])
    joins = (table.is_counted == 0) & table.parent_school_id.notna() & (table.kind != TEACHING_POINT)
    table["root"] = table.school_id.where(~joins, table.parent_school_id)
    areas = read(folder, "areas", ["area_code", "level", "parent_code"]).set_index("area_code")
    at = table.area_code
    while True:
        below = at.map(areas.level) == "township"
        if not below.any():
            break
        at = at.where(~below, at.map(areas.parent_code))
    table["county"] = at
    of_root = table.set_index("school_id")
    table["county"] = table.root.map(of_root.county)
    table["kind"] = table.root.map(of_root.kind)
    return table[table.kind != SPECIAL_EDUCATION][["school_id", "root", "county"]]


def measure_of_primary(folder, measure):
    """One value and county per school that has primary pupils and the measure."""
    facts = read(folder, "stage_facts", ["school_id", "school_year", "stage", "pupils", measure])
    facts = facts[(facts.school_year == facts.school_year.max()) & (facts.stage == "primary") & (facts.pupils > 0) & facts[measure].notna()]
    joined = facts.merge(schools(folder), on="school_id")
    return joined.groupby("root").agg(value=(measure, "sum"), county=("county", "first"))


def group_of_primary(folder, group):
    """Pupils of a group and all pupils, per school with primary pupils."""
    grades = read(folder, "grade_facts", ["school_id", "school_year", "grade", "pupils", group])
    grades = grades[(grades.school_year == grades.school_year.max()) & grades.grade.isin(PRIMARY_GRADES)]
    joined = grades.merge(schools(folder), on="school_id")
    table = joined.groupby("root")[["pupils", group]].sum()
    return table[table.pupils > 0].reset_index()
