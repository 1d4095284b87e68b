#include "junheng/app/import_findings.h"

#include <limits>
#include <set>
#include <tuple>

#include "junheng/app/import_case.h"
#include "junheng/formats/json_reader.h"

namespace junheng::app {

namespace {

constexpr formats::JsonLength kAnyLength{.min = 0, .max = std::numeric_limits<std::size_t>::max()};

Severity severity_of(std::string_view name) {
  if (name == to_string(Severity::Error)) return Severity::Error;
  return name == to_string(Severity::Warning) ? Severity::Warning : Severity::Info;
}

Issue issue_of(formats::JsonReader& json) {
  Issue issue;
  // The texts come as parameters: what stands in braces in them is the user's.
  auto texts = std::make_shared<RuleTexts>();
  texts->id = json.text("id", kAnyLength);
  texts->message = {"{message}", "{message}"};
  texts->hint = {"{hint}", "{hint}"};
  issue.rule = std::move(texts);
  issue.severity = severity_of(json.text("severity"));
  issue.where.file = json.text("file", kAnyLength);
  issue.where.sheet = json.maybe_text("sheet", kAnyLength).value_or("");
  issue.where.row = static_cast<std::uint32_t>(json.maybe_integer("row").value_or(0));
  issue.where.column = static_cast<std::uint32_t>(json.maybe_integer("column").value_or(0));
  issue.where.header = json.maybe_text("header", kAnyLength).value_or("");
  issue.value = json.maybe_text("value", kAnyLength).value_or("");
  issue.params = share({{"message", json.text("message", kAnyLength)}, {"hint", json.text("hint", kAnyLength)}});
  return issue;
}

using Row = std::tuple<std::string, std::string, std::uint32_t>;

/// `holds` (row -> bool): of which rows.
template <typename Holds>
void add_rows(std::set<Row>& rows, const model::TableOrigin& origin, Holds holds) {
  for (std::size_t row = 0; row < origin.row_count(); ++row) {
    if (!holds(row)) continue;
    const auto place = origin.place(RowIndex(row));
    const model::OriginFile& file = origin.files()[place.file];
    rows.emplace(file.file, file.sheet, place.row_number);
  }
  for (const auto& cell : origin.own_cells())
    if (holds(cell.row.value)) rows.emplace(cell.where->file, cell.where->sheet, cell.where->row);
}

}  // namespace

Result<std::vector<Issue>> stored_findings(store::Transaction& transaction, store::SnapshotId snapshot, Lang lang) {
  const auto body = import_findings_json(transaction, snapshot, lang);
  if (!body) return fail(body.error());
  std::vector<Issue> issues;
  if (body->empty()) return issues;
  auto json = formats::JsonReader::parse(*body);
  if (!json) return fail(json.error());
  for (formats::JsonReader& finding : json->objects("findings", std::numeric_limits<std::size_t>::max()))
    issues.push_back(issue_of(finding));
  if (auto sound = json->finish_part(); !sound) return fail(sound.error());
  return issues;
}

std::vector<Issue> findings_in_rows_of(std::vector<Issue> findings, const model::Dataset& dataset, std::optional<SchoolYear> year) {
  std::set<Row> rows;
  const auto any = [](std::size_t) { return true; };
  add_rows(rows, dataset.areas.origin, any);
  add_rows(rows, dataset.schools.origin, any);
  for (const auto* table : {&dataset.stage_facts, &dataset.grade_facts, &dataset.classes, &dataset.class_bands, &dataset.rooms,
                            &dataset.subject_staff, &dataset.school_facts})
    add_rows(rows, table->origin, [&](std::size_t row) { return !year || table->years[row] == year->first; });
  for (const auto* origin : {&dataset.teachers.origin, &dataset.area_items.origin, &dataset.age_facts.origin, &dataset.population.origin,
                             &dataset.establishment.origin, &dataset.targets.origin, &dataset.events.origin, &dataset.settlements.origin,
                             &dataset.quality_origin, &dataset.survey_origin, &dataset.accreditation_origin})
    add_rows(rows, *origin, any);
  std::erase_if(findings, [&](const Issue& issue) { return !rows.contains({issue.where.file, issue.where.sheet, issue.where.row}); });
  return findings;
}

}  // namespace junheng::app
