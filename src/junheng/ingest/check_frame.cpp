#include "junheng/ingest/check_frame.h"

#include <algorithm>
#include <array>
#include <utility>

namespace junheng::ingest {

namespace {

using model::AreaLevel;
using model::Dataset;
using model::FactTable;
using model::NumberColumn;

constexpr std::uint32_t kNoPosition = 0xFFFFFFFF;

struct FactTableName {
  std::string_view id;
  FactTable Dataset::*table;
};

constexpr std::array kFactTables = {
    FactTableName{"stage_facts", &Dataset::stage_facts},
    FactTableName{"grade_facts", &Dataset::grade_facts},
    FactTableName{"classes", &Dataset::classes},
    FactTableName{"class_bands", &Dataset::class_bands},
    FactTableName{"rooms", &Dataset::rooms},
    FactTableName{"subject_staff", &Dataset::subject_staff},
    FactTableName{"school_facts", &Dataset::school_facts},
};

struct SchoolColumnName {
  std::string_view id;
  NumberColumn model::Schools::*column;
};

constexpr std::array kSchoolColumns = {
    SchoolColumnName{"lon", &model::Schools::lon},
    SchoolColumnName{"lat", &model::Schools::lat},
    SchoolColumnName{"is_boarding", &model::Schools::is_boarding},
    SchoolColumnName{"opened_year", &model::Schools::opened_year},
    SchoolColumnName{"planned_built_year", &model::Schools::planned_built_year},
    SchoolColumnName{"closed_year", &model::Schools::closed_year},
    SchoolColumnName{"is_dense_inner_city", &model::Schools::is_dense_inner_city},
};

/// Positions 0..count-1 ordered by group, with the offset of each group: a counting sort that keeps the order within a group.
struct Groups {
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint32_t> members;
};

template <typename GroupOf>
Groups group(std::size_t count, std::size_t groups, const GroupOf& group_of) {
  Groups out;
  out.offsets.assign(groups + 1, 0);
  for (std::size_t i = 0; i < count; ++i)
    if (const std::uint32_t at = group_of(i); at != kNoPosition) ++out.offsets[at + 1];
  for (std::size_t i = 1; i <= groups; ++i) out.offsets[i] += out.offsets[i - 1];
  out.members.resize(out.offsets.back());
  std::vector<std::uint32_t> next(out.offsets.begin(), out.offsets.end() - 1);
  for (std::size_t i = 0; i < count; ++i)
    if (const std::uint32_t at = group_of(i); at != kNoPosition) out.members[next[at]++] = static_cast<std::uint32_t>(i);
  return out;
}

std::optional<SchoolYear> compared_year(const Dataset& dataset) {
  const auto years = dataset.stage_facts.distinct_years();
  if (years.empty()) return std::nullopt;
  const auto& wanted = dataset.manifest.default_year;
  return wanted && std::ranges::find(years, *wanted) != years.end() ? *wanted : years.back();
}

}  // namespace

CheckFrame::CheckFrame(const Dataset& dataset, const CheckKnowledge& known)
    : dataset_(dataset), reported_items_(known.reported_items), year_(compared_year(dataset)) {
  group_schools();
  note_lost_rows(known.lost_rows);
  group_stage_rows();
  group_items();
  copy_columns();
}

void CheckFrame::group_schools() {
  position_of_area_.assign(dataset_.areas.size(), kNoPosition);
  county_of_school_.reserve(dataset_.schools.size());
  for (const AreaIndex area : dataset_.schools.areas) {
    const AreaIndex county = dataset_.areas.at_level(area, AreaLevel::County).value_or(area);
    std::uint32_t& position = position_of_area_[county.value];
    if (position == kNoPosition) {
      position = static_cast<std::uint32_t>(counties_.size());
      counties_.push_back(county);
    }
    county_of_school_.push_back(position);
  }
  Groups groups = group(dataset_.schools.size(), counties_.size(), [&](std::size_t school) { return county_of_school_[school]; });
  school_offsets_ = std::move(groups.offsets);
  schools_ = std::move(groups.members);
}

void CheckFrame::note_lost_rows(std::span<const LostRow> lost_rows) {
  constexpr std::uint8_t kEveryStage = 0xFF;
  const auto add = [](std::uint8_t& flags, std::uint8_t stages) { flags = static_cast<std::uint8_t>(flags | stages); };
  for (const LostRow& lost : lost_rows) {
    auto found = std::ranges::find(losses_, lost.table, &TableLosses::table);
    if (found == losses_.end())
      found = losses_.insert(found,
                             {lost.table, std::vector<std::uint8_t>(dataset_.schools.size()), std::vector<std::uint8_t>(counties_.size())});
    const bool is_of_one = lost.stage && *lost.stage != Stage::All;
    const std::uint8_t stages = is_of_one ? static_cast<std::uint8_t>(1U << static_cast<unsigned>(*lost.stage)) : kEveryStage;
    if (lost.school) add(found->by_school[lost.school->value], stages);
    if (!lost.school && !lost.county)
      for (auto* flags : {&found->by_school, &found->by_county})
        for (std::uint8_t& each : *flags) add(each, stages);
    if (lost.county && position_of_area_[lost.county->value] != kNoPosition)
      add(found->by_county[position_of_area_[lost.county->value]], stages);
  }
}

const CheckFrame::TableLosses* CheckFrame::losses_of(std::string_view table) const {
  const auto found = std::ranges::find(losses_, table, &TableLosses::table);
  return found == losses_.end() ? nullptr : &*found;
}

bool CheckFrame::has_lost_rows(std::string_view table, SchoolIndex school, Stage stage) const {
  const TableLosses* losses = losses_of(table);
  return losses != nullptr && ((losses->by_school[school.value] >> static_cast<unsigned>(stage)) & 1U) != 0;
}

bool CheckFrame::has_lost_rows_in(std::string_view table, std::size_t county, Stage stage) const {
  const TableLosses* losses = losses_of(table);
  return losses != nullptr && ((losses->by_county[county] >> static_cast<unsigned>(stage)) & 1U) != 0;
}

void CheckFrame::group_stage_rows() {
  const FactTable& facts = dataset_.stage_facts;
  Groups groups = group(facts.size(), counties_.size(), [&](std::size_t row) {
    return facts.years[row] == year_->first ? county_of_school_[facts.schools[row].value] : kNoPosition;
  });
  row_offsets_ = std::move(groups.offsets);
  stage_rows_ = std::move(groups.members);
}

void CheckFrame::group_items() {
  const auto& entries = dataset_.area_items.entries;
  for (std::uint32_t row = 0; row < entries.size(); ++row) item_rows_[entries[row].item].push_back(row);
}

void CheckFrame::copy_columns() {
  for (const auto& result : dataset_.quality_results) {
    quality_level_.push(result.level);
    between_school_share_.push(result.between_school_share);
  }
  survey_score_.reserve(dataset_.survey.size());
  for (const auto& answer : dataset_.survey) survey_score_.push(answer.score);
}

CheckedTable CheckFrame::table(std::string_view id) const {
  for (const auto& [name, member] : kFactTables)
    if (id == name) return {(dataset_.*member).size(), &(dataset_.*member).origin, &(dataset_.*member)};
  if (id == "areas") return {dataset_.areas.size(), &dataset_.areas.origin};
  if (id == "schools") return {dataset_.schools.size(), &dataset_.schools.origin};
  if (id == "area_facts") return {dataset_.area_items.entries.size(), &dataset_.area_items.origin};
  if (id == "quality_results") return {dataset_.quality_results.size(), &dataset_.quality_origin};
  if (id == "survey") return {dataset_.survey.size(), &dataset_.survey_origin};
  return {};
}

const NumberColumn* CheckFrame::column(std::string_view table, std::string_view column) const {
  for (const auto& [name, member] : kFactTables)
    if (table == name) return (dataset_.*member).column(column);
  if (table == "schools") {
    for (const auto& [name, member] : kSchoolColumns)
      if (column == name && (dataset_.schools.*member).size() == dataset_.schools.size()) return &(dataset_.schools.*member);
  }
  if (table == "quality_results" && column == "level") return &quality_level_;
  if (table == "quality_results" && column == "between_school_share") return &between_school_share_;
  if (table == "survey" && column == "score") return &survey_score_;
  return nullptr;
}

std::span<const std::uint32_t> CheckFrame::rows_of_item(std::string_view item) const {
  const auto found = item_rows_.find(item);
  return found == item_rows_.end() ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(found->second);
}

}  // namespace junheng::ingest
