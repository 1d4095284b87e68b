#include "junheng/core/issue.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <utility>

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

std::string filled(const std::string& pattern, const Issue& issue) {
  static const Params kNone;
  return fill(pattern, issue.params ? *issue.params : kNone, {{"value", issue.value}, {"column", issue.where.header}});
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

std::string Issue::message(Lang lang) const { return filled(rule->message.in(lang), *this); }

std::string Issue::hint(Lang lang) const { return filled(rule->hint.in(lang), *this); }

std::shared_ptr<const Params> share(Params params) { return params.empty() ? nullptr : std::make_shared<const Params>(std::move(params)); }

Issue make_issue(Code code, Location where, std::string value, Params params) {
  return Issue{catalogue_rule(code), code_entry(code).severity, std::move(where), std::move(value), share(std::move(params))};
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
  const auto comes_before = [](const Issue& a, const Issue& b) {
    return std::tie(a.where.file, a.where.sheet, a.where.row, a.where.column, a.rule->id) <
           std::tie(b.where.file, b.where.sheet, b.where.row, b.where.column, b.rule->id);
  };
  if (std::ranges::is_sorted(issues, comes_before)) return;
  // An issue is large and there may be millions: their order is sorted, then each is moved to its place once.
  std::vector<std::size_t> order(issues.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return comes_before(issues[a], issues[b]); });
  for (std::size_t start = 0; start < order.size(); ++start) {
    if (order[start] == start) continue;
    Issue first = std::move(issues[start]);
    std::size_t place = start;
    while (order[place] != start) {
      const std::size_t from = std::exchange(order[place], place);
      issues[place] = std::move(issues[from]);
      place = from;
    }
    issues[place] = std::move(first);
    order[place] = place;
  }
}

}  // namespace junheng
