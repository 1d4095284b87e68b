"""Assesses a dataset folder with polars: polars_assess.py FOLDER ANSWERS.csv THREADS. Same questions as `junheng assess`, resource part and class size.
Says on standard error how much processor time it took from the tables in memory to the answers."""

import os
import sys
import time

folder, answers, threads = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = threads  # read when polars is imported

import polars as pl  # noqa: E402

import cn_quality_2017 as rules  # noqa: E402


def read(table, columns):
    path = os.path.join(folder, f"{table}.csv")
    return pl.scan_csv(path, schema_overrides=columns).select(list(columns)).collect()


def counties_of_areas():
    """Every area with the county that it lies in: itself or one of those above it."""
    areas = read("areas", {"area_code": pl.String, "level": pl.String, "parent_code": pl.String})
    walk = areas.select("area_code", "level", at="area_code", parent="parent_code")
    found = []
    while walk.height > 0:
        found.append(walk.filter(pl.col("level") == "county").select("area_code", county="at"))
        walk = walk.filter((pl.col("level") != "county") & pl.col("parent").is_not_null()).select("area_code", at="parent")
        walk = walk.join(areas.select(at="area_code", level="level", parent="parent_code"), on="at", how="inner")
    return pl.concat(found)


def merged_campuses(schools, facts):
    """Every school with the school it is assessed with (`root`)."""
    stages = facts.filter(pl.col("stage").is_in(["primary", "junior"])).group_by("school_id").agg(stage_count=pl.col("stage").n_unique())
    links = schools.join(stages, on="school_id", how="left").with_columns(pl.col("stage_count").fill_null(0))
    links = links.join(schools.select(parent_school_id="school_id", parent_kind="kind"), on="parent_school_id", how="left")
    stays = (
        (pl.col("is_counted") == 1)
        | pl.col("parent_school_id").is_null()
        | (pl.col("kind") == rules.TEACHING_POINT)
        | (pl.col("parent_kind").is_in(rules.THROUGH_KINDS) & (pl.col("stage_count") == 1))
    )
    links = links.select("school_id", above=pl.when(stays).then("school_id").otherwise("parent_school_id"))
    roots = links.rename({"above": "root"})
    while True:
        step = roots.join(links.rename({"school_id": "root"}), on="root", how="left")
        if step.filter(pl.col("above") != pl.col("root")).height == 0:
            return roots
        roots = step.select("school_id", root="above")


def stage_values(facts, roots):
    """One row per root and stage: pupils and measures, campuses added, facilities of the whole school split by pupils x weight."""
    degree_sums = pl.coalesce(*[
        pl.when(pl.col("stage") == stage).then(pl.sum_horizontal(pl.col(c) for c in columns) + pl.sum_horizontal(pl.col(c) * 0 for c in columns))
        for stage, columns in rules.DERIVED_DEGREES.items()
    ])
    facts = facts.with_columns(teachers_above_required=pl.coalesce("teachers_above_required", degree_sums))
    facts = facts.join(roots, on="school_id").join(schools_kind.rename({"school_id": "root"}), on="root")
    weights = pl.col("stage").replace_strict(rules.SPLIT_WEIGHTS, default=None, return_dtype=pl.Float64)
    secondary = pl.col("stage").replace_strict(rules.COMPLETE_SECONDARY_WEIGHTS, default=None, return_dtype=pl.Float64)
    parts = facts.filter(pl.col("stage").is_in(rules.SPLIT_STAGES)).with_columns(
        weighted=pl.col("pupils") * pl.when(pl.col("kind") == rules.COMPLETE_SECONDARY).then(secondary).otherwise(weights))
    parts = parts.with_columns(school_weighted=pl.col("weighted").sum().over("school_id"), stage_count=pl.len().over("school_id"))
    for measure in rules.MEASURES:
        parts = parts.with_columns(pl.col(measure).is_not_null().any().over("school_id").alias(f"given_{measure}"))
    whole = facts.filter(pl.col("stage") == "all").select("school_id", *[pl.col(m).alias(f"all_{m}") for m in rules.MEASURES])
    parts = parts.filter(pl.col("stage").is_in(["primary", "junior"])).join(whole, on="school_id", how="left")
    by_stage = ["root", "stage"]
    own = []
    for measure in rules.MEASURES:
        on_whole = pl.col(measure).is_null()
        alone = on_whole & (pl.col("stage_count") == 1)
        divided = on_whole & (pl.col("stage_count") > 1) & ~pl.col(f"given_{measure}")
        own.append(pl.when(~on_whole).then(measure).when(alone).then(f"all_{measure}").alias(f"own_{measure}"))
        # Members of a root that keep a facility on the row of the whole school share one pot.
        pot = divided if measure in rules.FACILITIES else pl.lit(False)
        own.append(pl.when(pot).then(f"all_{measure}").alias(f"pot_{measure}"))
        own.append(pl.when(pot).then("weighted").alias(f"part_{measure}"))
        own.append(pl.when(pot).then("school_weighted").alias(f"total_{measure}"))
    parts = parts.with_columns(own)
    sums = [pl.col("pupils").sum(), pl.col("pupils").is_null().any().alias("pupils_open")]
    for measure in rules.MEASURES:
        kept, pot = pl.col(f"own_{measure}"), pl.col(f"pot_{measure}")
        gap = (kept.is_null() & pot.is_null()).any()
        share = pl.col(f"part_{measure}").sum() / pl.col(f"total_{measure}").sum()
        split = pl.when(pot.is_not_null().any()).then(share * pot.sum()).otherwise(0.0)
        sums.append(pl.when(~gap).then(kept.sum() + split).alias(measure))
    return parts.group_by(by_stage).agg(sums)


def enters():
    entry = pl.lit(False)
    for stage, kinds in rules.ENTRY_KINDS.items():
        entry = entry | ((pl.col("stage") == stage) & pl.col("kind").is_in(kinds))
    small = (pl.col("kind") == rules.TEACHING_POINT) & (pl.col("pupils") < rules.TEACHING_POINT_PUPILS)
    return entry & ~small


def reaches(left, right):
    return left >= right - rules.TOLERANCE * pl.max_horizontal(left.abs(), right.abs())


def judged(units):
    """Indicators of every school and its verdict."""
    pupils = pl.col("pupils").cast(pl.Float64)
    columns = []
    for name in rules.INDICATORS:
        numerator = sum((sign * pl.col(m) for m, sign in rules.NUMERATORS[name].items()), pl.lit(0.0))
        scaled = rules.SCALES[name] * numerator
        standard = pl.col("stage").replace_strict({s: float(v[name]) for s, v in rules.STANDARDS.items()}, return_dtype=pl.Float64)
        floor = pl.col("stage").replace_strict({s: round(v[name] * rules.FLOOR_SHARE, 6) for s, v in rules.STANDARDS.items()}, return_dtype=pl.Float64)
        columns += [
            (scaled / pupils).alias(name),
            reaches(scaled, standard * pupils).alias(f"met_{name}"),
            reaches(scaled, floor * pupils).alias(f"floor_{name}"),
        ]
    units = units.with_columns(columns)
    met = pl.sum_horizontal(pl.col(f"met_{i}").fill_null(False).cast(pl.Int32) for i in rules.INDICATORS)
    missed = pl.sum_horizontal((~pl.col(f"met_{i}")).fill_null(False).cast(pl.Int32) for i in rules.INDICATORS)
    below = pl.any_horizontal((~pl.col(f"floor_{i}")).fill_null(False) for i in rules.INDICATORS)
    open_ = pl.any_horizontal(pl.col(i).is_null() for i in rules.INDICATORS)
    unmet = below | (len(rules.INDICATORS) - missed < rules.SCHOOL_NEEDS)
    return units.with_columns(
        school_verdict=pl.when(unmet).then(pl.lit("unmet")).when((met >= rules.SCHOOL_NEEDS) & ~open_).then(pl.lit("met")).otherwise(pl.lit("unknown")))


def county_answers(units):
    aggregates = [pl.len().alias("schools"), pl.col("pupils").sum()]
    for name in rules.INDICATORS:
        weight = pl.when(pl.col(name).is_not_null()).then("pupils")
        mean = (weight * pl.col(name)).sum() / weight.sum()
        spread = (weight * (pl.col(name) - mean) ** 2).sum() / weight.sum()
        aggregates += [(spread.sqrt() / mean).alias(f"cv_{name}"), pl.col(name).is_null().any().alias(f"gap_{name}")]
    for verdict in ["met", "unmet", "unknown"]:
        aggregates.append((pl.col("school_verdict") == verdict).sum().alias(f"schools_{verdict}"))
    counties = units.group_by("county", "stage").agg(aggregates)
    limit = pl.col("stage").replace_strict(rules.CV_LIMITS, return_dtype=pl.Float64)
    cv_open = [pl.col(f"gap_{i}") | pl.col(f"cv_{i}").is_nan() for i in rules.INDICATORS]
    cv_unmet = [~gap & ~reaches(limit, pl.col(f"cv_{i}")) for i, gap in zip(rules.INDICATORS, cv_open)]
    unmet = pl.any_horizontal(cv_unmet) | (pl.col("schools_unmet") > 0)
    unknown = pl.any_horizontal(cv_open) | (pl.col("schools_unknown") > 0)
    return counties.with_columns(
        verdict=pl.when(unmet).then(pl.lit("unmet")).when(unknown).then(pl.lit("unknown")).otherwise(pl.lit("met")))


def classes_above(bands, units, roots):
    """Classes above the largest size, by county and stage; schools outside the indicators count too."""
    low = pl.col("band").replace_strict(rules.BAND_LOW, return_dtype=pl.Int64)
    limit = pl.col("stage").replace_strict(rules.LARGEST_CLASS, default=None, return_dtype=pl.Int64)
    above = bands.filter((low > limit) & (pl.col("school_year") == year)).join(roots, on="school_id")
    above = above.group_by("root", "stage").agg(classes_above=pl.col("classes").sum())
    return units.join(above, on=["root", "stage"]).group_by("county", "stage").agg(pl.col("classes_above").sum())


schools = read("schools", {"school_id": pl.String, "area_code": pl.String, "kind": pl.Int32, "is_counted": pl.Int8, "parent_school_id": pl.String})
schools_kind = schools.select("school_id", "kind")
numbers = ["pupils", *rules.MEASURES, *rules.DERIVED_DEGREES["primary"]]
facts = read("stage_facts", {"school_id": pl.String, "school_year": pl.Int32, "stage": pl.String, **{n: pl.Float64 for n in numbers}})
bands = read("class_bands", {"school_id": pl.String, "school_year": pl.Int32, "stage": pl.String, "band": pl.String, "classes": pl.Int64})
year = facts["school_year"].max()
facts = facts.filter(pl.col("school_year") == year)
roots = merged_campuses(schools, facts)
places = schools.join(counties_of_areas(), on="area_code").select("county", "kind", root="school_id")
# The tables are in memory, campuses and counties looked up, as they are in Junheng once a dataset is loaded.
began = time.process_time()
units = stage_values(facts, roots).join(places, on="root").filter((pl.col("pupils") > 0) & (pl.col("kind") // 10 != 51))
counties = county_answers(judged(units.filter(enters())))
counties = counties.join(classes_above(bands, units, roots), on=["county", "stage"], how="left").with_columns(pl.col("classes_above").fill_null(0))
counties = counties.rename({"county": "area_code"}).select(rules.ANSWER_COLUMNS).sort("area_code", "stage")
print(f"compute {time.process_time() - began:.4f} s", file=sys.stderr)
counties.write_csv(answers)
