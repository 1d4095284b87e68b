#include <map>

#include "junheng/core/text.h"
#include "junheng/report/text_report.h"

namespace junheng::report {

namespace {

std::string mark(Severity severity, Lang lang, Color color) {
  const std::string words(text("severity." + std::string(to_string(severity)), lang));
  if (color == Color::Off || severity == Severity::Info) return words;
  return (severity == Severity::Error ? "\033[31m" : "\033[33m") + words + "\033[0m";
}

}  // namespace

std::string findings_text(const std::vector<Issue>& issues, Lang lang, Color color, std::size_t per_rule) {
  std::string out;
  std::map<std::pair<std::string, std::string>, std::size_t> seen;
  std::map<std::pair<std::string, std::string>, std::size_t> cut;
  for (const Issue& issue : issues) {
    const auto key = std::pair(issue.where.file + issue.where.sheet, issue.id());
    if (per_rule > 0 && ++seen[key] > per_rule) {
      ++cut[key];
      continue;
    }
    out += mark(issue.severity, lang, color) + "  " + describe(issue.where, lang) + "\n    " + issue.message(lang) + "\n";
    const std::string hint = issue.hint(lang);
    if (!hint.empty()) out += "    → " + hint + "\n";
  }
  for (const auto& [key, count] : cut)
    out += text("findings.more", lang, {{"count", std::to_string(count)}, {"rule", key.second}, {"file", key.first}}) + "\n";
  const IssueCounts counts = count_issues(issues);
  out += text("findings.total", lang,
              {{"errors", std::to_string(counts.errors)}, {"warnings", std::to_string(counts.warnings)}, {"infos", std::to_string(counts.infos)}}) +
         "\n";
  return out;
}

}  // namespace junheng::report
