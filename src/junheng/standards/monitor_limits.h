#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/standards/library.h"
#include "junheng/standards/size_table.h"
#include "junheng/standards/standard.h"

namespace junheng::standards {

/// The retention rates that transfers may carry above 100 %, by the ids of their figures.
inline constexpr std::array<std::string_view, 6> kCappedRates = {"junior_3y",      "primary_6y",     "nine_year",
                                                                 "county_archive", "annual_primary", "annual_junior"};

/// One value of monitors/*.toml with its dated limits, e.g. "large_class": 56 pupils.
struct MonitorValue {
  std::string id;
  Bilingual title;
  std::string unit;
  Direction direction = Direction::Lower;
  /// Schools of these founders and kinds have no such value.
  std::vector<int> founders_excluded;
  std::vector<int> kinds_excluded;
  std::vector<DatedValue> limits;
  /// Reports show a rate above this as this, with a mark; it is computed and judged uncapped. Only of kCappedRates.
  std::optional<double> shown_cap;
  std::uint32_t line = 0;
};

/// The values against which monitors hold their figures.
struct MonitorLimits {
  std::string id;
  Bilingual title;
  /// Whose datasets the values are standards for; empty: any country's.
  std::string country;
  std::vector<MonitorValue> values;
  std::vector<SizeTable> size_tables;

  /// Null for an id that the file does not have.
  [[nodiscard]] const MonitorValue* find(std::string_view id) const;
  /// Whether a value is for schools of a founder and kind; false for an id that the file does not have.
  [[nodiscard]] bool is_for(std::string_view id, int founder, int kind) const;
  /// The value in force on a day; nullopt where there is none. A value for the very stage goes before one for both.
  [[nodiscard]] std::optional<Limit> in_force(std::string_view id, const Date& on, Stage stage = Stage::Primary,
                                              std::string_view variant = {}) const;
  /// Null for an id that the file does not have.
  [[nodiscard]] const SizeTable* size_table(std::string_view id) const;
};

/// What reading gives: values that have errors stand there too.
struct MonitorLimitsDraft {
  MonitorLimits limits;
  std::vector<Issue> issues;
};

/// Whether a text is a file of values for monitors (it has a table `monitors`) and not a pack.
[[nodiscard]] bool is_monitor_limits(std::string_view text);
/// Reads and lints one file: shape, unknown keys, unique ids, units, dates in order and without overlap, document and clause of every
/// limit, caps of rates, tables of sizes.
[[nodiscard]] MonitorLimitsDraft read_monitor_limits(const PackFile& file);

/// Those compiled into the program (monitors/cn.toml).
[[nodiscard]] const MonitorLimits& built_in_monitor_limits();
/// What lint finds in the built-in file.
[[nodiscard]] std::vector<Issue> lint_built_in_monitor_limits();

}  // namespace junheng::standards
