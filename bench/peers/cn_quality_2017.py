"""The rules of cn.quality-2017 that both peers apply, typed from the official text (resource allocation; class size)."""

INDICATORS = ["L1", "L2", "L3", "L4", "L5", "L6", "L7"]

# Terms of the numerators; the denominator is always pupils.
NUMERATORS = {
    "L1": {"teachers_above_required": 1},
    "L2": {"teachers_backbone": 1},
    "L3": {"teachers_pe_arts": 1},
    "L4": {"area_teaching_m2": 1, "area_indoor_sports_m2": -1},
    "L5": {"area_indoor_sports_m2": 1, "area_sports_ground_m2": 1},
    "L6": {"equipment_value_yuan": 1},
    "L7": {"multimedia_rooms": 1},
}
SCALES = {"L1": 100, "L2": 100, "L3": 100, "L4": 1, "L5": 1, "L6": 1, "L7": 100}
STANDARDS = {
    "primary": {"L1": 4.2, "L2": 1, "L3": 0.9, "L4": 4.5, "L5": 7.5, "L6": 2000, "L7": 2.3},
    "junior": {"L1": 5.3, "L2": 1, "L3": 0.9, "L4": 5.8, "L5": 10.2, "L6": 2500, "L7": 2.4},
}
FLOOR_SHARE = 0.85
CV_LIMITS = {"primary": 0.5, "junior": 0.45}
SCHOOL_NEEDS = 6
LARGEST_CLASS = {"primary": 45, "junior": 50}

# Staff of a through-school are never split between its stages; its facilities are, by pupils x weight.
STAFF = ["teachers_above_required", "teachers_backbone", "teachers_pe_arts"]
FACILITIES = ["area_teaching_m2", "area_indoor_sports_m2", "area_sports_ground_m2", "equipment_value_yuan", "multimedia_rooms"]
MEASURES = STAFF + FACILITIES

SPLIT_STAGES = ["primary", "junior", "senior"]
SPLIT_WEIGHTS = {"primary": 1.0, "junior": 1.1, "senior": 1.32}
COMPLETE_SECONDARY = 341
COMPLETE_SECONDARY_WEIGHTS = {"primary": 1.0, "junior": 1.0, "senior": 1.2}

ENTRY_KINDS = {"primary": [211, 218, 219, 312, 345], "junior": [311, 312, 319, 341, 345]}
THROUGH_KINDS = [312, 341, 345]
TEACHING_POINT = 218
TEACHING_POINT_PUPILS = 50

# Lowest number of pupils in a class of each band.
BAND_LOW = {"le25": 0, "26_30": 26, "31_35": 31, "36_40": 36, "41_45": 41, "46_50": 46, "51_55": 51, "56_60": 56, "61_65": 61, "ge66": 66}

# Thresholds are inclusive, compared without dividing, with this relative tolerance in favour of "met".
TOLERANCE = 1e-9

DERIVED_DEGREES = {
    "primary": ["teachers_phd", "teachers_master", "teachers_bachelor", "teachers_college"],
    "junior": ["teachers_phd", "teachers_master", "teachers_bachelor"],
}
ANSWER_COLUMNS = ["area_code", "stage", "schools", "pupils"] + [f"cv_{i}" for i in INDICATORS] + [
    "schools_met", "schools_unmet", "schools_unknown", "verdict", "classes_above"]
