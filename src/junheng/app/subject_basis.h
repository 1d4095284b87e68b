#pragma once

#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/standards/curriculum.h"

namespace junheng::app {

/// Whether a curriculum, load table or the like is asked for by the path of a file.
[[nodiscard]] bool names_file(const std::string& id);

/// What need by subject is worked out from. The pointers lead into the library, whose lists do not move with it.
struct SubjectBasis {
  standards::CurriculumLibrary library;
  const standards::Curriculum* curriculum = nullptr;
  const standards::LoadTable* loads = nullptr;
  /// Of files of the user's; with any, nothing else is set.
  std::vector<Issue> issues;
};

/// Curriculum and loads by id of a built-in one or path of a file (which takes the place of the built-in one of the same id); empty: the
/// default ones. Errors: those of choose_curriculum and choose_loads, and of reading a file.
[[nodiscard]] Result<SubjectBasis> choose_subject_basis(const std::string& curriculum, const std::string& loads,
                                                        standards::Frames frames = standards::Frames::Refused);

}  // namespace junheng::app
