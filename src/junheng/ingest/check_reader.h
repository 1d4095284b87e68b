#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/formats/toml.h"
#include "junheng/ingest/check_rule.h"

namespace junheng::ingest {

/// Reads the parameters of one [[check]]. What is wrong is reported with its file and line and read as an empty or default value.
class CheckReader {
 public:
  explicit CheckReader(formats::TomlReader toml) : toml_(std::move(toml)) {}

  [[nodiscard]] formats::TomlReader& toml() { return toml_; }

  /// The required `table`, one of `allowed`; the first of them after a mistake.
  std::string table(std::initializer_list<std::string_view> allowed);
  /// The table of a rule that knows only one.
  std::string fixed_table(std::string_view id);
  /// The table that was read, for judging the level.
  [[nodiscard]] const std::string& table_read() const { return table_; }

  /// A required word out of a list; empty after a mistake.
  std::string word(std::string_view key, std::span<const std::string_view> allowed);
  std::string word(std::string_view key, std::initializer_list<std::string_view> allowed) {
    return word(key, std::span(allowed.begin(), allowed.size()));
  }

  /// A required column of numbers of a table.
  std::string column(std::string_view key, std::string_view table);
  std::string column_or_empty(std::string_view key, std::string_view table);
  /// Required: at least `least` columns of numbers.
  std::vector<std::string> columns(std::string_view key, std::string_view table, std::size_t least = 1);
  /// Required: items of area_facts (area measures or ids such as "S1").
  std::vector<std::string> items(std::string_view key);
  std::string item(std::string_view key);

  /// Required: above `bound`.
  double number_above(std::string_view key, double bound);
  /// Optional: not below `bound`.
  double number_or(std::string_view key, double fallback, double bound = 0);

  /// Required texts, at least one.
  std::vector<std::string> texts(std::string_view key);

 private:
  void lint_item(std::string_view key, const std::string& id);
  bool is_column(std::string_view key, std::string_view table, const std::string& id);

  formats::TomlReader toml_;
  std::string table_;
};

/// Makers of the rules, one per kind; each reads its own parameters.
[[nodiscard]] std::unique_ptr<CheckRule> make_range_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_sum_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_class_list_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_class_sizes_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_derived_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_stage_sum_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_order_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_pair_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_required_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_kind_stage_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_county_stage_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_open_years_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_code_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_unique_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_coordinates_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_outlier_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_year_change_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_percent_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_flag_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_step_rule(CheckReader& reader);
[[nodiscard]] std::unique_ptr<CheckRule> make_number_rule(CheckReader& reader);

}  // namespace junheng::ingest
