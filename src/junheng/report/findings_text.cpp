#include <map>

#include "junheng/core/text.h"
#include "junheng/report/finding_groups.h"
#include "junheng/report/text_report.h"

namespace junheng::report {

namespace {

constexpr std::size_t kPieceBytes = 1 << 16;

std::string mark(Severity severity, Lang lang, Color color) {
  std::string words(text("severity." + std::string(to_string(severity)), lang));
  if (color == Color::Off || severity == Severity::Info) return words;
  return (severity == Severity::Error ? "\033[31m" : "\033[33m") + words + "\033[0m";
}

}  // namespace

void write_findings_text(const std::vector<Issue>& issues, Lang lang, const FindingsLayout& layout, const Sink& sink) {
  std::string out;
  std::map<std::pair<std::string, std::string>, std::size_t> seen;
  /// How many more there are, and the first of them.
  std::map<std::pair<std::string, std::string>, std::pair<std::size_t, const Issue*>> cut;
  for (const FindingGroup& group : finding_groups(issues)) {
    const Issue& issue = *group.first;
    // What stands in no file is a thing of its own, such as an item that a county has yet to report.
    if (layout.per_rule > 0 && !issue.where.file.empty()) {
      const auto key = std::pair(issue.where.file + issue.where.sheet, issue.id());
      if (++seen[key] > layout.per_rule) {
        auto& [count, first] = cut[key];
        if (count++ == 0) first = &issue;
        continue;
      }
    }
    if (out.size() >= kPieceBytes) {
      sink(out);
      out.clear();
    }
    const std::string place = describe(issue.where, lang);
    out += mark(issue.severity, lang, layout.color) + "  " + (place.empty() ? "" : place + "\n    ") + issue.message(lang) + "\n";
    if (!group.more.empty()) out += "    " + more_places_text(group, lang) + "\n";
    const std::string hint = issue.hint(lang);
    if (!hint.empty()) out += "    → " + hint + "\n";
  }
  constexpr std::size_t kShownCharacters = 60;
  for (const auto& [key, rest] : cut)
    out += text("findings.more", lang,
                {{"count", std::to_string(rest.first)},
                 {"message", abbreviate(rest.second->message(lang), kShownCharacters)},
                 {"file", key.first}}) +
           "\n";
  if (!cut.empty()) out += std::string(text("findings.see_all", lang)) + "\n";
  const IssueCounts counts = count_issues(issues);
  out += text("findings.total", lang,
              {{"errors", std::to_string(counts.errors)},
               {"warnings", std::to_string(counts.warnings)},
               {"infos", std::to_string(counts.infos)}}) +
         "\n";
  sink(out);
}

std::string findings_text(const std::vector<Issue>& issues, Lang lang, Color color) {
  std::string out;
  write_findings_text(issues, lang, {color, 0}, [&](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace junheng::report
