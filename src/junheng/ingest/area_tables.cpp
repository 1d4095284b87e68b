#include "junheng/ingest/area_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/column_values.h"
#include "junheng/ingest/pack_items.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

/// An item as written in a file, once it has been looked up.
struct Item {
  std::string id;
  /// nullptr: an item of a pack, or unknown.
  const model::ColumnSpec* measure = nullptr;
};

class ItemNames {
 public:
  explicit ItemNames(const ImportOptions& options) : options_(options) {
    for (const model::ColumnSpec& measure : model::area_measures())
      for (const std::string_view name : {measure.id, measure.zh}) measures_.emplace(fold_header(name), &measure);
  }

  [[nodiscard]] const model::ColumnSpec* measure(std::string_view written) const {
    const auto found = measures_.find(fold_header(written));
    return found == measures_.end() ? nullptr : found->second;
  }

  [[nodiscard]] bool is_known(std::string_view written) const {
    const auto holds = [&](const std::vector<std::string>& ids) { return std::ranges::find(ids, written) != ids.end(); };
    return holds(options_.added_measures) || (options_.items.empty() ? is_pack_item(written) : holds(options_.items));
  }

  [[nodiscard]] std::vector<std::string> likely(std::string_view written) const {
    std::vector<std::string> names;
    for (const auto& [name, measure] : measures_) names.push_back(name);
    // The map has no order of its own, and the first of equally near names is offered.
    std::ranges::sort(names);
    if (const auto name = nearest(fold_header(written), names)) return {both_names(*measures_.at(*name))};
    const auto id = nearest(written, options_.items);
    return id ? std::vector<std::string>{*id} : std::vector<std::string>{};
  }

 private:
  std::unordered_map<std::string, const model::ColumnSpec*> measures_;
  const ImportOptions& options_;
};

void check_value(ParsedTable& table, std::size_t row, const model::ColumnSpec& measure, std::vector<Issue>& issues) {
  const ParsedColumn* values = table.find("value");
  const auto value = values != nullptr ? values->numbers.get(row) : std::nullopt;
  if (!value || table.rejected[row] != 0) return;
  // A growth may be a decline; every other measure is an amount.
  if (*value < 0 && !measure.id.ends_with("_growth_percent"))
    table.reject(row, "value", Code::NumberNegative, fmt::format("{}", *value), {}, issues);
  else if (measure.type == model::ColumnType::Count && *value != std::floor(*value))
    table.reject(row, "value", Code::NumberNotWhole, fmt::format("{}", *value), {}, issues);
}

std::int16_t year_of(const ParsedTable& table, std::size_t row) { return static_cast<std::int16_t>(table.find("school_year")->codes[row]); }

AreaIndex area_of(const ParsedTable& table, std::size_t row) { return AreaIndex(table.find("area_code")->codes[row]); }

model::Quantity number_of(const ParsedColumn* column, std::size_t row) {
  return column != nullptr ? column->numbers.at(row) : model::Quantity::missing(model::Absence::NoColumn);
}

void take_area_facts(ParsedTable& table, model::Dataset& dataset) {
  const model::TextColumn& items = table.find("item")->texts;
  const ParsedColumn* values = table.find("value");
  const ParsedColumn* evidence = table.find("evidence");
  dataset.area_items.entries.reserve(table.size());
  const auto decimals_of = [&](std::size_t row) {
    const bool is_known = values != nullptr && values->decimals[row] != kDecimalsUnknown;
    return is_known ? std::optional(values->decimals[row]) : std::nullopt;
  };
  for (std::size_t row = 0; row < table.size(); ++row)
    dataset.area_items.entries.push_back({area_of(table, row), year_of(table, row), std::string(items.at(row)), number_of(values, row),
                                          std::string(evidence != nullptr ? evidence->texts.at(row) : std::string_view()),
                                          decimals_of(row)});
  dataset.area_items.origin = table.origin();
}

void take_quality_results(ParsedTable& table, model::Dataset& dataset) {
  const model::TextColumn& subjects = table.find("subject")->texts;
  const ParsedColumn* levels = table.find("level");
  const ParsedColumn* shares = table.find("between_school_share");
  const ParsedColumn* grades = table.find("grade");
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::uint32_t grade = grades != nullptr ? grades->codes[row] : kNoCode;
    dataset.quality_results.push_back({area_of(table, row), year_of(table, row), std::string(subjects.at(row)), number_of(levels, row),
                                       number_of(shares, row), static_cast<std::uint8_t>(grade == kNoCode ? 0 : grade)});
  }
  dataset.quality_origin = table.origin();
}

void take_survey(ParsedTable& table, model::Dataset& dataset) {
  const model::TextColumn& ids = table.find("response_id")->texts;
  const ParsedColumn* groups = table.find("group");
  const ParsedColumn* scores = table.find("score");
  std::unordered_map<std::string_view, std::uint32_t> responses;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto response = responses.emplace(ids.at(row), static_cast<std::uint32_t>(responses.size())).first->second;
    const std::uint32_t group = groups != nullptr ? groups->codes[row] : kNoCode;
    dataset.survey.push_back({response, area_of(table, row), year_of(table, row),
                              group == kNoCode ? model::Respondent::Other : static_cast<model::Respondent>(group), number_of(scores, row)});
  }
  dataset.survey_origin = table.origin();
}

void take_accreditation(ParsedTable& table, model::Dataset& dataset) {
  const ParsedColumn& kinds = *table.find("kind");
  const ParsedColumn& years = *table.find("year");
  for (std::size_t row = 0; row < table.size(); ++row)
    dataset.accreditations.push_back(
        {area_of(table, row), static_cast<model::AccreditationKind>(kinds.codes[row]), static_cast<int>(years.numbers.at(row).value)});
  dataset.accreditation_origin = table.origin();
}

void take_targets(ParsedTable& table, model::Targets& out) {
  out.origin = table.origin();
  out.areas = required_codes<AreaIndex>(table, "area_code");
  out.items = texts_of(table, "item");
  for (const double year : table.find("year")->numbers.values()) out.years.push_back(static_cast<std::int16_t>(year));
  out.targets = numbers_of(table, "target");
}

}  // namespace

void resolve_items(ParsedTable& area_facts, const ImportOptions& options, std::vector<Issue>& issues) {
  ParsedColumn& column = *area_facts.find("item");
  const ItemNames names(options);
  std::unordered_map<std::string_view, Item> items;
  model::TextColumn ids;
  for (std::size_t row = 0; row < area_facts.size(); ++row) {
    const std::string_view written = column.texts.at(row);
    auto [entry, is_first] = items.try_emplace(written);
    Item& item = entry->second;
    if (is_first) {
      item.measure = names.measure(written);
      // A pack may have an id in small letters; else they are the clerk's.
      item.id = item.measure != nullptr ? std::string(item.measure->id) : names.is_known(written) ? std::string(written) : item_id(written);
      if (item.measure == nullptr && !written.empty() && !names.is_known(item.id)) {
        Params params = likely_params(names.likely(item.id));
        params.emplace_back("standards", options.standards.empty() ? "—" : options.standards);
        issues.push_back(make_issue(Code::ItemUnknown, area_facts.locate(row, "item"), std::string(written), std::move(params)));
      }
    }
    ids.push(item.id);
    if (item.measure != nullptr) check_value(area_facts, row, *item.measure, issues);
  }
  column.texts = std::move(ids);
}

void unify_items(ParsedTable& table) {
  ParsedColumn& column = *table.find("item");
  std::unordered_map<std::string, std::string_view> measures;
  for (const auto list : {model::stage_measures(), model::area_measures()})
    for (const model::ColumnSpec& measure : list)
      for (const std::string_view name : {measure.id, measure.zh}) measures.emplace(fold_header(name), measure.id);
  model::TextColumn ids;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string_view written = column.texts.at(row);
    const auto measure = measures.find(fold_header(written));
    if (measure != measures.end()) ids.push(measure->second);
    else ids.push(item_id(written));
  }
  column.texts = std::move(ids);
}

std::vector<RejectedItem> rejected_items(const ParsedTable& area_facts) {
  std::vector<RejectedItem> out;
  const std::vector<std::uint32_t>& areas = area_facts.find("area_code")->codes;
  for (std::size_t row = 0; row < area_facts.size(); ++row) {
    if (area_facts.rejected[row] == 0) continue;
    const auto area = areas[row] == kNoCode ? std::nullopt : std::optional(AreaIndex(std::size_t{areas[row]}));
    out.push_back({area, std::string(area_facts.find("item")->texts.at(row))});
  }
  return out;
}

void take_area_table(ParsedTable& table, model::Dataset& dataset) {
  const std::string_view id = table.spec->id;
  if (id == "area_facts") take_area_facts(table, dataset);
  if (id == "quality_results") take_quality_results(table, dataset);
  if (id == "survey") take_survey(table, dataset);
  if (id == "accreditation") take_accreditation(table, dataset);
  if (id == "targets") take_targets(table, dataset.targets);
}

}  // namespace junheng::ingest
