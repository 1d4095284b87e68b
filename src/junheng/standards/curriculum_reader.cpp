#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/formats/toml.h"
#include "junheng/standards/curriculum_draft.h"
#include "junheng/standards/value_reader.h"

namespace junheng::standards {

using formats::TomlReader;

namespace {

constexpr int kLastGrade = 12;
constexpr double kMostPeriods = 2000;

std::optional<double> to_number(std::string_view word) {
  double number = 0;
  const char* end = word.data() + word.size();
  const auto [stop, failure] = std::from_chars(word.data(), end, number);
  if (failure != std::errc{} || stop != end || number < 0 || number > kMostPeriods) return std::nullopt;
  return number;
}

/// A cell as tables print it: "4", "-" (not taught), "2/1" (weeks alternate: the mean).
std::optional<double> to_periods(std::string_view cell) {
  if (cell == "-") return 0.0;
  const std::size_t slash = cell.find('/');
  if (slash == std::string_view::npos) return to_number(cell);
  const auto odd = to_number(cell.substr(0, slash));
  const auto even = to_number(cell.substr(slash + 1));
  if (!odd || !even) return std::nullopt;
  return (*odd + *even) / 2;
}

/// The cells of a printed row, one per grade.
std::vector<double> read_cells(TomlReader& owner, std::string_view key, const std::string& row, const GradeSpan& grades) {
  std::vector<double> cells;
  bool is_readable = true;
  for (std::size_t at = 0; at < row.size();) {
    const std::size_t begin = row.find_first_not_of(' ', at);
    if (begin == std::string::npos) break;
    const std::size_t end = std::min(row.find(' ', begin), row.size());
    const std::string cell = row.substr(begin, end - begin);
    const auto periods = to_periods(cell);
    if (!periods) {
      owner.report(Code::PeriodsNotRead, cell, {}, key);
      is_readable = false;
    }
    cells.push_back(periods.value_or(0));
    at = end;
  }
  if (is_readable && cells.size() != grades.size())
    owner.report(Code::PeriodsCount, row,
                 {{"count", fmt::format("{}", cells.size())},
                  {"grades", fmt::format("{}", grades.size())},
                  {"first", fmt::format("{}", grades.first)},
                  {"last", fmt::format("{}", grades.last)}},
                 key);
  cells.resize(grades.size(), 0);
  return cells;
}

std::vector<double> read_cells_if_any(TomlReader& owner, std::string_view key, const GradeSpan& grades) {
  if (!owner.has(key)) return {};
  return read_cells(owner, key, owner.text(key), grades);
}

/// "1-9" or "3".
GradeSpan read_grades(TomlReader& owner, const GradeSpan& fallback) {
  if (!owner.has("grades")) return fallback;
  const std::string word = owner.text("grades");
  const std::size_t dash = word.find('-');
  const auto first = to_number(std::string_view(word).substr(0, dash));
  const auto last = dash == std::string::npos ? first : to_number(std::string_view(word).substr(dash + 1));
  const auto is_grade = [](const std::optional<double>& grade) {
    return grade && *grade >= 1 && *grade <= kLastGrade && *grade == static_cast<int>(*grade);
  };
  if (!is_grade(first) || !is_grade(last) || *first > *last) {
    owner.report(Code::GradesNotRead, word, {}, "grades");
    return fallback;
  }
  return {static_cast<int>(*first), static_cast<int>(*last)};
}

std::vector<Bilingual> read_notes(TomlReader& root) {
  std::vector<Bilingual> notes;
  for (TomlReader& note : root.tables("note")) {
    notes.push_back({note.text("zh"), note.text("en")});
    note.finish();
  }
  return notes;
}

std::vector<Subject> read_subjects(TomlReader& root) {
  std::vector<Subject> subjects;
  for (TomlReader& table : root.tables("subject")) {
    Subject subject;
    subject.line = table.line();
    subject.id = read_id(table);
    subject.title = table.bilingual("title");
    subject.synonyms = table.texts_or_empty("synonyms");
    subject.counts_in = table.text_or("counts_in", "");
    const std::string group = table.one_of("group", {"scarce", "examined"}, "");
    if (group == "scarce") subject.group = SubjectGroup::Scarce;
    if (group == "examined") subject.group = SubjectGroup::Examined;
    table.finish();
    subjects.push_back(std::move(subject));
  }
  return subjects;
}

SubjectPeriods read_row(TomlReader& table, const GradeSpan& grades) {
  SubjectPeriods row;
  row.line = table.line();
  row.subject = table.text("subject");
  row.weekly = read_cells(table, "weekly", table.text("weekly"), grades);
  row.printed_sum = table.maybe_number("sum");
  for (TomlReader& part : table.tables("part")) row.parts.push_back(read_row(part, grades));
  table.finish();
  return row;
}

PeriodShare read_share(TomlReader& table, const GradeSpan& grades) {
  constexpr std::int64_t kMostDecimals = 6;
  PeriodShare share;
  share.line = table.line();
  share.subjects = table.texts("subjects");
  share.grades = read_grades(table, grades);
  share.percent = table.maybe_number("percent");
  share.decimals = static_cast<int>(std::clamp<std::int64_t>(table.integer_or("decimals", share.decimals), 0, kMostDecimals));
  share.low_percent = table.maybe_number("low_percent");
  share.high_percent = table.maybe_number("high_percent");
  share.status = read_status(table);
  share.source = read_source(table);
  table.finish();
  return share;
}

std::optional<PeriodFrame> read_frame(TomlReader& root, const GradeSpan& grades) {
  auto table = root.table("frame");
  if (!table) return std::nullopt;
  PeriodFrame frame;
  frame.line = table->line();
  frame.weekly = read_cells(*table, "weekly", table->text("weekly"), grades);
  frame.teaching_weeks = read_cells_if_any(*table, "teaching_weeks", grades);
  frame.yearly = read_cells_if_any(*table, "yearly", grades);
  frame.total = table->maybe_number("total");
  table->finish();
  return frame;
}

std::optional<Curriculum> read_head(TomlReader& root) {
  auto head = root.table("curriculum");
  if (!head) return std::nullopt;
  Curriculum curriculum;
  curriculum.line = head->line();
  curriculum.id = read_id(*head);
  curriculum.title = head->bilingual("title");
  curriculum.country = head->text_or("country", "");
  curriculum.is_default = head->flag_or("default", false);
  curriculum.grades = read_grades(*head, curriculum.grades);
  curriculum.status = read_status(*head);
  curriculum.source = read_source(*head);
  head->finish();
  return curriculum;
}

std::optional<LoadTable> read_loads(TomlReader& root) {
  auto head = root.table("loads");
  if (!head) return std::nullopt;
  LoadTable loads;
  loads.line = head->line();
  loads.id = read_id(*head);
  loads.title = head->bilingual("title");
  loads.country = head->text_or("country", "");
  loads.is_default = head->flag_or("default", false);
  head->finish();
  for (TomlReader& table : root.tables("load")) {
    WeeklyLoad load;
    load.line = table.line();
    // one_of() is silent about an absent key.
    if (!table.has("stage")) static_cast<void>(table.text("stage"));
    load.stage = read_stage(table).value_or(Stage::Primary);
    load.subjects = table.texts_or_empty("subjects");
    load.periods = table.number("periods");
    load.status = read_status(table);
    load.source = read_source(table);
    table.finish();
    loads.loads.push_back(std::move(load));
  }
  return loads;
}

}  // namespace

bool CurriculumDraft::has_errors() const {
  return std::ranges::any_of(issues, [](const Issue& issue) { return issue.severity == Severity::Error; });
}

void CurriculumDraft::report(Code code, std::uint32_t line, std::string value, Params params) {
  issues.push_back(make_issue(code, Location{file, "", line, 0, ""}, std::move(value), std::move(params)));
}

CurriculumDraft read_curriculum(const CurriculumFile& file) {
  CurriculumDraft draft;
  draft.file = file.name;
  const auto parsed = formats::parse_toml(file.text, file.name);
  if (!parsed) {
    const Params& params = parsed.error().params;
    const auto line = std::ranges::find(params, std::string("line"), &Params::value_type::first);
    std::uint32_t row = 0;
    if (line != params.end()) std::from_chars(line->second.data(), line->second.data() + line->second.size(), row);
    draft.report(parsed.error().code, row, "", params);
    return draft;
  }
  TomlReader root(*parsed, file.name, draft.issues);
  draft.subjects = read_subjects(root);
  draft.curriculum = read_head(root);
  draft.loads = read_loads(root);
  auto notes = read_notes(root);
  if (Curriculum* curriculum = draft.curriculum ? &*draft.curriculum : nullptr) {
    curriculum->file = file.name;
    curriculum->notes = notes;
    curriculum->frame = read_frame(root, curriculum->grades);
    for (TomlReader& table : root.tables("periods")) curriculum->rows.push_back(read_row(table, curriculum->grades));
    for (TomlReader& table : root.tables("share")) curriculum->shares.push_back(read_share(table, curriculum->grades));
  }
  if (draft.loads) {
    draft.loads->file = file.name;
    draft.loads->notes = std::move(notes);
  }
  root.finish();
  if (draft.subjects.empty() && !draft.curriculum && !draft.loads) draft.report(Code::CurriculumEmpty, 1, "");
  return draft;
}

}  // namespace junheng::standards
