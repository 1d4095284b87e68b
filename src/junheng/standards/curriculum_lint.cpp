#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/standards/curriculum_draft.h"
#include "junheng/standards/suggestion.h"

namespace junheng::standards {

namespace {

/// Sums of halves and whole numbers are exact; weeks may be fractions.
constexpr double kSumTolerance = 1e-9;

bool agrees(double a, double b) { return std::abs(a - b) <= kSumTolerance * std::max({1.0, std::abs(a), std::abs(b)}); }

double sum_of(const std::vector<double>& cells) { return std::accumulate(cells.begin(), cells.end(), 0.0); }

void check_row(CurriculumDraft& draft, const SubjectPeriods& row) {
  if (row.printed_sum && !agrees(*row.printed_sum, sum_of(row.weekly)))
    draft.report(Code::PeriodsRowSum, row.line, fmt::format("{}", *row.printed_sum),
                 {{"subject", row.subject}, {"sum", fmt::format("{}", sum_of(row.weekly))}});
  for (const SubjectPeriods& part : row.parts) check_row(draft, part);
}

/// The grade and its two numbers, where a sum of rows does not give what stands beside it.
struct Mismatch {
  int grade = 0;
  double sum = 0;
  double printed = 0;
};

std::vector<Mismatch> mismatches(const std::vector<SubjectPeriods>& rows, const std::vector<double>& printed, const GradeSpan& grades) {
  std::vector<Mismatch> found;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    double sum = 0;
    for (const SubjectPeriods& row : rows) sum += row.weekly[i];
    if (!agrees(sum, printed[i])) found.push_back({grades.first + static_cast<int>(i), sum, printed[i]});
  }
  return found;
}

void check_parts(CurriculumDraft& draft, const Curriculum& curriculum) {
  for (const SubjectPeriods& row : curriculum.rows) {
    if (row.parts.empty()) continue;
    for (const Mismatch& at : mismatches(row.parts, row.weekly, curriculum.grades))
      draft.report(Code::PeriodsParts, row.line, fmt::format("{}", at.printed),
                   {{"subject", row.subject}, {"grade", fmt::format("{}", at.grade)}, {"sum", fmt::format("{}", at.sum)}});
  }
}

void check_frame(CurriculumDraft& draft, const Curriculum& curriculum) {
  if (!curriculum.frame) return;
  const PeriodFrame& frame = *curriculum.frame;
  if (curriculum.has_table())
    for (const Mismatch& at : mismatches(curriculum.rows, frame.weekly, curriculum.grades))
      draft.report(Code::PeriodsColumnSum, frame.line, fmt::format("{}", at.printed),
                   {{"grade", fmt::format("{}", at.grade)}, {"sum", fmt::format("{}", at.sum)}});
  if (!frame.yearly.empty() && !frame.teaching_weeks.empty())
    for (std::size_t i = 0; i < curriculum.grades.size(); ++i) {
      const double product = frame.weekly[i] * frame.teaching_weeks[i];
      if (agrees(product, frame.yearly[i])) continue;
      draft.report(Code::PeriodsYearly, frame.line, fmt::format("{}", frame.yearly[i]),
                   {{"grade", fmt::format("{}", curriculum.grades.first + static_cast<int>(i))}, {"product", fmt::format("{}", product)}});
    }
  const double sum = sum_of(frame.yearly.empty() ? frame.weekly : frame.yearly);
  if (frame.total && !agrees(*frame.total, sum))
    draft.report(Code::PeriodsTotal, frame.line, fmt::format("{}", *frame.total), {{"sum", fmt::format("{}", sum)}});
}

/// A printed share is the table's own, rounded; a range has to be one.
void check_shares(CurriculumDraft& draft, const Curriculum& curriculum) {
  constexpr double kWhole = 100;
  double total = 0;
  for (const SubjectPeriods& row : curriculum.rows) total += sum_of(row.weekly);
  for (const PeriodShare& share : curriculum.shares) {
    if (share.percent && total > 0) {
      double sum = 0;
      for (const std::string& subject : share.subjects)
        if (const SubjectPeriods* row = curriculum.row(subject)) sum += sum_of(row->weekly);
      const double percent = sum / total * kWhole;
      const double half_digit = std::pow(10.0, -share.decimals) / 2;
      if (std::abs(percent - *share.percent) > half_digit + kSumTolerance)
        draft.report(Code::ShareDisagrees, share.line, fmt::format("{}", *share.percent),
                     {{"subjects", fmt::format("{}", fmt::join(share.subjects, ", "))},
                      {"percent", fmt::format("{:.{}f}", percent, share.decimals + 1)}});
    }
    const bool has_range = share.low_percent || share.high_percent;
    const bool is_range = share.low_percent && share.high_percent && *share.low_percent >= 0 && *share.low_percent <= *share.high_percent &&
                          *share.high_percent <= kWhole;
    if ((has_range && !is_range) || (!has_range && !share.percent))
      draft.report(Code::ShareRange, share.line, fmt::format("{}", fmt::join(share.subjects, ", ")));
  }
}

void check_source(CurriculumDraft& draft, const Source& source, std::uint32_t line, std::string_view owner) {
  if (!source.document.empty() && !source.clause.empty()) return;
  draft.report(Code::ValueWithoutSource, line, source.document.empty() ? "document" : "clause", {{"owner", std::string(owner)}});
}

/// Ids or subjects that stand twice in a list.
template <typename Entries, typename KeyOf>
void check_repeats(CurriculumDraft& draft, const Entries& entries, const KeyOf& key_of) {
  std::map<std::string, std::uint32_t> first;
  for (const auto& entry : entries) {
    const std::string key = key_of(entry);
    const auto [seen, is_new] = first.emplace(key, entry.line);
    if (!is_new) draft.report(Code::SubjectTwice, entry.line, key, {{"first_line", fmt::format("{}", seen->second)}});
  }
}

void check_loads(CurriculumDraft& draft, const LoadTable& table) {
  struct Named {
    std::string key;
    std::uint32_t line = 0;
  };
  std::vector<Named> named;
  for (const WeeklyLoad& load : table.loads) {
    if (!(load.periods > 0)) draft.report(Code::LoadNotPositive, load.line, fmt::format("{}", load.periods));
    check_source(draft, load.source, load.line, table.id);
    const std::string stage(to_string(load.stage));
    if (load.subjects.empty()) named.push_back({stage + "/*", load.line});
    for (const std::string& subject : load.subjects) named.push_back({fmt::format("{}/{}", stage, subject), load.line});
  }
  check_repeats(draft, named, [](const Named& entry) { return entry.key; });
}

void check_known(CurriculumDraft& draft, std::string_view subject, std::uint32_t line, const std::vector<std::string_view>& known) {
  if (std::ranges::find(known, subject) != known.end()) return;
  draft.report(Code::SubjectNotDefined, line, std::string(subject), suggestion(subject, known));
}

/// Every word of every subject; one word of two subjects would be read as either.
void check_words(std::vector<CurriculumDraft>& drafts) {
  std::map<std::string, std::string> owners;
  for (CurriculumDraft& draft : drafts)
    for (const Subject& subject : draft.subjects) {
      std::vector<std::string> words = subject.synonyms;
      words.insert(words.end(), {subject.id, subject.title.zh, subject.title.en});
      for (const std::string& word : words) {
        const auto [owner, is_new] = owners.emplace(fold_header(word), subject.id);
        if (!is_new && owner->second != subject.id)
          draft.report(Code::SubjectWordTwice, subject.line, word, {{"subject", subject.id}, {"other", owner->second}});
      }
    }
}

}  // namespace

void lint_curriculum(CurriculumDraft& draft) {
  check_repeats(draft, draft.subjects, [](const Subject& subject) { return subject.id; });
  if (draft.curriculum && !draft.has_errors()) {
    const Curriculum& curriculum = *draft.curriculum;
    check_source(draft, curriculum.source, curriculum.line, curriculum.id);
    check_repeats(draft, curriculum.rows, [](const SubjectPeriods& row) { return row.subject; });
    for (const SubjectPeriods& row : curriculum.rows) check_row(draft, row);
    check_parts(draft, curriculum);
    check_frame(draft, curriculum);
    check_shares(draft, curriculum);
    for (const PeriodShare& share : curriculum.shares)
      if (!share.percent) check_source(draft, share.source, share.line, curriculum.id);
    if (!curriculum.has_table() && !curriculum.frame) draft.report(Code::CurriculumEmpty, curriculum.line, curriculum.id);
  }
  if (draft.loads) check_loads(draft, *draft.loads);
}

void lint_subjects(std::vector<CurriculumDraft>& drafts) {
  std::vector<std::string_view> known;
  for (const CurriculumDraft& draft : drafts)
    for (const Subject& subject : draft.subjects) known.push_back(subject.id);
  /// Curricula, load tables and subjects have ids of their own each.
  std::map<std::pair<char, std::string>, std::string> ids;
  const auto check_id = [&](CurriculumDraft& draft, char kind, const std::string& id, std::uint32_t line) {
    const auto [owner, is_new] = ids.emplace(std::pair(kind, id), draft.file);
    if (!is_new && owner->second != draft.file) draft.report(Code::DuplicateCurriculum, line, id, {{"other", owner->second}});
  };
  for (CurriculumDraft& draft : drafts) {
    for (const Subject& subject : draft.subjects) {
      check_id(draft, 's', subject.id, subject.line);
      if (!subject.counts_in.empty()) check_known(draft, subject.counts_in, subject.line, known);
    }
    if (draft.curriculum) {
      check_id(draft, 'c', draft.curriculum->id, draft.curriculum->line);
      for (const SubjectPeriods& row : draft.curriculum->rows) {
        check_known(draft, row.subject, row.line, known);
        for (const SubjectPeriods& part : row.parts) check_known(draft, part.subject, part.line, known);
      }
      for (const PeriodShare& share : draft.curriculum->shares)
        for (const std::string& subject : share.subjects) check_known(draft, subject, share.line, known);
    }
    if (draft.loads) {
      check_id(draft, 'l', draft.loads->id, draft.loads->line);
      for (const WeeklyLoad& load : draft.loads->loads)
        for (const std::string& subject : load.subjects) check_known(draft, subject, load.line, known);
    }
  }
  check_words(drafts);
}

}  // namespace junheng::standards
