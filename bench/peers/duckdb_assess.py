"""Assesses a dataset folder with DuckDB: duckdb_assess.py FOLDER ANSWERS.csv THREADS. Same questions as `junheng assess`, resource part and class size.
Says on standard error how much processor time it took from the tables in memory to the answers."""

import os
import sys
import time

import duckdb

import cn_quality_2017 as rules


def by_stage(values):
    """SQL for the value that goes with the column `stage`."""
    cases = " ".join(f"WHEN '{stage}' THEN {float(value)}" for stage, value in values.items())
    return f"CASE stage {cases} END"


def sql_list(values):
    return "(" + ", ".join(str(value) for value in values) + ")"


def reaches(left, right):
    return f"({left} >= {right} - {rules.TOLERANCE} * greatest(abs({left}), abs({right})))"


def tables(folder):
    def table(name, columns):
        types = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
        path = os.path.join(folder, f"{name}.csv").replace("'", "''")
        return f"CREATE TABLE {name} AS SELECT {', '.join(columns)} FROM read_csv('{path}', header = true, types = {{{types}}})"

    numbers = ["pupils", *rules.MEASURES, *rules.DERIVED_DEGREES["primary"]]
    return [
        table("areas", {"area_code": "VARCHAR", "level": "VARCHAR", "parent_code": "VARCHAR"}),
        table("schools", {"school_id": "VARCHAR", "area_code": "VARCHAR", "kind": "INTEGER", "is_counted": "INTEGER", "parent_school_id": "VARCHAR"}),
        table("stage_facts", {"school_id": "VARCHAR", "school_year": "INTEGER", "stage": "VARCHAR", **{n: "DOUBLE" for n in numbers}}),
        table("class_bands", {"school_id": "VARCHAR", "school_year": "INTEGER", "stage": "VARCHAR", "band": "VARCHAR", "classes": "INTEGER"}),
    ]


def degree_sum():
    cases = " ".join(f"WHEN '{stage}' THEN {' + '.join(columns)}" for stage, columns in rules.DERIVED_DEGREES.items())
    return f"CASE stage {cases} END"


PLACES = """
CREATE TABLE places AS
WITH RECURSIVE walk(area_code, place, level, parent_code) AS (
  SELECT area_code, area_code, level, parent_code FROM areas
  UNION ALL
  SELECT walk.area_code, above.area_code, above.level, above.parent_code
  FROM walk JOIN areas above ON walk.parent_code = above.area_code WHERE walk.level <> 'county')
SELECT school_id AS root, kind, place AS county FROM schools JOIN walk USING (area_code) WHERE level = 'county'
"""

FACTS = f"""
CREATE TABLE facts AS
SELECT * REPLACE (coalesce(teachers_above_required, {degree_sum()}) AS teachers_above_required)
FROM stage_facts WHERE school_year = (SELECT max(school_year) FROM stage_facts)
"""

# Campuses join their parent, except teaching points and a campus that holds one stage of a through-school.
ROOTS = f"""
CREATE TABLE roots AS
WITH RECURSIVE held AS (
  SELECT school_id, count(DISTINCT stage) AS stage_count FROM facts WHERE stage IN ('primary', 'junior') GROUP BY school_id),
links AS (
  SELECT s.school_id,
         CASE WHEN s.is_counted = 1 OR s.parent_school_id IS NULL OR s.kind = {rules.TEACHING_POINT}
                OR (p.kind IN {sql_list(rules.THROUGH_KINDS)} AND coalesce(h.stage_count, 0) = 1)
              THEN s.school_id ELSE s.parent_school_id END AS above
  FROM schools s LEFT JOIN schools p ON p.school_id = s.parent_school_id LEFT JOIN held h ON h.school_id = s.school_id),
climb(school_id, place, above) AS (
  SELECT school_id, school_id, above FROM links
  UNION ALL
  SELECT climb.school_id, links.school_id, links.above FROM climb JOIN links ON links.school_id = climb.above WHERE climb.place <> climb.above)
SELECT school_id, place AS root FROM climb WHERE place = above
"""


def parts():
    """Rows of the stages with what their school keeps on its row `all`: own_, or a share of the pot."""
    columns = []
    for measure in rules.MEASURES:
        divided = f"(p.{measure} IS NULL AND stage_count > 1 AND NOT given_{measure})" if measure in rules.FACILITIES else "false"
        columns += [
            f"CASE WHEN p.{measure} IS NOT NULL THEN p.{measure} WHEN stage_count = 1 THEN w.{measure} END AS own_{measure}",
            f"CASE WHEN {divided} THEN w.{measure} END AS pot_{measure}",
            f"CASE WHEN {divided} THEN weighted END AS part_{measure}",
            f"CASE WHEN {divided} THEN school_weighted END AS total_{measure}",
        ]
    given = ", ".join(f"bool_or({m} IS NOT NULL) OVER school AS given_{m}" for m in rules.MEASURES)
    stages = sql_list(repr(stage) for stage in rules.SPLIT_STAGES)
    return f"""
CREATE TABLE parts AS
WITH weighted AS (
  SELECT f.*, r.root,
         pupils * CASE WHEN k.kind = {rules.COMPLETE_SECONDARY} THEN {by_stage(rules.COMPLETE_SECONDARY_WEIGHTS)} ELSE {by_stage(rules.SPLIT_WEIGHTS)} END AS weighted
  FROM facts f JOIN roots r USING (school_id) JOIN schools k ON k.school_id = r.root WHERE stage IN {stages}),
p AS (
  SELECT *, sum(weighted) OVER school AS school_weighted, count(*) OVER school AS stage_count, {given}
  FROM weighted WINDOW school AS (PARTITION BY school_id))
SELECT p.root, p.stage, p.pupils, {', '.join(columns)}
FROM p LEFT JOIN (SELECT * FROM facts WHERE stage = 'all') w ON w.school_id = p.school_id
WHERE p.stage IN ('primary', 'junior')
"""


def units():
    sums = []
    for m in rules.MEASURES:
        share = f"sum(part_{m}) / sum(total_{m})"
        sums.append(
            f"CASE WHEN NOT bool_or(own_{m} IS NULL AND pot_{m} IS NULL) THEN coalesce(sum(own_{m}), 0) + coalesce({share} * sum(pot_{m}), 0) END AS {m}")
    return f"""
CREATE TABLE units AS
SELECT u.*, county, kind FROM (SELECT root, stage, sum(pupils) AS pupils, {', '.join(sums)} FROM parts GROUP BY root, stage) u
JOIN places USING (root) WHERE pupils > 0 AND kind // 10 <> 51
"""


def judged():
    values, limits = [], []
    for name in rules.INDICATORS:
        numerator = " + ".join(f"{sign} * {measure}" for measure, sign in rules.NUMERATORS[name].items())
        scaled = f"({rules.SCALES[name]} * ({numerator}))"
        standard = by_stage({stage: values_of[name] for stage, values_of in rules.STANDARDS.items()})
        floor = by_stage({stage: round(values_of[name] * rules.FLOOR_SHARE, 6) for stage, values_of in rules.STANDARDS.items()})
        values.append(f"{scaled} / pupils AS {name}")
        limits.append(f"{reaches(scaled, f'({standard} * pupils)')} AS met_{name}")
        limits.append(f"{reaches(scaled, f'({floor} * pupils)')} AS floor_{name}")
    entry = " OR ".join(f"(stage = '{stage}' AND kind IN {sql_list(kinds)})" for stage, kinds in rules.ENTRY_KINDS.items())
    met = " + ".join(f"coalesce(met_{i}, false)::INTEGER" for i in rules.INDICATORS)
    missed = " + ".join(f"coalesce(NOT met_{i}, false)::INTEGER" for i in rules.INDICATORS)
    below = " OR ".join(f"coalesce(NOT floor_{i}, false)" for i in rules.INDICATORS)
    gap = " OR ".join(f"{i} IS NULL" for i in rules.INDICATORS)
    return f"""
CREATE TABLE judged AS
WITH limited AS (
  SELECT *, {', '.join(values)}, {', '.join(limits)} FROM units
  WHERE ({entry}) AND NOT (kind = {rules.TEACHING_POINT} AND pupils < {rules.TEACHING_POINT_PUPILS}))
SELECT *, CASE WHEN {below} OR {len(rules.INDICATORS)} - ({missed}) < {rules.SCHOOL_NEEDS} THEN 'unmet'
               WHEN {met} >= {rules.SCHOOL_NEEDS} AND NOT ({gap}) THEN 'met' ELSE 'unknown' END AS school_verdict
FROM limited
"""


def answer():
    """CVs from deviations about the mean, as sums of squares would lose digits."""
    means = ", ".join(f"sum(pupils * {i}) / sum(CASE WHEN {i} IS NOT NULL THEN pupils END) AS mean_{i}" for i in rules.INDICATORS)
    cvs = ", ".join(
        f"sqrt(sum(pupils * ({i} - mean_{i}) ** 2) / sum(CASE WHEN {i} IS NOT NULL THEN pupils END)) / any_value(mean_{i}) AS cv_{i}, "
        f"bool_or({i} IS NULL) AS gap_{i}" for i in rules.INDICATORS)
    counts = ", ".join(f"count(*) FILTER (school_verdict = '{v}') AS schools_{v}" for v in ["met", "unmet", "unknown"])
    limit = by_stage(rules.CV_LIMITS)
    is_open = {i: f"(gap_{i} OR cv_{i} IS NULL)" for i in rules.INDICATORS}
    cv_unmet = " OR ".join(f"(NOT {is_open[i]} AND NOT {reaches(limit, f'cv_{i}')})" for i in rules.INDICATORS)
    low = " ".join(f"WHEN '{band}' THEN {value}" for band, value in rules.BAND_LOW.items())
    return f"""
WITH means AS (SELECT county, stage, {means} FROM judged GROUP BY county, stage),
counties AS (
  SELECT county, stage, count(*) AS schools, sum(pupils) AS pupils, {cvs}, {counts}
  FROM judged JOIN means USING (county, stage) GROUP BY county, stage),
above AS (
  SELECT root, stage, sum(classes) AS classes FROM class_bands JOIN roots USING (school_id)
  WHERE school_year = (SELECT max(school_year) FROM stage_facts) AND CASE band {low} END > {by_stage(rules.LARGEST_CLASS)} GROUP BY root, stage),
crowded AS (SELECT county, stage, sum(classes)::BIGINT AS classes_above FROM units JOIN above USING (root, stage) GROUP BY county, stage)
SELECT county AS area_code, stage, schools, pupils, {', '.join(f'cv_{i}' for i in rules.INDICATORS)}, schools_met, schools_unmet, schools_unknown,
       CASE WHEN {cv_unmet} OR schools_unmet > 0 THEN 'unmet'
            WHEN {' OR '.join(is_open.values())} OR schools_unknown > 0 THEN 'unknown' ELSE 'met' END AS verdict,
       coalesce(classes_above, 0) AS classes_above
FROM counties LEFT JOIN crowded USING (county, stage) ORDER BY area_code, stage
"""


def main(folder, answers, threads):
    database = duckdb.connect(config={"threads": int(threads)})
    for statement in [*tables(folder), PLACES, FACTS, ROOTS]:
        database.execute(statement)
    # The tables are in memory, campuses and counties looked up, as they are in Junheng once a dataset is loaded.
    began = time.process_time()
    for statement in [parts(), units(), judged(), f"CREATE TABLE answers AS {answer()}"]:
        database.execute(statement)
    print(f"compute {time.process_time() - began:.4f} s", file=sys.stderr)
    path = answers.replace("'", "''")
    database.execute(f"COPY answers TO '{path}' (HEADER, DELIMITER ',')")


if __name__ == "__main__":
    main(*sys.argv[1:])
