#include "junheng/report/measure_names.h"

#include <algorithm>

#include "junheng/model/schema.h"

namespace junheng::report {

std::string measure_name(const standards::Standard& standard, std::string_view id, Lang lang) {
  const auto added = std::ranges::find(standard.pack.measures, id, &standards::DerivedMeasure::id);
  if (added != standard.pack.measures.end()) return added->title.in(lang);
  if (const standards::Item* item = standard.item(id)) return item->id + " " + item->title.in(lang);
  if (lang == Lang::Zh) {
    if (const model::ColumnSpec* measure = model::find_stage_measure(id)) return std::string(measure->zh);
    if (const model::ColumnSpec* measure = model::find_area_measure(id)) return std::string(measure->zh);
    if (const model::TableSpec* table = model::find_table(id)) return std::string(table->zh);
  }
  // The schema names its measures in English words joined by underscores.
  std::string words(id);
  std::ranges::replace(words, '_', ' ');
  return words;
}

}  // namespace junheng::report
