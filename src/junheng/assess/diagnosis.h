#pragma once

#include <optional>
#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// What one school adds to the inequality of one indicator.
struct Contribution {
  std::uint32_t unit = 0;
  SchoolIndex school;
  double value = 0;
  /// Its share of the weights (pupils): P_i / P_N.
  double weight_share = 0;
  /// Its exact share of CV squared: w_i (x_i - m)^2 / sum_j w_j (x_j - m)^2; all shares add up to 1. 0 where all values are equal.
  double cv2_share = 0;
  /// The CV if this school's value were today's mean m, everything recomputed: with d = x_i - m and w its weight share, the mean
  /// becomes m - w d and the variance loses w d^2 + (w d)^2.
  double cv_at_mean = 0;
};

/// Contributions of the schools with a value to the CV of an indicator, largest share first (ties: order of the units).
/// Empty where the mean is zero or nobody has a value; the only school with a value is listed though its CV is null.
[[nodiscard]] std::vector<Contribution> contributions(const Assessment& assessment, const StageResult& stage, std::size_t indicator);

/// Of what a school has too little or too much where it misses a standard.
enum class Lack : std::uint8_t {
  Numerator,    ///< more is better: teachers, m2, yuan, rooms
  Denominator,  ///< less is better, and there are too few to share it: staff for so many pupils, classes for so many pupils
  TooMany,      ///< less is better, and what it is divided by cannot be wished larger: large classes in a hundred, cases per 100 pupils
};

/// What a school lacks to the standard of one indicator.
struct Shortfall {
  std::size_t indicator = 0;
  IndicatorState state = IndicatorState::Unknown;
  std::optional<double> value;
  /// Of the school itself; nullopt where its setting leaves open which limit holds, and what is missing then is not known.
  std::optional<double> limit;
  Lack lack = Lack::Numerator;
  /// Positive; nullopt where the value is missing, or it depends on an open limit whether anything is lacking at all. In the unit of what
  /// is lacking: of the numerator limit x denominator / scale - numerator, of the denominator scale x numerator / limit - denominator, and
  /// what is too many numerator - limit x denominator / scale.
  std::optional<double> missing;
  /// The same to the floor of the school, where it is below one that is known.
  std::optional<double> missing_to_floor;
  /// The school misses each of the limits that may hold: `missing` is to the mildest of them, so at least that much.
  bool is_least = false;
  /// Beside a lack of the denominator: how much of the numerator is too many for the denominator there is.
  std::optional<double> excess;
  model::Absence absence = model::Absence::Present;
};

/// What a school has to reach in an indicator: its own standard, or so many parts. nullopt where its setting leaves that open.
[[nodiscard]] std::optional<double> required_value(const Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator);

/// The standards that may hold for a school, the mildest first: several where its setting leaves open which does. Empty without a standard.
[[nodiscard]] std::vector<double> possible_standards(const Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator);

/// The value is there, but which limit holds depends on a setting that is not given, and on it depends how the school fares.
[[nodiscard]] bool is_limit_open(const Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator);

/// The judged indicators that a school does not meet, in the order of the standard.
[[nodiscard]] std::vector<Shortfall> shortfalls(const Assessment& assessment, Stage stage, std::uint32_t unit);

/// A county item of which a school is found short, with what it is found short of.
struct ItemShare {
  const ItemResult* item = nullptr;
  const ClauseResult* clause = nullptr;
  const Offender* offender = nullptr;
};

/// The county items of which a school is found short or cannot be judged, in the order of the standard.
/// Empty for a school that no item names. Linear in the offenders of the county.
[[nodiscard]] std::vector<ItemShare> item_shares(const AreaResult& area, SchoolIndex school);

/// Whether an item only repeats the verdicts of the schools by the school standard.
[[nodiscard]] bool repeats_school_standard(const ItemShare& share);

/// Why a school stands among the priorities of its stage.
enum class PriorityKind : std::uint8_t {
  Mend,   ///< it misses the school standard or a county item, lacks something, or is worse off than the mean where a CV is above its limit
  Widen,  ///< it lacks nothing: only values better than the mean make it differ, and taking them away would help nobody
};

/// A school to look at first, with why.
struct Priority {
  std::uint32_t unit = 0;
  SchoolIndex school;
  Stage stage = Stage::Primary;
  PriorityKind kind = PriorityKind::Mend;
  std::optional<Verdict> verdict;
  /// Its share of inequality, 0 to 1: the mean of its shares of CV squared over the indicators whose CV is above the limit, in which an
  /// indicator counts where the school is worse off than the mean (Mend) or better off (Widen). Where a composite limit is exceeded,
  /// every CV counts as above it. 0 where no CV is.
  double inequality_share = 0;
  /// The indicators counted in it, in the order of the standard.
  std::vector<std::size_t> indicators;
  /// The county items that it keeps from being met, but for those that repeat the school standard: of this stage, and those of no stage
  /// where this is its first.
  std::vector<ItemShare> items;
  /// Held to the school standard and counted in the CVs. One that is not stands here for its items alone, and has no shortfalls.
  bool enters = true;
};

/// Schools of a stage in the order in which they should be looked at: first those to mend - those that miss the school standard, those
/// that keep a county item from being met, then the others, each by share of inequality, largest first, then by how many of their classes
/// are too large (ties: order of the units) - then those that widen the gap, by share. Schools that meet the standard, keep no item from
/// being met and have no part in a CV above its limit are left out. `stage` is one of `area`.
[[nodiscard]] std::vector<Priority> priorities(const Assessment& assessment, const AreaResult& area, const StageResult& stage);

}  // namespace junheng::assess
