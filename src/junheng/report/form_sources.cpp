#include <variant>

#include "junheng/report/form_tables.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using formats::Align;
using standards::Limit;
using standards::Source;
using standards::ValueStatus;

class SourceTable {
 public:
  SourceTable(const FormContext& context, FormSheet& sheet)
      : context_(context), sheet_(sheet), pack_(context.assessment().standard->pack) {}

  void write() {
    for (const Stage stage : kCompulsoryStages) {
      const assess::StageRules& rules = context_.assessment().rules_of(stage);
      for (const assess::IndicatorRule& rule : rules.indicators) indicator(stage, rule);
      limit(stage, context_.words("xlsx.sources.school_rule"), "at_least", rules.at_least);
      limit(stage, context_.words("xlsx.balance.composite"), "cv", rules.composite);
    }
    entry_rules();
    split_rules();
    for (const standards::Item& item : pack_.items) item_rows(item);
    const auto pass =
        standards::in_force(pack_.county_limits, standards::LimitKind::PassScore, Stage::All, context_.assessment().standard->on);
    limit({}, context_.words("text.score"), "pass_score", pass);
    for (const standards::Tolerance& tolerance : context_.assessment().standard->tolerances)
      row({}, tolerance.id + " " + tolerance.title.in(context_.lang()), context_.words("xlsx.sources.tolerance"), "", tolerance.from,
          tolerance.status, tolerance.source);
  }

 private:
  struct CvLimit {
    double value;
  };
  using Value = std::variant<std::string, double, CvLimit>;

  void row(std::optional<Stage> stage, std::string_view owner, std::string_view kind, const Value& value, std::optional<Date> from,
           ValueStatus status, const Source& source) {
    sheet_.text(stage ? stage_text(*stage, context_.lang()) : "").text(owner).text(kind);
    if (const double* number = std::get_if<double>(&value)) sheet_.limit(*number, "");
    else if (const CvLimit* cv = std::get_if<CvLimit>(&value)) sheet_.cv_limit(cv->value, "");
    else sheet_.text(std::get<std::string>(value));
    sheet_.text(from ? to_string(*from) : "");
    sheet_.text(source.document).text(source.clause);
    const bool is_verified = status == ValueStatus::Verified;
    sheet_.text(context_.words(is_verified ? "xlsx.sources.verified" : "xlsx.sources.unverified"), is_verified ? Mark::None : Mark::Near);
    sheet_.text(source.href);
    sheet_.end_row();
  }

  void limit(std::optional<Stage> stage, std::string_view owner, std::string_view kind, const std::optional<Limit>& limit) {
    if (!limit) return;
    const std::string meaning = context_.words("xlsx.sources." + std::string(kind));
    if (kind == "cv") row(stage, owner, meaning, CvLimit{limit->value}, limit->from, limit->status, limit->source);
    else row(stage, owner, meaning, limit->value, limit->from, limit->status, limit->source);
  }

  void indicator(Stage stage, const assess::IndicatorRule& rule) {
    const std::string owner = rule.indicator->id + " " + rule.indicator->title.in(context_.lang());
    limit(stage, owner, "standard", rule.standard);
    for (const auto& own : rule.standards_by_setting) limit(stage, of_setting(owner, own), "standard", own.limit);
    limit(stage, owner, "floor", rule.floor);
    for (const auto& own : rule.floors_by_setting) limit(stage, of_setting(owner, own), "floor", own.limit);
    limit(stage, owner, "cv", rule.cv);
    for (const assess::PartRule& part : rule.parts)
      limit(stage, part.part->id + " " + part.part->title.in(context_.lang()), "standard", part.standard);
  }

  [[nodiscard]] std::string of_setting(const std::string& owner, const standards::SettingLimit& own) const {
    return owner + " (" + setting_words(own.setting_prefixes, context_.lang()) + ")";
  }

  void entry_rules() {
    for (const standards::EntryRule& rule : pack_.entry) {
      if (rule.source.document.empty()) continue;
      std::vector<std::string> kinds;
      for (const int kind : rule.kinds) kinds.push_back(std::to_string(kind));
      for (const auto& [kind, pupils] : rule.min_pupils) kinds.push_back(std::to_string(kind) + " ≥ " + shown_limit(pupils));
      row(rule.stage, context_.words("xlsx.sources.entry"), "", listed(kinds, context_.lang()), {}, rule.status, rule.source);
    }
  }

  void split_rules() {
    for (const standards::SplitWeights& weights : pack_.split) {
      std::vector<std::string> kinds;
      for (const int kind : weights.kinds) kinds.push_back(std::to_string(kind));
      const std::string value = shown_limit(weights.primary) + " : " + shown_limit(weights.junior) + " : " + shown_limit(weights.senior);
      row({}, context_.words("xlsx.sources.split") + " " + listed(kinds, context_.lang()), "", value, {}, weights.status, weights.source);
    }
  }

  void item_rows(const standards::Item& item) {
    const std::string owner = item.id + " " + item.title.in(context_.lang());
    bool has_limit = false;
    for (const standards::ItemClause& clause : item.clauses) {
      for (const standards::DatedValue& value : clause.limits) {
        const Date on = context_.assessment().standard->on;
        if (value.from > on || (value.until && *value.until <= on)) continue;
        has_limit = true;
        row(value.stage, owner, context_.words("xlsx.sources.standard"), value.value, value.from, value.status, value.source);
      }
    }
    // An item without a number: its wording has a source too.
    if (!has_limit) row({}, owner, "", "", {}, item.status, item.source);
    if (item.scoring)
      row({}, owner, context_.words("xlsx.sources.score"), item.scoring->max, {}, item.scoring->status, item.scoring->source);
  }

  const FormContext& context_;
  FormSheet& sheet_;
  const standards::Pack& pack_;
};

}  // namespace

void write_sources(const FormContext& context) {
  FormSheet sheet = context.sheet("sources",
                                  {{context.words("xlsx.column.stage"), 8, Align::Center},
                                   {context.words("xlsx.sources.of"), 38, Align::Left},
                                   {context.words("xlsx.sources.kind"), 12, Align::Center},
                                   {context.words("text.value"), 12, Align::Right},
                                   {context.words("xlsx.sources.from"), 11, Align::Center},
                                   {context.words("xlsx.sources.document"), 34, Align::Left},
                                   {context.words("xlsx.sources.clause"), 40, Align::Left},
                                   {context.words("xlsx.sources.status"), 9, Align::Center},
                                   {context.words("xlsx.sources.href"), 30, Align::Left}},
                                  Page::Landscape);
  SourceTable(context, sheet).write();
  sheet.note(context.words("html.source.note"));
  for (const Bilingual& note : context.assessment().standard->pack.notes) sheet.note(context.words("text.note") + note.in(context.lang()));
}

}  // namespace junheng::report
