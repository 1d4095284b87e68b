#include <algorithm>
#include <charconv>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/measure_plan.h"

namespace junheng::assess {

using standards::ItemRule;

namespace {

template <typename Column, typename ColumnOf>
BoundRatio<Column> bind_ratio(const standards::Ratio& ratio, ColumnOf column_of) {
  BoundRatio<Column> bound;
  for (const auto& term : ratio.numerator) bound.numerator.push_back({column_of(term.measure), term.sign, term.measure});
  for (const auto& term : ratio.denominator) bound.denominator.push_back({column_of(term.measure), term.sign, term.measure});
  return bound;
}

void bind_ratios(const ItemInput& input, BoundClause& bound) {
  const standards::ItemClause& clause = *bound.clause;
  const auto ratio_of = [&](Stage stage) -> BoundRatio<UnitColumn>& { return bound.ratios[static_cast<std::size_t>(stage)]; };
  if (clause.rule == ItemRule::AreaRatio) {
    bound.figures = bind_ratio<model::NumberColumn>(clause.ratio, [&](std::string_view id) { return input.figures->column(id); });
  } else if (clause.scope.stages.empty()) {
    ratio_of(Stage::All) =
        bind_ratio<UnitColumn>(clause.ratio, [&](std::string_view id) { return input.units->whole.measure(id, part_of(clause)); });
  } else {
    for (const Stage stage : clause.scope.stages)
      ratio_of(stage) =
          bind_ratio<UnitColumn>(clause.ratio, [&](std::string_view id) { return input.units->of(stage).measure(id, false); });
  }
}

BoundClause bind_clause(const ItemInput& input, const standards::ItemClause& clause) {
  BoundClause bound{&clause, {}, {}, ScopeTest(clause.scope, input.dataset->schools), {}, {}};
  const auto limit_of = [&](Stage stage, std::string_view variant) {
    const auto limit = standards::in_force(clause.limits, standards::LimitKind::Standard, stage, input.standard->on, variant);
    return limit ? std::optional(limit->value) : std::nullopt;
  };
  for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::All}) bound.limits[static_cast<std::size_t>(stage)] = limit_of(stage, {});
  bound.through_limit = limit_of(Stage::All, "through_school");
  bind_ratios(input, bound);
  return bound;
}

/// Rooms of the sizes that the item's own rule and its tolerances name.
void bind_rooms(const ItemInput& input, BoundItem& item) {
  const auto add = [&](const std::map<std::string, double>& params) {
    for (const std::string_view kind : {"music", "art"}) {
      const auto m2 = params.find(std::string(kind) + "_m2");
      if (m2 == params.end()) continue;
      const std::string measure = room_measure(kind, m2->second);
      item.rooms.push_back(
          {kind, m2->second, input.units->whole.measure(measure, Part::Whole), input.units->whole.measure(measure, Part::Known)});
    }
  };
  for (const BoundClause& clause : item.clauses)
    if (clause.clause->rule == ItemRule::SpecialRooms) add(clause.clause->params);
  if (item.rooms.empty()) return;
  for (const standards::Tolerance* tolerance : item.tolerances) add(tolerance->params);
}

BoundItem bind_item(const ItemInput& input, const standards::Item& item) {
  BoundItem bound;
  bound.item = &item;
  bound.reported = input.figures->column(item.id);
  for (const standards::ItemClause& clause : item.clauses) bound.clauses.push_back(bind_clause(input, clause));
  for (const standards::Tolerance& tolerance : input.standard->tolerances)
    if (tolerance.target == item.id) bound.tolerances.push_back(&tolerance);
  bind_rooms(input, bound);
  return bound;
}

}  // namespace

double param_of(const standards::ItemClause& clause, std::string_view name, double fallback) {
  const auto found = clause.params.find(std::string(name));
  return found == clause.params.end() ? fallback : found->second;
}

ScopeTest::ScopeTest(const standards::Scope& scope, const model::Schools& schools) : scope_(&scope), schools_(&schools) {
  for (const std::string& prefix : scope.setting_prefixes) {
    int code = 0;
    std::from_chars(prefix.data(), prefix.data() + prefix.size(), code);
    const int codes = prefix.size() == 1 ? 100 : prefix.size() == 2 ? 10 : 1;
    settings_.push_back({code * codes, (code + 1) * codes});
  }
  if (!scope.kinds.empty()) {
    least_kind_ = std::ranges::min(scope.kinds);
    most_kind_ = std::ranges::max(scope.kinds);
  }
  is_plain_ = scope.kinds.empty() && scope.founders_excluded.empty() && settings_.empty() && !scope.exclude_boarding &&
              !scope.pupils_below && !scope.pupils_at_least;
}

ScopeTest::Look ScopeTest::look(SchoolIndex school, const model::Quantity& pupils) const {
  const standards::Scope& scope = *scope_;
  Look look;
  const auto decide = [&](bool is_known, bool is_inside, std::string_view column) {
    if (is_known && !is_inside) look = {Entry::No, {}};
    else if (!is_known && look.entry == Entry::Yes) look = {Entry::Uncertain, column};
    return look.entry != Entry::No;
  };
  const int kind = schools_->kinds[school.value];
  const int founder = schools_->founders[school.value];
  const int setting = schools_->settings[school.value];
  // A school of unknown kind is taken for an ordinary one.
  if (scope.kinds.empty() ? !decide(true, !model::SchoolKind::is_special(kind), "kind")
                          : !decide(kind != 0, std::ranges::find(scope.kinds, kind) != scope.kinds.end(), "kind"))
    return look;
  const bool is_excluded = std::ranges::find(scope.founders_excluded, founder) != scope.founders_excluded.end();
  if (!scope.founders_excluded.empty() && !decide(founder != 0, !is_excluded, "founder")) return look;
  if (!settings_.empty() && !decide(setting != 0, is_in_settings(setting), "setting")) return look;
  const auto boarding = schools_->is_boarding.get(school.value);
  if (scope.exclude_boarding && !decide(boarding.has_value(), boarding != 1.0, "is_boarding")) return look;
  if (scope.pupils_below && !decide(pupils.is_present(), pupils.value < *scope.pupils_below, "pupils")) return look;
  if (scope.pupils_at_least && !decide(pupils.is_present(), pupils.value >= *scope.pupils_at_least, "pupils")) return look;
  return look;
}

ItemJudge::ItemJudge(const ItemInput& input) : input_(input), draft_(std::make_unique<ClauseDraft>()) {
  items_.reserve(input.standard->pack.items.size());
  for (const standards::Item& item : input.standard->pack.items) {
    items_.push_back(bind_item(input_, item));
    clause_count_ += items_.back().clauses.size();
    const bool counts_classes = std::ranges::any_of(
        item.clauses, [](const standards::ItemClause& clause) { return clause.rule == standards::ItemRule::ClassSize; });
    if (counts_classes && classes_ == nullptr) classes_ = std::make_unique<ClassCounter>(input_);
  }
}

ItemJudge::~ItemJudge() = default;

}  // namespace junheng::assess
