#include "junheng/ingest/check_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/check_reader.h"
#include "junheng/ingest/source_set.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

namespace {

struct RuleKind {
  std::string_view name;
  std::unique_ptr<CheckRule> (*make)(CheckReader&);
};

constexpr std::array kRuleKinds = {
    RuleKind{"range", &make_range_rule},
    RuleKind{"sum_equals", &make_sum_rule},
    RuleKind{"class_list", &make_class_list_rule},
    RuleKind{"class_sizes", &make_class_sizes_rule},
    RuleKind{"derived_from_grades", &make_derived_rule},
    RuleKind{"not_above", &make_order_rule},
    RuleKind{"pair", &make_pair_rule},
    RuleKind{"required_when", &make_required_rule},
    RuleKind{"open_years", &make_open_years_rule},
    RuleKind{"code_shape", &make_code_rule},
    RuleKind{"unique", &make_unique_rule},
    RuleKind{"coordinates", &make_coordinates_rule},
    RuleKind{"outlier", &make_outlier_rule},
    RuleKind{"year_change", &make_year_change_rule},
    RuleKind{"reported_percent", &make_percent_rule},
    RuleKind{"reported_flag", &make_flag_rule},
    RuleKind{"reported_step", &make_step_rule},
    RuleKind{"reported_number", &make_number_rule},
};

/// What one finding is about, by the table whose row it names.
struct TableLevel {
  std::string_view table;
  std::string_view level;
};

constexpr std::array kTableLevels = {
    TableLevel{"schools", "school"},    TableLevel{"rooms", "school"},      TableLevel{"stage_facts", "stage"},
    TableLevel{"class_bands", "stage"}, TableLevel{"grade_facts", "grade"}, TableLevel{"classes", "grade"},
    TableLevel{"areas", "area"},        TableLevel{"area_facts", "area"},   TableLevel{"quality_results", "area"},
    TableLevel{"survey", "area"},
};

/// The names in {braces}.
std::vector<std::string_view> placeholders_in(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    // "{count|row|rows}" chooses a word by the number.
    out.push_back(inside.substr(0, inside.find('|')));
  }
  return out;
}

Severity parse_severity(std::string_view word) {
  if (word == "error") return Severity::Error;
  return word == "info" ? Severity::Info : Severity::Warning;
}

CheckScope read_scope(CheckReader& reader) {
  const std::array stage_words = {to_string(Stage::Preprimary), to_string(Stage::Primary), to_string(Stage::Junior),
                                  to_string(Stage::Senior), to_string(Stage::All)};
  CheckScope scope;
  formats::TomlReader& toml = reader.toml();
  scope.country = toml.text_or("country", "");
  scope.not_country = toml.text_or("not_country", "");
  for (const std::string& word : toml.texts_or_empty("stages")) {
    if (const auto found = std::ranges::find(stage_words, word); found != stage_words.end())
      scope.stages.push_back(static_cast<Stage>(found - stage_words.begin()));
    else toml.report(Code::TomlNotOneOf, word, {{"allowed", "preprimary, primary, junior, senior, all"}}, "stages");
  }
  for (const double code : toml.numbers_or_empty("kinds")) {
    const int kind = static_cast<int>(code);
    const auto known = model::school_kinds();
    if (std::ranges::find(known, std::to_string(kind), &model::CodeName::code) == known.end())
      toml.report(Code::CheckUnknownKind, std::to_string(kind), {}, "kinds");
    scope.kinds.push_back(kind);
  }
  return scope;
}

/// A text in both languages: not blank, and with no placeholder that nothing fills.
void lint_text(const Bilingual& text, std::string_view key, const CheckRule* rule, formats::TomlReader& toml) {
  std::vector<std::string_view> known = row_placeholders();
  if (rule != nullptr)
    for (const std::string_view name : rule->placeholders()) known.push_back(name);
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    if (trim(text.in(lang)).empty()) toml.report(Code::CheckTextEmpty, "", {{"language", lang == Lang::Zh ? "zh" : "en"}}, key);
    // Without the rule it is not known what it fills.
    if (rule == nullptr) continue;
    for (const std::string_view name : placeholders_in(text.in(lang)))
      if (std::ranges::find(known, name) == known.end())
        toml.report(Code::CheckUnknownPlaceholder, std::string(name), {{"known", fmt::format("{}", fmt::join(known, ", "))}}, key);
  }
}

void lint_level(const std::string& level, const std::string& table, formats::TomlReader& toml) {
  const auto found = std::ranges::find(kTableLevels, table, &TableLevel::table);
  if (level.empty() || level == "table" || found == kTableLevels.end() || found->level == level) return;
  toml.report(Code::CheckLevelUnfit, level, {{"table", table}, {"expected", std::string(found->level)}}, "level");
}

bool is_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

class Loader {
 public:
  void load(const CheckFile& file) {
    const auto parsed = formats::parse_toml(file.text, file.name);
    if (!parsed) {
      out_.issues.push_back(issue_of(parsed.error(), Location{file.name, "", 0, 0, ""}));
      return;
    }
    formats::TomlReader top(*parsed, file.name, out_.issues);
    for (formats::TomlReader& entry : top.tables("check")) load_check(std::move(entry));
    top.finish();
  }

  LoadedChecks take() { return std::move(out_); }

 private:
  void load_check(formats::TomlReader entry) {
    const std::size_t faults_before = out_.issues.size();
    CheckReader reader(std::move(entry));
    formats::TomlReader& toml = reader.toml();
    RuleTexts texts;
    texts.id = toml.text("id");
    if (toml.has("id") && !is_id(texts.id)) toml.report(Code::CheckBadId, texts.id, {}, "id");
    if (!texts.id.empty() && !ids_.insert(texts.id).second) toml.report(Code::CheckIdTwice, texts.id, {}, "id");
    const std::string severity = reader.word("severity", {"error", "warning", "info"});
    const std::string level = reader.word("level", {"school", "stage", "grade", "area", "table"});
    Check check;
    check.style.severity = parse_severity(severity);
    check.style.scope = read_scope(reader);
    check.rule = read_rule(reader);
    texts.message = read_text(toml, "message", check.rule.get());
    texts.hint = read_text(toml, "hint", check.rule.get());
    // For those who maintain the checks; the program does not use them.
    (void)toml.text_or("why", "");
    (void)toml.text_or("source", "");
    lint_level(level, reader.table_read(), toml);
    // Without its rule the parameters are not known, and would all be reported as unknown keys.
    if (check.rule != nullptr) toml.finish();
    if (out_.issues.size() > faults_before) return;
    check.style.texts = std::make_shared<const RuleTexts>(std::move(texts));
    out_.checks.push_back(std::move(check));
  }

  Bilingual read_text(formats::TomlReader& toml, std::string_view key, const CheckRule* rule) {
    const std::size_t faults_before = out_.issues.size();
    Bilingual text = toml.bilingual(key);
    if (out_.issues.size() == faults_before) lint_text(text, key, rule, toml);
    return text;
  }

  static std::unique_ptr<CheckRule> read_rule(CheckReader& reader) {
    std::vector<std::string_view> names;
    for (const RuleKind& kind : kRuleKinds) names.push_back(kind.name);
    const std::string name = reader.word("rule", std::span<const std::string_view>(names));
    const auto kind = std::ranges::find(kRuleKinds, name, &RuleKind::name);
    return kind == kRuleKinds.end() ? nullptr : kind->make(reader);
  }

  LoadedChecks out_;
  std::set<std::string> ids_;
};

}  // namespace

LoadedChecks load_checks(const std::vector<CheckFile>& files) {
  Loader loader;
  for (const CheckFile& file : files) loader.load(file);
  return loader.take();
}

}  // namespace junheng::ingest
