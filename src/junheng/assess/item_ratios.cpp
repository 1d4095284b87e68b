#include <algorithm>
#include <array>
#include <cmath>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/threshold.h"

namespace junheng::assess {

namespace {

using model::Quantity;

/// Numerator and denominator of a ratio.
struct Sums {
  double numerator = 0;
  double denominator = 0;

  void add(double more_numerator, double more_denominator) {
    numerator += more_numerator;
    denominator += more_denominator;
  }
};

void judge_ratio(ClauseDraft& result, const standards::ItemClause& clause, const Sums& sums, std::optional<double> limit) {
  result.numerator = sums.numerator;
  result.denominator = sums.denominator;
  result.limit = limit;
  if (sums.denominator == 0) {
    result.warnings.emplace_back("item.zero_denominator");
    return;
  }
  result.basis = Basis::Computed;
  result.value = clause.ratio.scale * sums.numerator / sums.denominator;
  if (!limit) return;
  result.verdict =
      ratio_reaches(clause.ratio.scale, sums.numerator, sums.denominator, *limit, clause.direction) ? Verdict::Met : Verdict::Unmet;
}

std::optional<double> area_sum(const ItemContext& context, const std::vector<BoundTerm<model::NumberColumn>>& terms, ClauseDraft& result) {
  double sum = 0;
  bool complete = true;
  for (const auto& term : terms) {
    const Quantity part = context.figure(term.column);
    if (!part.is_present()) {
      result.missing.push_back(term.measure);
      complete = false;
    }
    sum += term.sign * part.value;
  }
  return complete ? std::optional(sum) : std::nullopt;
}

/// Sum of terms by row; missing where one of them is.
class TermSum {
 public:
  explicit TermSum(const std::vector<BoundTerm<UnitColumn>>& terms) : terms_(&terms) {
    if (terms.size() != 1 || terms.front().column == nullptr) return;
    single_ = terms.front().column->view();
    sign_ = terms.front().sign;
    is_single_ = true;
  }

  [[nodiscard]] Quantity at(std::size_t row) const {
    if (!is_single_) return sum_at(row);
    Quantity only = single_.at(row);
    only.value *= sign_;
    return only;
  }

 private:
  [[nodiscard]] Quantity sum_at(std::size_t row) const {
    double sum = 0;
    for (const auto& term : *terms_) {
      const Quantity part = term.column == nullptr ? Quantity::missing(model::Absence::NoColumn) : term.column->at(row);
      if (!part.is_present()) return part;
      sum += term.sign * part.value;
    }
    return Quantity::of(sum);
  }

  const std::vector<BoundTerm<UnitColumn>>* terms_;
  UnitColumn::View single_;
  double sign_ = 1;
  bool is_single_ = false;
};

/// One school, or one stage of it, that a clause looks at.
struct InScope {
  SchoolIndex school;
  std::optional<Stage> stage;
  Quantity pupils;
  Entry entry = Entry::Yes;
  Quantity numerator;
  Quantity denominator;
  /// Its row in the columns of the ratio.
  std::size_t row = 0;

  [[nodiscard]] bool is_known() const { return numerator.is_present() && denominator.is_present(); }
};

/// Numerators and denominators of ordinary schools, which stand in one column each.
struct PlainRatio {
  UnitColumn::View numerators;
  UnitColumn::View denominators;
};

/// nullopt where more than the kind decides which schools count, or where sums have more than one term.
std::optional<PlainRatio> plain_ratio(const BoundClause& clause) {
  if (!clause.clause->scope.stages.empty() || !clause.scope.is_plain()) return std::nullopt;
  const auto& ratio = clause.ratios[static_cast<std::size_t>(Stage::All)];
  const auto is_one_column = [](const auto& terms) {
    return terms.size() == 1 && terms.front().column != nullptr && terms.front().sign == 1;
  };
  if (!is_one_column(ratio.numerator) || !is_one_column(ratio.denominator)) return std::nullopt;
  return PlainRatio{ratio.numerator.front().column->view(), ratio.denominator.front().column->view()};
}

/// Calls visit(InScope) for every school that has pupils and is, or may be, in scope.
template <typename Visit>
void for_each_in_scope(const ItemContext& context, const BoundClause& clause, Visit visit) {
  const Units& units = *context.input->units;
  if (clause.clause->scope.stages.empty()) {
    const auto& ratio = clause.ratios[static_cast<std::size_t>(Stage::All)];
    const TermSum numerators(ratio.numerator);
    const TermSum denominators(ratio.denominator);
    const UnitColumn::View pupils = units.whole.pupils.view();
    const std::size_t end = context.whole_end();
    for (std::size_t row = context.whole_begin(); row < end; ++row) {
      const SchoolIndex school = units.whole.schools[row];
      if (clause.scope.is_plainly_outside(school)) continue;
      const Quantity count = pupils.at(row);
      if (count.is_present() && count.value == 0) continue;
      const Entry entry = clause.scope.entry(school, count);
      if (entry != Entry::No) visit(InScope{school, {}, count, entry, numerators.at(row), denominators.at(row), row});
    }
    return;
  }
  for (const Stage stage : clause.clause->scope.stages) {
    const auto& ratio = clause.ratios[static_cast<std::size_t>(stage)];
    const TermSum numerators(ratio.numerator);
    const TermSum denominators(ratio.denominator);
    const UnitTable& table = units.of(stage);
    const UnitColumn::View pupils = table.pupils.view();
    const UnitTable::Group& group = table.groups[context.group];
    for (std::size_t unit = group.begin; unit < group.end; ++unit) {
      if (clause.scope.is_plainly_outside(table.schools[unit])) continue;
      const Quantity count = pupils.at(unit);
      const Entry entry = clause.scope.entry(table.schools[unit], count);
      if (entry != Entry::No) visit(InScope{table.schools[unit], stage, count, entry, numerators.at(unit), denominators.at(unit), unit});
    }
  }
}

/// Names the terms of which the school has no number.
void name_missing_terms(const BoundClause& clause, const InScope& each, ClauseDraft& result) {
  const auto& ratio = clause.ratios[static_cast<std::size_t>(each.stage.value_or(Stage::All))];
  for (const auto* terms : {&ratio.numerator, &ratio.denominator})
    for (const auto& term : *terms)
      if (term.column == nullptr || !term.column->at(each.row).is_present()) name_missing(result, term.measure);
}

/// The limit in force for a ratio over schools.
const std::optional<double>& limit_of(const BoundClause& clause) {
  const auto& stages = clause.clause->scope.stages;
  return clause.limit(stages.size() == 1 ? stages.front() : Stage::All);
}

/// Only a limit of everything (100 %) makes each school that falls short an offender.
bool asks_for_all(const BoundClause& clause) {
  const auto& limit = limit_of(clause);
  return limit && std::fabs(*limit - clause.clause->ratio.scale) < kThresholdTolerance;
}

/// Calls visit(row, count, numerators, denominators) for the schools of the county run by run: of each run the numbers stand together.
template <typename Visit>
void for_each_run(const ItemContext& context, const PlainRatio& ratio, Visit visit) {
  const std::size_t end = context.whole_end();
  for (std::size_t row = context.whole_begin(); row < end;) {
    const std::size_t count = std::min(ratio.numerators.run(row, end), ratio.denominators.run(row, end));
    visit(row, count, ratio.numerators.from(row), ratio.denominators.from(row));
    row += count;
  }
}

/// What the ordinary schools of a county come to.
struct PlainSums {
  Sums sums;
  unsigned schools = 0;
  /// Absences of all that lacks a number, as bits.
  unsigned gaps = 0;
  /// Schools whose numerator is below their denominator.
  unsigned short_of_all = 0;

  void add(const UnitColumn::View::Numbers& numerators, const UnitColumn::View::Numbers& denominators,
           std::span<const std::uint8_t> is_ordinary) {
    for (std::size_t i = 0; i < is_ordinary.size(); ++i) {
      // Nearly every school is ordinary, while which ones have gaps or fall short nobody could foresee.
      if (is_ordinary[i] == 0) continue;
      sums.add(numerators.values[i], denominators.values[i]);
      ++schools;
      gaps |= static_cast<unsigned>(numerators.absences[i]) | static_cast<unsigned>(denominators.absences[i]);
      short_of_all += numerators.values[i] < denominators.values[i] ? 1U : 0U;
    }
  }
};

/// Lists the ordinary schools whose numerator is below their denominator, which have all their numbers.
void list_short_of_all(const ItemContext& context, const PlainRatio& ratio, double scale, std::vector<Offender>& offenders) {
  const WholeTable& whole = context.input->units->whole;
  for_each_run(context, ratio, [&](std::size_t row, std::size_t count, const auto& numerators, const auto& denominators) {
    for (std::size_t i = 0; i < count; ++i) {
      const double numerator = numerators.values[i];
      const double denominator = denominators.values[i];
      if (numerator < denominator && whole.is_ordinary[row + i] != 0)
        offenders.push_back({whole.schools[row + i], {}, scale * numerator / denominator, scale});
    }
  });
}

/// The sums over the ordinary schools of a county in which all have their numbers, which is what most clauses about most counties come to;
/// lists those that fall short where all are asked for. nullopt where schools have to be looked at one by one.
std::optional<Sums> plain_sums(const ItemContext& context, const BoundClause& clause, std::vector<Offender>& offenders) {
  if (context.lost_rows) return std::nullopt;
  const auto ratio = plain_ratio(clause);
  if (!ratio) return std::nullopt;
  const std::span<const std::uint8_t> is_ordinary(context.input->units->whole.is_ordinary);
  PlainSums plain;
  for_each_run(context, *ratio, [&](std::size_t row, std::size_t count, const auto& numerators, const auto& denominators) {
    plain.add(numerators, denominators, is_ordinary.subspan(row, count));
  });
  if (plain.schools == 0 || plain.gaps > 0) return std::nullopt;
  if (plain.short_of_all > 0 && asks_for_all(clause)) list_short_of_all(context, *ratio, clause.clause->ratio.scale, offenders);
  return plain.sums;
}

/// Sums of a ratio in which some schools may or may not count.
struct UncertainSums {
  Sums certain;
  /// Of the schools that may count: those that help to reach the limit, and those that do not.
  Sums helping;
  Sums hindering;

  [[nodiscard]] Sums with(const Sums& more) const { return {certain.numerator + more.numerator, certain.denominator + more.denominator}; }
  [[nodiscard]] Sums all() const {
    return {with(helping).numerator + hindering.numerator, with(helping).denominator + hindering.denominator};
  }
};

/// The verdict that holds whichever of the uncertain schools count: the worst that they can make of it reaches the limit, or the best does
/// not.
Verdict bounded_verdict(const standards::ItemClause& clause, const UncertainSums& sums, double limit) {
  const auto is_reached = [&](const Sums& bound) {
    return ratio_reaches(clause.ratio.scale, bound.numerator, bound.denominator, limit, clause.direction);
  };
  if (is_reached(sums.with(sums.hindering))) return Verdict::Met;
  return is_reached(sums.with(sums.helping)) ? Verdict::Unknown : Verdict::Unmet;
}

/// No school that a rule is about: it lacks no measure, and data that leave such schools out look the same as a county without any.
void warn_of_empty_scope(const standards::ItemClause& clause, ClauseDraft& result) {
  const std::vector<int>& kinds = clause.scope.kinds;
  const bool is_special = !kinds.empty() && std::ranges::all_of(kinds, model::SchoolKind::is_special);
  result.warnings.emplace_back(is_special ? "item.no_special_school" : "item.no_school_in_scope");
}

/// Calls visit(InScope) for the ordinary schools of a county that do not reach the limit, or may not; the number of the others.
template <typename Visit>
double each_plain_school(const ItemContext& context, const BoundClause& clause, const PlainRatio& ratio, Visit visit) {
  const WholeTable& whole = context.input->units->whole;
  const standards::ItemClause& rule = *clause.clause;
  const double limit = *clause.limit();
  std::size_t reaching = 0;
  for_each_run(context, ratio, [&](std::size_t first, std::size_t count, const auto& numerators, const auto& denominators) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t row = first + i;
      if (whole.is_ordinary[row] == 0) continue;
      const Quantity numerator{numerators.values[i], numerators.absences[i]};
      const Quantity denominator{denominators.values[i], denominators.absences[i]};
      const bool is_known = numerator.is_present() && denominator.is_present() && denominator.value != 0;
      if (is_known && ratio_reaches(rule.ratio.scale, numerator.value, denominator.value, limit, rule.direction)) ++reaching;
      else visit(InScope{whole.schools[row], {}, whole.pupils.at(row), Entry::Yes, numerator, denominator, row});
    }
  });
  return static_cast<double>(reaching);
}

}  // namespace

void area_ratio(const ItemContext& context, const BoundClause& clause, ClauseDraft& result) {
  const auto& ratio = clause.figures;
  const auto numerator = area_sum(context, ratio.numerator, result);
  const auto denominator = ratio.denominator.empty() ? std::optional(1.0) : area_sum(context, ratio.denominator, result);
  if (numerator && denominator) judge_ratio(result, *clause.clause, {*numerator, *denominator}, clause.limit());
}

void schools_ratio(const ItemContext& context, const BoundClause& clause, ClauseDraft& result) {
  const auto& limit = limit_of(clause);
  if (const auto plain = plain_sums(context, clause, result.offenders)) {
    judge_ratio(result, *clause.clause, *plain, limit);
    return;
  }
  const standards::ItemClause& rule = *clause.clause;
  const double scale = rule.ratio.scale;
  const bool needs_all = asks_for_all(clause);
  UncertainSums sums;
  std::size_t schools = 0;
  std::size_t uncertain = 0;
  bool has_gap = context.lost_rows;
  for_each_in_scope(context, clause, [&](const InScope& each) {
    ++schools;
    if (each.entry == Entry::Uncertain) {
      ++uncertain;
      name_missing(result, clause.scope.undecided_by(each.school, each.pupils));
    }
    if (!each.is_known()) {
      has_gap = true;
      name_missing_terms(clause, each, result);
      return;
    }
    const double numerator = each.numerator.value;
    const double denominator = each.denominator.value;
    const bool helps = limit && ratio_reaches(scale, numerator, denominator, *limit, rule.direction);
    (each.entry == Entry::Yes ? sums.certain : helps ? sums.helping : sums.hindering).add(numerator, denominator);
    if (needs_all && each.entry == Entry::Yes && numerator < denominator)
      result.offenders.push_back({each.school, each.stage, scale * numerator / denominator, scale});
  });
  if (schools == 0) {
    warn_of_empty_scope(rule, result);
  } else if (!has_gap) {
    judge_ratio(result, rule, sums.all(), limit);
    if (limit && uncertain > 0 && result.basis == Basis::Computed) result.verdict = bounded_verdict(rule, sums, *limit);
    if (result.verdict != Verdict::Unknown) result.missing.clear();
  } else if (!result.offenders.empty()) {
    result.basis = Basis::Computed;
    result.limit = limit;
    result.verdict = Verdict::Unmet;
  } else if (context.lost_rows) {
    result.warnings.emplace_back("item.lost_rows");
  }
}

void each_school_ratio(const ItemContext& context, const BoundClause& clause, ClauseDraft& result) {
  const standards::ItemClause& rule = *clause.clause;
  OffenderCount count;
  bool divides_by_zero = false;
  const auto look_at = [&](const InScope& each) {
    count.looked_at += 1;
    const auto& limit = clause.limit(each.stage.value_or(Stage::All));
    if (!each.is_known() || each.denominator.value == 0 || !limit) {
      ++count.unknown;
      name_missing_terms(clause, each, result);
      divides_by_zero = divides_by_zero || (each.is_known() && each.denominator.value == 0);
      return;
    }
    const double numerator = each.numerator.value;
    const double denominator = each.denominator.value;
    if (ratio_reaches(rule.ratio.scale, numerator, denominator, *limit, rule.direction)) return;
    if (each.entry == Entry::Uncertain) {
      ++count.unknown;
      name_missing(result, clause.scope.undecided_by(each.school, each.pupils));
      return;
    }
    count.offenders += 1;
    result.offenders.push_back({each.school, each.stage, rule.ratio.scale * numerator / denominator, *limit});
  };
  const auto plain = plain_ratio(clause);
  if (plain && clause.limit()) count.looked_at += each_plain_school(context, clause, *plain, look_at);
  else for_each_in_scope(context, clause, look_at);
  if (divides_by_zero) result.warnings.emplace_back("item.zero_denominator");
  if (count.looked_at == 0) warn_of_empty_scope(rule, result);
  else conclude_count(context, result, count);
}

}  // namespace junheng::assess
