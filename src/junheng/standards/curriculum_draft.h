#pragma once

#include <optional>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/standards/curriculum.h"

// Between the reader, the lint and the library of curricula.

namespace junheng::standards {

/// One file as it stands, before it is judged beside the others.
struct CurriculumDraft {
  std::string file;
  std::vector<Subject> subjects;
  std::optional<Curriculum> curriculum;
  std::optional<LoadTable> loads;
  std::vector<Issue> issues;

  [[nodiscard]] bool has_errors() const;
  void report(Code code, std::uint32_t line, std::string value, Params params = {});
};

/// Reads the text of one file; what is wrong with its shape stands in `issues` of the draft.
[[nodiscard]] CurriculumDraft read_curriculum(const CurriculumFile& file);

/// What the file alone shows: cells against grades, printed sums and shares against the cells, origins.
void lint_curriculum(CurriculumDraft& draft);

/// Subjects named but not known, words of two subjects, ids used twice. `drafts` are all files; findings go to the later one.
void lint_subjects(std::vector<CurriculumDraft>& drafts);

}  // namespace junheng::standards
