#include "junheng/ingest/form_folder.h"

#include "junheng/core/codes.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/file_names.h"
#include "junheng/ingest/form_workbook.h"
#include "junheng/ingest/unread_entry.h"

namespace junheng::ingest {

namespace {

bool is_school_list(const std::string& path) {
  const model::TableSpec* table = table_of_file(path);
  return table != nullptr && table->id == "schools";
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
  for (const std::string& entry : *entries) {
    if (!is_school_list(entry)) continue;
    const std::size_t faults_before = count_issues(set.issues).errors;
    schools.list = SchoolList::read(entry, set.issues);
    if (count_issues(set.issues).errors > faults_before) lose_schools(set);
  }
  for (const std::string& entry : *entries) {
    set.found.push_back(last_name(entry));
    if (is_school_list(entry) || read_elsewhere.contains(entry)) continue;
    // A file that is given by itself is what the user means, whatever its name.
    if (entry != path && kind_of(entry) != EntryKind::Workbook) {
      set.issues.push_back(unread_entry(entry, {".xlsx 工作簿（每校一个）和数据集格式的 CSV 表",
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
  schools.list.note_unused(set.issues);
  note_founders(schools, path, set.issues);
  return {};
}

}  // namespace junheng::ingest
