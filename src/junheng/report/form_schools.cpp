#include <algorithm>
#include <cmath>

#include "junheng/assess/diagnosis.h"
#include "junheng/report/form_tables.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/outside_schools.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/school_facts.h"

namespace junheng::report {

namespace {

using assess::IndicatorRule;
using assess::IndicatorState;
using assess::StageResult;
using assess::StageRules;
using assess::Verdict;
using formats::Align;
using model::SchoolKind;

/// The basic form has room for so many standards (standards.md 1.4).
constexpr std::size_t kMostBasicStandards = 10;

Mark mark_of(IndicatorState state) {
  switch (state) {
    case IndicatorState::Met:
    case IndicatorState::NotJudged: return Mark::None;
    case IndicatorState::Floor: return Mark::Near;
    case IndicatorState::Unmet: return Mark::Bad;
    case IndicatorState::Unknown: return Mark::Unknown;
  }
  return Mark::None;
}

/// Floor of all indicators as a percentage of their standards, where it is the same for all.
std::optional<int> floor_percent(const StageRules& rules) {
  std::optional<int> common;
  for (const IndicatorRule& rule : rules.indicators) {
    if (!rule.floor || !rule.standard || rule.standard->value == 0) continue;
    const int percent = static_cast<int>(std::lround(100 * rule.floor->value / rule.standard->value));
    if (common && *common != percent) return std::nullopt;
    common = percent;
  }
  return common;
}

class SchoolTable {
 public:
  SchoolTable(const FormContext& context, const CountySchools& sizes, const StageResult& stage)
      : context_(context),
        sizes_(sizes),
        stage_(stage),
        rules_(context.assessment().rules_of(stage.stage)),
        units_(context.assessment().units.of(stage.stage)),
        schools_(context.assessment().schools_of(stage.stage)) {
    const bool judges = rules_.judged_indicators() > 0;
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i)
      // The basic form lists the school standard; the indicators of the CVs stand in table III.
      if (!judges || !is_basic() || rules_.indicators[i].is_judged()) shown_.push_back(i);
    is_cut_ = is_basic() && shown_.size() > kMostBasicStandards;
    if (is_cut_) shown_.resize(kMostBasicStandards);
  }

  void write() {
    FormSheet sheet = context_.numbered_sheet("schools_" + std::string(to_string(stage_.stage)), columns(), Page::Landscape);
    if (rules_.judged_indicators() > 0) {
      limit_row(sheet, "xlsx.schools.standard", &IndicatorRule::standard, &IndicatorRule::standards_by_setting);
      if (rules_.has_floor()) limit_row(sheet, "xlsx.schools.floor", &IndicatorRule::floor, &IndicatorRule::floors_by_setting);
    }
    sheet.freeze(2);
    const auto& group = units_.groups[stage_.group];
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) school_row(sheet, unit, unit - group.begin + 1);
    notes(sheet);
  }

 private:
  [[nodiscard]] bool is_basic() const { return context_.form == FormKind::Basic; }

  [[nodiscard]] std::vector<FormColumn> columns() const {
    std::vector<FormColumn> out = {{context_.words("xlsx.column.number"), 5, Align::Center},
                                   {context_.words("xlsx.column.school"), 20, Align::Left}};
    // The basic form names the schools only; the number of pupils is kept, as every value is per pupil.
    if (!is_basic()) out.push_back({context_.words("xlsx.column.founder"), 13, Align::Center});
    out.push_back({context_.words("xlsx.column.pupils"), 8, Align::Right});
    if (!is_basic()) {
      out.push_back({context_.words("xlsx.column.grades"), 6, Align::Right});
      out.push_back({context_.words("xlsx.column.classes"), 6, Align::Right});
    }
    for (const std::size_t i : shown_)
      out.push_back({indicator_header(*rules_.indicators[i].indicator, context_.lang()), 9.5, Align::Right});
    out.push_back({context_.words(is_basic() ? "xlsx.column.school_passes" : "xlsx.column.school_meets"), 10, Align::Center});
    out.push_back({context_.words("xlsx.column.remark"), 32, Align::Left});
    return out;
  }

  void limit_row(FormSheet& sheet, std::string_view key, std::optional<standards::Limit> IndicatorRule::*limit,
                 std::vector<standards::SettingLimit> IndicatorRule::*by_setting) const {
    sheet.text("", Mark::Hint).text(context_.words(key), Mark::Hint);
    for (std::size_t i = 2; i < first_indicator(); ++i) sheet.text("", Mark::Hint);
    for (const std::size_t i : shown_) {
      const IndicatorRule& rule = rules_.indicators[i];
      if (!(rule.*by_setting).empty()) {
        sheet.text(
            std::string(direction_sign(rule.indicator->direction)) + " " + limits_text(rule.*limit, rule.*by_setting, context_.lang()),
            Mark::Hint);
        continue;
      }
      // A rule made of parts asks for a number of them.
      const bool is_parts = !rule.parts.empty() && limit == &IndicatorRule::standard;
      const auto value = is_parts        ? std::optional<double>(rule.indicator->parts_at_least)
                         : (rule.*limit) ? std::optional((rule.*limit)->value)
                                         : std::nullopt;
      sheet.limit(value, direction_sign(rule.indicator->direction), {}, Mark::Hint);
    }
    const std::string at_least = rules_.at_least && limit == &IndicatorRule::standard ? school_rule_text(rules_, context_.lang()) : "";
    sheet.text("", Mark::Hint).text(at_least, Mark::Hint).end_row();
  }

  [[nodiscard]] std::size_t first_indicator() const { return is_basic() ? 3 : 6; }

  void school_row(FormSheet& sheet, std::uint32_t unit, std::uint32_t number) const {
    const SchoolIndex school = units_.schools[unit];
    sheet.number(number, 0).text(context_.school_name(school));
    if (!is_basic()) {
      const std::string founder = code_name(model::founder_kinds(), context_.dataset().schools.founders[school.value], context_.lang());
      sheet.text(founder.empty() ? "—" : founder);
    }
    const auto pupils = units_.pupils.get(unit);
    sheet.number(pupils, 0, pupils ? Mark::None : Mark::Unknown);
    if (!is_basic()) {
      const SchoolSize size = sizes_.size(stage_.stage, school);
      sheet.number(size.grades ? std::optional<double>(*size.grades) : std::nullopt, 0).number(size.classes, 0);
    }
    for (const std::size_t i : shown_) value_cell(sheet, i, unit);
    verdict_cell(sheet, unit);
    sheet.text(remark(unit));
    sheet.end_row();
  }

  void value_cell(FormSheet& sheet, std::size_t indicator, std::uint32_t unit) const {
    const IndicatorRule& rule = rules_.indicators[indicator];
    const assess::IndicatorColumn& column = schools_.indicators[indicator];
    const auto value = column.values.get(unit);
    int decimals = rule.parts.empty() ? rule.indicator->decimals : 0;
    if (value) {
      const int form_decimals = decimals;
      const assess::OwnLimits own = limits_of_unit(context_.assessment(), stage_.stage, unit, indicator);
      for (const auto& limit : {own.standard, own.floor})
        if (limit) decimals = std::max(decimals, shown_decimals(*value, form_decimals, *limit, rule.indicator->direction));
    }
    sheet.number(value, decimals, mark_of(column.states[unit]));
  }

  void verdict_cell(FormSheet& sheet, std::uint32_t unit) const {
    const std::optional<Verdict> verdict = schools_.verdicts[unit];
    if (!verdict) {
      sheet.text("—");
      return;
    }
    // The basic form: "1" for a school that passes, else empty.
    if (is_basic()) {
      if (*verdict == Verdict::Met) sheet.number(1, 0);
      else sheet.text(*verdict == Verdict::Unknown ? "?" : "", *verdict == Verdict::Unmet ? Mark::Bad : Mark::Unknown);
      return;
    }
    switch (*verdict) {
      case Verdict::Met: sheet.text(context_.words("item.yes")); break;
      case Verdict::Unmet: sheet.text(context_.words("item.no"), Mark::Bad); break;
      case Verdict::Unknown: sheet.text(context_.words("xlsx.schools.unknown"), Mark::Unknown); break;
    }
  }

  /// "注明有哪几项指标达标，哪几项指标达到85%", and what is missing with why.
  [[nodiscard]] std::string remark(std::uint32_t unit) const {
    std::vector<std::string> met;
    std::vector<std::string> near;
    std::vector<std::string> below;
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i) {
      const std::string& id = rules_.indicators[i].indicator->id;
      const assess::IndicatorColumn& column = schools_.indicators[i];
      switch (column.states[unit]) {
        case IndicatorState::Met: met.push_back(id); break;
        case IndicatorState::Floor: near.push_back(id); break;
        case IndicatorState::Unmet: below.push_back(id); break;
        case IndicatorState::Unknown:
          missing.push_back(context_.words(
              "xlsx.remark.why", {{"id", id}, {"why", unjudged_reason(context_.assessment(), stage_.stage, unit, i, context_.lang())}}));
          break;
        case IndicatorState::NotJudged: break;
      }
    }
    std::string out;
    const auto add = [&](std::string_view key, const std::vector<std::string>& ids) {
      if (ids.empty()) return;
      if (!out.empty()) out += context_.words("xlsx.remark.separator");
      const std::string share = floor_percent_ ? std::to_string(*floor_percent_) + "%" : context_.words("xlsx.remark.floor");
      out += context_.words(key, {{"count", std::to_string(ids.size())}, {"ids", listed(ids, context_.lang())}, {"share", share}});
    };
    add("xlsx.remark.met", met);
    add("xlsx.remark.near", near);
    add(rules_.has_floor() ? "xlsx.remark.below" : "xlsx.remark.unmet", below);
    add("xlsx.remark.missing", missing);
    if (units_.entries[unit] == assess::Entry::Uncertain)
      out += (out.empty() ? "" : context_.words("xlsx.remark.separator")) + context_.words("xlsx.remark.uncertain");
    return out;
  }

  void notes(FormSheet& sheet) const {
    sheet.note(context_.words("xlsx.schools.total." + std::string(to_string(stage_.stage)), kind_counts()));
    if (rules_.judges_schools())
      sheet.note(context_.words("xlsx.schools.verdicts", {{"met", std::to_string(stage_.schools_met)},
                                                          {"unmet", std::to_string(stage_.schools_unmet)},
                                                          {"unknown", std::to_string(stage_.schools_unknown)}}));
    else sheet.note(context_.words("xlsx.schools.no_school_rule"));
    if (stage_.schools_outside + stage_.schools_without_pupils > 0)
      sheet.note(context_.words("xlsx.schools.outside", {{"outside", std::to_string(stage_.schools_outside)},
                                                         {"names", outside_names()},
                                                         {"empty", std::to_string(stage_.schools_without_pupils)}}));
    if (rules_.judged_indicators() > 0)
      sheet.note(context_.words(rules_.has_floor() ? "xlsx.schools.colours" : "xlsx.schools.colours_without_floor"));
    if (is_cut_) sheet.note(context_.words("xlsx.schools.cut", {{"count", std::to_string(kMostBasicStandards)}}));
  }

  [[nodiscard]] Params kind_counts() const {
    const auto& group = units_.groups[stage_.group];
    const auto count = [&](int kind) {
      std::size_t found = 0;
      for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit)
        if (context_.dataset().schools.kinds[units_.schools[unit].value] == kind) ++found;
      return found;
    };
    return {{"schools", std::to_string(stage_.schools)},
            {"through", std::to_string(count(SchoolKind::kNineYear) + count(SchoolKind::kTwelveYear))},
            {"points", std::to_string(count(SchoolKind::kTeachingPoint))},
            {"secondary", std::to_string(count(SchoolKind::kCompleteSecondary))}};
  }

  [[nodiscard]] std::string outside_names() const {
    constexpr std::size_t kMostNames = 20;
    std::vector<std::pair<std::string, std::vector<std::string>>> by_reason;
    std::size_t named = 0;
    for (const OutsideSchool& school : outside_schools(context_.assessment(), stage_, context_.lang())) {
      if (++named > kMostNames) break;
      auto found = std::ranges::find(by_reason, school.reason, &std::pair<std::string, std::vector<std::string>>::first);
      if (found == by_reason.end()) found = by_reason.insert(by_reason.end(), {school.reason, {}});
      found->second.push_back(context_.school_name(school.school));
    }
    std::string out;
    for (const auto& [reason, names] : by_reason)
      out += (out.empty() ? "" : context_.words("xlsx.remark.separator")) +
             context_.words("xlsx.schools.outside_schools", {{"reason", reason}, {"schools", listed(names, context_.lang())}});
    if (named > kMostNames) out += "…";
    return out;
  }

  const FormContext& context_;
  const CountySchools& sizes_;
  const StageResult& stage_;
  const StageRules& rules_;
  const assess::UnitTable& units_;
  const assess::SchoolColumns& schools_;
  /// Positions of the indicators that have a column.
  std::vector<std::size_t> shown_;
  bool is_cut_ = false;
  std::optional<int> floor_percent_ = floor_percent(rules_);
};

}  // namespace

void write_schools(const FormContext& context, const CountySchools& schools, const StageResult& stage) {
  if (stage.schools == 0) return;
  SchoolTable(context, schools, stage).write();
}

void write_shares(const FormContext& context) {
  std::vector<FormColumn> columns = {{context.words("xlsx.column.stage"), 10, Align::Center},
                                     {context.words("xlsx.column.figure"), 14, Align::Left},
                                     {context.words("xlsx.column.schools"), 8, Align::Right}};
  std::vector<IndicatorRule> widest = context.assessment().rules_of(Stage::Primary).indicators;
  std::erase_if(widest, [](const IndicatorRule& rule) { return !rule.is_judged(); });
  for (const IndicatorRule& rule : widest) columns.push_back({indicator_header(*rule.indicator, context.lang()), 11, Align::Right});
  columns.push_back({context.words("xlsx.shares.whole"), 12, Align::Right});
  FormSheet sheet = context.numbered_sheet("shares", std::move(columns), Page::Landscape);
  for (const StageResult& stage : context.area->stages) {
    if (stage.schools == 0) continue;
    const StageRules& rules = context.assessment().rules_of(stage.stage);
    // 99.96 % of the schools is not all of them.
    const auto cell = [&](std::optional<double> value, int decimals) {
      sheet.number(value, value && decimals > 0 ? shown_decimals(*value, decimals, 100.0) : decimals);
    };
    const auto row = [&](std::string_view key, auto figure, int decimals) {
      sheet.text(stage_text(stage.stage, context.lang())).text(context.words(key)).number(stage.schools, 0);
      for (const IndicatorRule& column : widest) {
        const auto at = rules.find(column.indicator->id);
        const bool judged = at && rules.indicators[*at].is_judged();
        cell(judged ? std::optional<double>(figure(stage.indicators[*at].schools_met)) : std::nullopt, decimals);
      }
      cell(rules.judges_schools() ? std::optional<double>(figure(stage.schools_met)) : std::nullopt, decimals);
      sheet.end_row();
    };
    row(
        "xlsx.shares.met", [](std::uint32_t met) { return static_cast<double>(met); }, 0);
    row(
        "xlsx.shares.percent", [&](std::uint32_t met) { return 100.0 * met / stage.schools; }, 1);
  }
  sheet.note(context.words("xlsx.shares.note"));
}

}  // namespace junheng::report
