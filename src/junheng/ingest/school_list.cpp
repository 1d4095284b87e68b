#include "junheng/ingest/school_list.h"

#include <algorithm>
#include <span>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/csv_reader.h"
#include "junheng/ingest/csv_source.h"
#include "junheng/ingest/file_names.h"
#include "junheng/ingest/header_binding.h"
#include "junheng/ingest/source_set.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

/// The table of schools, of which only the code must be there: the forms tell the rest.
const model::TableSpec& listed_schools() {
  static const model::TableSpec& whole = *model::find_table("schools");
  static const std::vector<model::ColumnSpec> columns = [] {
    std::vector<model::ColumnSpec> out(whole.columns.begin(), whole.columns.end());
    for (model::ColumnSpec& column : out) column.is_required = column.id == "school_id";
    return out;
  }();
  static const model::TableSpec spec{whole.id, whole.zh, std::span<const model::ColumnSpec>(columns), whole.key, {}};
  return spec;
}

}  // namespace

SchoolList SchoolList::read(const std::string& path, std::vector<Issue>& issues) {
  SchoolList out;
  const std::string name = last_name(path);
  auto csv = formats::CsvFile::open(path);
  if (!csv) {
    issues.push_back(issue_of(csv.error(), Location{name, "", 0, 0, ""}));
    return out;
  }
  const CsvSource rows(std::move(*csv), name);
  const HeaderBinding header = bind_header(rows, {&listed_schools(), {}, false});
  issues.insert(issues.end(), header.issues.begin(), header.issues.end());
  if (!header.is_usable) return out;
  for (std::size_t chunk = 0; chunk < rows.chunk_count(); ++chunk) {
    const auto read = rows.read_chunk(chunk, [&](const SourceRow& row) {
      if (row.fields.size() != rows.header().size()) {
        issues.push_back(make_issue(Code::RowWidth, Location{name, "", row.number, 0, ""}, "",
                                    {{"count", std::to_string(row.fields.size())}, {"expected", std::to_string(rows.header().size())}}));
        return;
      }
      FormLine values;
      for (const BoundColumn& bound : header.columns)
        if (const auto text = trim(row.fields[bound.field]); !text.empty())
          values[std::string(bound.column->id)] = {std::string(text), formats::CellKind::Text,
                                                   Location{name, "", row.number, bound.field + 1, rows.header()[bound.field]}};
      if (!values.contains("school_id") && !values.empty()) {
        const auto code = std::ranges::find(header.columns, "school_id", [](const BoundColumn& bound) { return bound.column->id; });
        issues.push_back(make_issue(Code::CellRequired, Location{name, "", row.number, code->field + 1, rows.header()[code->field]}, "",
                                    {{"column", both_names(*code->column)}}));
        return;
      }
      out.add(std::move(values), issues);
    });
    if (!read) issues.push_back(issue_of(read.error(), Location{name, "", 0, 0, ""}));
  }
  return out;
}

void SchoolList::add(FormLine values, std::vector<Issue>& issues) {
  const auto id = values.extract("school_id");
  if (id.empty()) return;
  const FormValue& code = id.mapped();
  const auto [at, is_first] = by_id_.try_emplace(code.text, Entry{std::move(values), *code.place});
  if (!is_first) {
    const Location& first = at->second.place;
    issues.push_back(make_issue(Code::FormSchoolTwice, *code.place, code.text,
                                {{"first_zh", describe(first, Lang::Zh)}, {"first_en", describe(first, Lang::En)}}));
  }
}

void SchoolList::complete(const std::string& school_id, FormLine& line) {
  const auto entry = by_id_.find(school_id);
  if (entry == by_id_.end()) return;
  entry->second.is_used = true;
  for (const auto& [column, value] : entry->second.values) line[column] = value;
}

bool SchoolList::note_unused(std::vector<Issue>& issues) const {
  bool has_unused = false;
  for (const auto& [id, entry] : by_id_) {
    if (entry.is_used) continue;
    has_unused = true;
    issues.push_back(make_issue(Code::FormSchoolUnknown, entry.place, id));
  }
  return has_unused;
}

}  // namespace junheng::ingest
