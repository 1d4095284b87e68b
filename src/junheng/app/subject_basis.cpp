#include "junheng/app/subject_basis.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "junheng/formats/file.h"

namespace junheng::app {

namespace {

/// The file read beside the built-in list of subjects only, so that a changed copy of a built-in file may keep its id and its default.
Result<standards::CurriculumLibrary> read_library(const std::string& path, std::vector<Issue>& issues) {
  auto text = formats::read_file(path);
  if (!text) return fail(text.error());
  std::vector<standards::CurriculumFile> files = standards::built_in_curricula();
  std::erase_if(files, [](const standards::CurriculumFile& file) { return !file.name.ends_with("/subjects.toml"); });
  files.push_back({path, std::move(*text)});
  standards::CurriculumLibrary library = standards::load_curricula(files);
  std::ranges::copy_if(library.issues, std::back_inserter(issues), [](const Issue& issue) { return issue.severity == Severity::Error; });
  return library;
}

/// Puts the entries of the file before the built-in ones; gives the id of the first, or the path, which no entry has.
template <typename Entry>
std::string take_over(std::vector<Entry>& into, std::vector<Entry>& from, const std::string& path) {
  if (from.empty()) return path;
  std::string id = from.front().id;
  into.insert(into.begin(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  return id;
}

}  // namespace

bool names_file(const std::string& id) { return id.ends_with(".toml") || id.find('/') != std::string::npos; }

Result<SubjectBasis> choose_subject_basis(const std::string& curriculum, const std::string& loads, standards::Frames frames) {
  SubjectBasis basis;
  basis.library = standards::load_curricula(standards::built_in_curricula());
  std::string curriculum_id = curriculum;
  std::string loads_id = loads;
  if (names_file(curriculum)) {
    auto file = read_library(curriculum, basis.issues);
    if (!file) return fail(file.error());
    curriculum_id = take_over(basis.library.curricula, file->curricula, curriculum);
  }
  if (names_file(loads)) {
    auto file = read_library(loads, basis.issues);
    if (!file) return fail(file.error());
    loads_id = take_over(basis.library.loads, file->loads, loads);
  }
  if (!basis.issues.empty()) return basis;
  auto chosen = standards::choose_curriculum(basis.library, curriculum_id, frames);
  if (!chosen) return fail(chosen.error());
  auto load_table = standards::choose_loads(basis.library, loads_id);
  if (!load_table) return fail(load_table.error());
  basis.curriculum = *chosen;
  basis.loads = *load_table;
  return basis;
}

}  // namespace junheng::app
