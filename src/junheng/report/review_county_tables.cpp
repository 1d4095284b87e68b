#include "junheng/report/review_county_tables.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/review_cells.h"

namespace junheng::report {

namespace {

using monitor::ClauseKind;
using monitor::ClauseStanding;
using monitor::RecognisedCounty;
using enum ColumnAlign;

std::string kind_words(model::AccreditationKind kind, Lang lang) {
  return std::string(text(kind == model::AccreditationKind::Basic ? "review.kind.basic" : "review.kind.quality", lang));
}

/// CVs are read to three digits, the rest to as many as it has.
int clause_decimals(const ClauseStanding& clause) {
  if (clause.kind == ClauseKind::Cv || clause.kind == ClauseKind::Composite) return 3;
  return clause.kind == ClauseKind::Schools ? 1 : 2;
}

TableCell signed_cell(const std::optional<double>& value, int decimals) {
  return {value ? shown_difference(0.0, value, decimals) : "—", value, decimals, {}};
}

/// "↘ 5 worse, 2 better of 9 (2023–2024)"; a dash without two years.
std::string trend_words(const ReviewTableBuilder& table, const monitor::StandingTrend& trend) {
  if (trend.compared == 0) return "—";
  const std::string_view arrow = trend.points_down() ? "↘" : trend.better > trend.worse ? "↗" : "→";
  return table.say("review.trend", {{"arrow", std::string(arrow)},
                                    {"worse", std::to_string(trend.worse)},
                                    {"better", std::to_string(trend.better)},
                                    {"compared", std::to_string(trend.compared)},
                                    {"from", std::to_string(trend.from)},
                                    {"to", std::to_string(trend.to)}});
}

/// Only what would happen within a plan period as long as the later one: further ahead a straight line says nothing.
std::string next_words(const ReviewTableBuilder& table, const monitor::StandingTrend& trend, const ReviewReport& report) {
  const monitor::PlanPeriod& period = report.review->periods.during;
  if (!trend.next || *trend.next->years_left > period.last - period.first + 1) return "—";
  return table.say("review.next", {{"clause", clause_words(trend.next->now, report.lang)}, {"years", shown(trend.next->years_left, 1)}});
}

std::string present_words(const ReviewTableBuilder& table, const RecognisedCounty& county) {
  if (!county.present) return table.say("review.present.none");
  return table.say("review.present." + std::string(to_string(*county.present)), {{"year", std::to_string(county.present_year)}});
}

/// What the list is read for comes first.
int urgency(const RecognisedCounty* county) { return county->falls_back() ? 0 : county->trend.points_down() ? 1 : 2; }

std::vector<const RecognisedCounty*> by_urgency(const ReviewReport& report) {
  std::vector<const RecognisedCounty*> out;
  for (const RecognisedCounty& county : report.review->recognised) out.push_back(&county);
  std::ranges::stable_sort(out, {}, urgency);
  return out;
}

std::string ratio_words(const std::optional<monitor::PayYear>& pay) {
  return pay && pay->ratio() ? shown(pay->ratio(), 3, pay->limit) : std::string("—");
}

}  // namespace

std::string clause_words(const ClauseStanding& clause, Lang lang) {
  return text(
      "review.clause." + std::string(to_string(clause.kind)), lang,
      {{"stage", clause.stage ? stage_text(*clause.stage, lang) : std::string()}, {"id", clause.id}, {"title", clause.title.in(lang)}});
}

ReportTable recognised_sum_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "recognised_sums", {{"year", std::to_string(report.review->as_of)}});
  table.column("area", Left);
  table.column("kind", Left);
  table.column("recognised_counties");
  table.column("years_since", Left);
  for (const auto* key : {"still_met", "fallen_back", "present_unknown", "without_schools", "compared", "points_down"}) table.column(key);
  for (const monitor::RecognisedSum& sum : report.review->recognised_sums) {
    if (sum.without_schools == sum.counties) continue;
    const std::string years = sum.least_years_since == sum.most_years_since
                                  ? std::to_string(sum.least_years_since)
                                  : fmt::format("{}–{}", sum.least_years_since, sum.most_years_since);
    std::vector<TableCell> cells = {table.area(sum.area), table.words(kind_words(sum.kind, report.lang)), table.number(sum.counties, 0),
                                    table.words(years)};
    for (const std::uint32_t count : {sum.met, sum.fallen_back, sum.unknown, sum.without_schools, sum.compared, sum.points_down})
      cells.push_back(table.number(count, 0));
    table.row(std::move(cells));
  }
  return table.take();
}

ReportTable recognised_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "recognised", {{"year", std::to_string(report.review->as_of)}});
  const auto& counties = report.review->recognised;
  // Without schools the list is years alone.
  const bool has_schools = std::ranges::any_of(counties, [](const RecognisedCounty& county) { return county.present.has_value(); });
  table.column("area", Left);
  table.column("kind", Left);
  table.column("since");
  table.column("years_since");
  table.column("present", Left);
  if (has_schools) {
    table.column("clauses_failed");
    table.column("trend", Left);
    table.column("next", Left);
  }
  for (const RecognisedCounty* county : by_urgency(report)) {
    std::vector<TableCell> cells = {table.area(county->area), table.words(kind_words(county->kind, report.lang)),
                                    table.words(std::to_string(county->year)), table.words(std::to_string(county->years_since)),
                                    table.words(present_words(table, *county))};
    if (has_schools) {
      cells.push_back(county->present ? table.number(static_cast<double>(county->trend.failed.size()), 0) : table.words("—"));
      cells.push_back(table.words(trend_words(table, county->trend)));
      cells.push_back(table.words(next_words(table, county->trend, report)));
    }
    table.row(std::move(cells));
  }
  return table.take();
}

/// A report that an item is fulfilled or not, and no amount: it has no margin.
bool is_yes_or_no(const ClauseStanding& clause) {
  const auto is_answer = [](const std::optional<double>& value) { return value && (*value == 0 || *value == 1); };
  return clause.kind == monitor::ClauseKind::Item && !clause.margin && is_answer(clause.value) && is_answer(clause.limit);
}

std::string answer(double value, Lang lang) { return std::string(text(value == 1 ? "item.yes" : "item.no", lang)); }

ReportTable fallen_back_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "fallen_back");
  table.column("area", Left);
  table.column("kind", Left);
  table.column("since");
  table.column("clause", Left);
  for (const auto* key : {"present_year", "value", "limit", "margin", "yearly_change"}) table.column(key);
  for (const RecognisedCounty* county : by_urgency(report)) {
    for (const monitor::ClauseTrend& failed : county->trend.failed) {
      const ClauseStanding& clause = failed.now;
      const int decimals = clause_decimals(clause);
      const bool is_report = is_yes_or_no(clause);
      const std::string value =
          is_report ? answer(*clause.value, report.lang) : shown(clause.value, decimals, clause.limit, clause.direction);
      table.row({table.area(county->area),
                 table.words(kind_words(county->kind, report.lang)),
                 table.words(std::to_string(county->year)),
                 table.words(clause_words(clause, report.lang)),
                 table.words(std::to_string(county->present_year)),
                 {value, clause.value, decimals, {}},
                 {is_report      ? answer(*clause.limit, report.lang)
                  : clause.limit ? shown_limit(*clause.limit)
                                 : "—",
                  clause.limit,
                  decimals,
                  {}},
                 signed_cell(clause.margin, decimals),
                 signed_cell(failed.yearly_change, decimals)});
    }
  }
  return table.take();
}

ReportTable pay_sum_table(const ReviewReport& report) {
  ReviewTableBuilder table(report, "pay_sums", {{"during", period_text(report.review->periods.during)}});
  table.column("area", Left);
  for (const auto* key : {"pay_met", "pay_unmet", "pay_unknown"}) table.column(key);
  for (const monitor::PaySum& sum : report.review->pay_sums)
    table.row({table.area(sum.area), table.number(sum.met, 0), table.number(sum.unmet, 0), table.number(sum.unknown, 0)});
  return table.take();
}

ReportTable pay_table(const ReviewReport& report) {
  const Params params = {{"before", period_text(report.review->periods.before)}, {"during", period_text(report.review->periods.during)}};
  ReviewTableBuilder table(report, "pay", params);
  table.column("area", Left);
  for (const auto* key : {"before", "year", "during", "year", "change_of_ratio", "teacher_pay", "civil_servant_pay"})
    table.column(key, Right, params);
  table.column("pay_verdict", Left);
  for (const monitor::PayRow& row : report.review->pay) {
    const auto ratio = [&](const std::optional<monitor::PayYear>& pay) {
      return TableCell{ratio_words(pay), pay ? pay->ratio() : std::nullopt, 3, {}};
    };
    const auto year = [&](const std::optional<monitor::PayYear>& pay) {
      return table.words(pay && pay->ratio() ? std::to_string(pay->year.first) : "—");
    };
    const auto pay_of = [&](model::Quantity monitor::Pay::*pay) {
      return table.number(row.during ? (row.during->pay.*pay).get() : std::nullopt, 0);
    };
    table.row({table.area(row.area), ratio(row.before), year(row.before), ratio(row.during), year(row.during), signed_cell(row.change(), 3),
               pay_of(&monitor::Pay::teacher), pay_of(&monitor::Pay::civil_servant),
               table.words(row.during && row.during->verdict ? verdict_text(*row.during->verdict, report.lang) : "—")});
  }
  return table.take();
}

}  // namespace junheng::report
