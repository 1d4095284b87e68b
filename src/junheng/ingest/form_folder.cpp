#include "junheng/ingest/form_folder.h"

#include "junheng/core/codes.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/file_names.h"
#include "junheng/ingest/form_workbook.h"
#include "junheng/ingest/unread_entry.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

bool is_school_list(const std::string& path) {
  const model::TableSpec* table = table_of_file(path);
  return table != nullptr && table->id == "schools";
}

/// A table of the dataset format that the workbooks make.
Issue table_of_forms(const std::string& path, const model::TableSpec& table) {
  return make_issue(Code::FormTableGiven, Location{last_name(path), "", 0, 0, ""}, last_name(path), {{"table", both_names(table)}});
}

void note_founders(const FormSchools& schools, const std::string& path, std::vector<Issue>& issues) {
  if (schools.without_founder == 0) return;
  issues.push_back(make_issue(Code::FormFounderMissing, Location{last_name(path), "", 0, 0, ""}, "",
                              {{"count", std::to_string(schools.without_founder)}}));
}

}  // namespace

Result<void> add_forms(const FormMapping& mapping, const std::string& path, const std::set<std::string>& read_elsewhere, SourceSet& set) {
  const auto entries = entries_at(path);
  if (!entries) return fail(entries.error());
  FormSchools schools;
  schools.folder = folder_name(entries->empty() ? path : entries->front());
  std::string list_name;
  for (const std::string& entry : *entries) {
    if (!is_school_list(entry)) continue;
    if (!list_name.empty()) {
      set.issues.push_back(make_issue(Code::TableTwice, Location{last_name(entry), "", 0, 0, ""}, last_name(entry),
                                      {{"table", both_names(*table_of_file(entry))}, {"first", list_name}}));
      lose_schools(set);
      continue;
    }
    list_name = last_name(entry);
    const std::size_t faults_before = count_issues(set.issues).errors;
    schools.list = SchoolList::read(entry, set.issues);
    if (count_issues(set.issues).errors > faults_before) lose_schools(set);
  }
  for (const std::string& entry : *entries) {
    set.found.push_back(last_name(entry));
    if (is_school_list(entry) || read_elsewhere.contains(entry)) continue;
    // A file that is given by itself is what the user means, whatever its name.
    if (entry != path && kind_of(entry) != EntryKind::Workbook) {
      const model::TableSpec* table = table_of_file(entry);
      set.issues.push_back(table != nullptr
                               ? table_of_forms(entry, *table)
                               : unread_entry(entry, {".xlsx 工作簿（每校一个）和数据集格式的 CSV 表",
                                                      "workbooks (.xlsx), one per school, and CSV tables of the dataset format"}));
      if (set.issues.back().severity == Severity::Error) lose_schools(set);
      continue;
    }
    const auto workbook = formats::read_xlsx(entry);
    if (workbook) {
      add_form_workbook(mapping, *workbook, schools, set);
      continue;
    }
    set.issues.push_back(issue_of(workbook.error(), Location{last_name(entry), "", 0, 0, ""}));
    lose_schools(set);
  }
  // A school that is known to be there, but of which nothing is told, leaves open what it could change.
  if (schools.list.note_unused(set.issues)) lose_schools(set);
  note_founders(schools, path, set.issues);
  return {};
}

}  // namespace junheng::ingest
