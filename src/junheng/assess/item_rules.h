#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "junheng/assess/items.h"

namespace junheng::assess {

/// Tells which schools a clause looks at. Without kinds in its scope: every school but those for special education. A school whose
/// setting or pupil number is missing may be one of them: it stays in, and its value decides.
class ScopeTest {
 public:
  ScopeTest(const standards::Scope& scope, const model::Schools& schools);

  [[nodiscard]] bool holds(SchoolIndex school, const model::Quantity& pupils) const;
  /// Nothing but the kind decides: WholeTable::is_ordinary tells the schools that have pupils.
  [[nodiscard]] bool is_plain() const { return is_plain_; }

 private:
  /// A setting code belongs here if code / divisor is the prefix.
  struct SettingPrefix {
    int divisor;
    int prefix;
  };
  const standards::Scope* scope_;
  const model::Schools* schools_;
  std::vector<SettingPrefix> settings_;
  bool is_plain_;
};

/// Number of a rule by name (ItemClause::params), or the fallback.
[[nodiscard]] double param_of(const standards::ItemClause& clause, std::string_view name, double fallback);

/// A term of a sum with its column; null where there is none.
template <typename Column>
struct BoundTerm {
  const Column* column = nullptr;
  double sign = 1;
  std::string_view measure;
};

template <typename Column>
struct BoundRatio {
  std::vector<BoundTerm<Column>> numerator;
  std::vector<BoundTerm<Column>> denominator;
};

/// A clause with the limits in force and the columns that it reads.
struct BoundClause {
  const standards::ItemClause* clause = nullptr;
  /// By stage; Stage::All: for both.
  std::array<std::optional<double>, kStageCount> limits;
  /// Limit of the variant "through_school".
  std::optional<double> through_limit;
  ScopeTest scope;
  /// For AreaRatio.
  BoundRatio<model::NumberColumn> figures;
  /// For ratios over schools: by stage of the scope, Stage::All for whole schools.
  std::array<BoundRatio<UnitColumn>, kStageCount> ratios;

  [[nodiscard]] double param(std::string_view name, double fallback) const { return param_of(*clause, name, fallback); }
  [[nodiscard]] const std::optional<double>& limit(Stage stage = Stage::All) const { return limits[static_cast<std::size_t>(stage)]; }
};

/// Columns of rooms counted by kind and least size.
struct RoomColumn {
  std::string_view kind;
  double least_m2 = 0;
  const UnitColumn* column = nullptr;
};

struct BoundItem {
  const standards::Item* item = nullptr;
  std::vector<BoundClause> clauses;
  std::vector<const standards::Tolerance*> tolerances;
  /// What the county reports under the item's id.
  const model::NumberColumn* reported = nullptr;
  std::vector<RoomColumn> rooms;
};

/// One county in one run.
struct ItemContext {
  const ItemInput* input = nullptr;
  AreaIndex county;
  std::size_t group = 0;
  std::span<const StageResult> stages;

  [[nodiscard]] model::Quantity figure(const model::NumberColumn* column) const {
    return column == nullptr ? model::Quantity::missing(model::Absence::NoRow) : column->at(input->figures->row(county));
  }
  /// The county's schools in the table of whole schools: rows [begin, end).
  [[nodiscard]] std::size_t whole_begin() const { return input->units->whole.offsets[group]; }
  [[nodiscard]] std::size_t whole_end() const { return input->units->whole.offsets[group + 1]; }
};

/// One function per rule of a county item. Each fills value, limit, verdict, what is missing and who offends; basis stays Missing where
/// the data do not suffice to compute anything.
ClauseResult area_ratio(const ItemContext& context, const BoundClause& clause);
ClauseResult schools_ratio(const ItemContext& context, const BoundClause& clause);
ClauseResult each_school_ratio(const ItemContext& context, const BoundClause& clause);
ClauseResult class_size(const ItemContext& context, const BoundClause& clause);
ClauseResult school_size(const ItemContext& context, const BoundItem& item, const BoundClause& clause);
ClauseResult special_rooms(const ItemContext& context, const BoundItem& item, const BoundClause& clause);
ClauseResult small_school_funds(const ItemContext& context, const BoundClause& clause);
ClauseResult school_standard(const ItemContext& context);
ClauseResult years_since(const ItemContext& context, const BoundClause& clause);
ClauseResult quality_monitoring(const ItemContext& context, const BoundClause& clause);
ClauseResult survey(const ItemContext& context, const BoundClause& clause);

/// Concludes a clause that counts offenders: `value` offenders against a limit of none. Unknown schools leave it open unless one is
/// known to offend.
void conclude_count(ClauseResult& result, double offenders, std::size_t unknown_schools);

/// Classes of a school in a stage, from class lists or bands.
struct ClassCounts {
  /// Most pupils that a class has, or with bands may have; missing where a class or a band lacks its number.
  model::Quantity largest;
  /// Number of classes above the limit; missing where neither lists nor bands are given.
  model::Quantity above;
  /// Some band or class leaves open on which side of the limit it lies.
  bool is_open = false;
  /// Some class or band lacks its number.
  bool has_gap = false;
};

/// Counts classes against limits: which tables the year has is looked up once.
class ClassCounter {
 public:
  explicit ClassCounter(const ItemInput& input);

  [[nodiscard]] ClassCounts count(SchoolIndex root, Stage stage, double limit) const;

 private:
  bool count_listed(SchoolIndex school, Stage stage, double limit, ClassCounts& counts) const;
  bool count_banded(SchoolIndex school, Stage stage, double limit, ClassCounts& counts) const;

  const ItemInput* input_;
  model::FactTable::YearRows listed_;
  const model::NumberColumn* pupils_;
  model::FactTable::YearRows banded_;
  const model::NumberColumn* classes_;
};

/// Tolerances of an item that hold for a school of the county.
std::vector<const standards::Tolerance*> tolerances_for(const ItemContext& context, const BoundItem& item, SchoolIndex school, const model::Quantity& pupils);

}  // namespace junheng::assess
