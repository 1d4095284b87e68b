#include "junheng/core/issue.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace junheng {

namespace {

/// Rule texts of the catalogue codes, built once: issues of one code share them.
const std::shared_ptr<const RuleTexts>& catalogue_rule(Code code) {
  static const auto rules = [] {
    std::vector<std::pair<Code, std::shared_ptr<const RuleTexts>>> out;
    for (const auto& entry : detail::code_entries())
      out.emplace_back(entry.code,
                       std::make_shared<const RuleTexts>(RuleTexts{std::string(entry.name),
                                                                   {std::string(entry.message.zh), std::string(entry.message.en)},
                                                                   {std::string(entry.hint.zh), std::string(entry.hint.en)}}));
    return out;
  }();
  return std::ranges::find(rules, code, &std::pair<Code, std::shared_ptr<const RuleTexts>>::first)->second;
}

Params with_value(const Issue& issue) {
  Params params = issue.params;
  params.emplace_back("value", issue.value);
  params.emplace_back("column", issue.where.header);
  return params;
}

}  // namespace

std::string column_letters(std::uint32_t column) {
  std::string out;
  while (column > 0) {
    --column;
    out.insert(out.begin(), static_cast<char>('A' + column % 26));
    column /= 26;
  }
  return out;
}

std::string describe(const Location& location, Lang lang) {
  const bool zh = lang == Lang::Zh;
  std::string out = location.file;
  const auto add = [&](const std::string& part) {
    if (!out.empty()) out += zh ? "，" : ", ";
    out += part;
  };
  if (!location.sheet.empty()) add(text("location.sheet", lang, {{"sheet", location.sheet}}));
  if (location.row > 0) add(text("location.row", lang, {{"row", std::to_string(location.row)}}));
  if (location.column > 0 && location.header.empty()) add(text("location.letters", lang, {{"letters", column_letters(location.column)}}));
  else if (location.column > 0)
    add(text("location.column", lang, {{"letters", column_letters(location.column)}, {"header", location.header}}));
  else if (!location.header.empty()) add(text("location.header", lang, {{"header", location.header}}));
  return out;
}

std::string Issue::message(Lang lang) const { return fill(rule->message.in(lang), with_value(*this)); }

std::string Issue::hint(Lang lang) const { return fill(rule->hint.in(lang), with_value(*this)); }

Issue make_issue(Code code, Location where, std::string value, Params params) {
  return Issue{catalogue_rule(code), code_entry(code).severity, std::move(where), std::move(value), std::move(params)};
}

IssueCounts count_issues(const std::vector<Issue>& issues) {
  IssueCounts counts;
  for (const Issue& issue : issues) {
    switch (issue.severity) {
      case Severity::Error: ++counts.errors; break;
      case Severity::Warning: ++counts.warnings; break;
      case Severity::Info: ++counts.infos; break;
    }
  }
  return counts;
}

void sort_issues(std::vector<Issue>& issues) {
  std::ranges::stable_sort(issues, [](const Issue& a, const Issue& b) {
    return std::tie(a.where.file, a.where.sheet, a.where.row, a.where.column, a.rule->id) <
           std::tie(b.where.file, b.where.sheet, b.where.row, b.where.column, b.rule->id);
  });
}

}  // namespace junheng
