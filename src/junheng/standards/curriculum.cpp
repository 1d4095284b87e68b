#include "junheng/standards/curriculum.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/core/text.h"
#include "junheng/standards/curriculum_draft.h"

namespace junheng::standards {

namespace {

template <typename Entries, typename Matches>
auto* find_where(const Entries& entries, const Matches& matches) {
  const auto found = std::ranges::find_if(entries, matches);
  return found == entries.end() ? nullptr : &*found;
}

bool is_called(const Subject& subject, std::string_view folded) {
  const auto same = [&](const std::string& word) { return fold_header(word) == folded; };
  return same(subject.id) || same(subject.title.zh) || same(subject.title.en) || std::ranges::any_of(subject.synonyms, same);
}

}  // namespace

const SubjectPeriods* Curriculum::row(std::string_view subject) const {
  return find_where(rows, [&](const SubjectPeriods& entry) { return entry.subject == subject; });
}

double Curriculum::periods(std::string_view subject, int grade) const {
  const SubjectPeriods* found = row(subject);
  return found == nullptr || !grades.contains(grade) ? 0.0 : found->weekly[static_cast<std::size_t>(grade - grades.first)];
}

bool Curriculum::teaches(std::string_view subject, int grade) const {
  if (has_table()) return periods(subject, grade) > 0;
  return std::ranges::any_of(shares, [&](const PeriodShare& share) {
    return share.grades.contains(grade) && std::ranges::find(share.subjects, subject) != share.subjects.end();
  });
}

const WeeklyLoad* LoadTable::find(Stage stage, std::string_view subject) const {
  const WeeklyLoad* rest = nullptr;
  for (const WeeklyLoad& load : loads) {
    if (load.stage != stage) continue;
    if (std::ranges::find(load.subjects, subject) != load.subjects.end()) return &load;
    if (load.subjects.empty()) rest = &load;
  }
  return rest;
}

const Subject* CurriculumLibrary::find_subject(std::string_view id) const {
  return find_where(subjects, [&](const Subject& subject) { return subject.id == id; });
}

const Subject* CurriculumLibrary::recognise(std::string_view word) const {
  const std::string folded = fold_header(word);
  if (folded.empty()) return nullptr;
  return find_where(subjects, [&](const Subject& subject) { return is_called(subject, folded); });
}

std::string_view CurriculumLibrary::counted_in(std::string_view id) const {
  const Subject* subject = find_subject(id);
  return subject == nullptr || subject->counts_in.empty() ? id : std::string_view(subject->counts_in);
}

const Curriculum* CurriculumLibrary::find_curriculum(std::string_view id) const {
  return find_where(curricula, [&](const Curriculum& curriculum) { return curriculum.id == id; });
}

const LoadTable* CurriculumLibrary::find_loads(std::string_view id) const {
  return find_where(loads, [&](const LoadTable& table) { return table.id == id; });
}

const Curriculum* CurriculumLibrary::default_curriculum() const {
  return find_where(curricula, [](const Curriculum& curriculum) { return curriculum.is_default && curriculum.has_table(); });
}

const LoadTable* CurriculumLibrary::default_loads() const {
  return find_where(loads, [](const LoadTable& table) { return table.is_default; });
}

CurriculumLibrary load_curricula(std::span<const CurriculumFile> files) {
  std::vector<CurriculumDraft> drafts;
  drafts.reserve(files.size());
  for (const CurriculumFile& file : files) {
    drafts.push_back(read_curriculum(file));
    lint_curriculum(drafts.back());
  }
  lint_subjects(drafts);
  CurriculumLibrary library;
  for (CurriculumDraft& draft : drafts) {
    const bool is_usable = !draft.has_errors();
    sort_issues(draft.issues);
    std::ranges::move(draft.issues, std::back_inserter(library.issues));
    if (!is_usable) continue;
    std::ranges::move(draft.subjects, std::back_inserter(library.subjects));
    if (draft.curriculum) library.curricula.push_back(std::move(*draft.curriculum));
    if (draft.loads) library.loads.push_back(std::move(*draft.loads));
  }
  return library;
}

Result<const Curriculum*> choose_curriculum(const CurriculumLibrary& library, std::string_view id, Frames frames) {
  std::vector<std::string_view> ids;
  for (const Curriculum& curriculum : library.curricula)
    if (curriculum.has_table() || frames == Frames::Accepted) ids.push_back(curriculum.id);
  const Params params{{"id", std::string(id)}, {"ids", fmt::format("{}", fmt::join(ids, ", "))}};
  const Curriculum* found = id.empty() ? library.default_curriculum() : library.find_curriculum(id);
  if (found == nullptr) return fail(Code::UnknownCurriculum, params);
  if (!found->has_table() && frames == Frames::Refused) return fail(Code::CurriculumWithoutTable, params);
  return found;
}

Result<const LoadTable*> choose_loads(const CurriculumLibrary& library, std::string_view id) {
  const LoadTable* found = id.empty() ? library.default_loads() : library.find_loads(id);
  if (found != nullptr) return found;
  std::vector<std::string_view> ids;
  for (const LoadTable& table : library.loads) ids.push_back(table.id);
  return fail(Code::UnknownLoads, {{"id", std::string(id)}, {"ids", fmt::format("{}", fmt::join(ids, ", "))}});
}

std::vector<CurriculumFile> built_in_curricula() {
  std::vector<CurriculumFile> files;
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with("curricula/")) files.push_back({std::string(file.path), std::string(file.bytes)});
  return files;
}

}  // namespace junheng::standards
