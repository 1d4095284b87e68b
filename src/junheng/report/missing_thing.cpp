#include "junheng/report/missing_thing.h"

#include "junheng/core/catalogue.h"
#include "junheng/model/english_names.h"
#include "junheng/model/schema.h"

namespace junheng::report {

std::string missing_thing(std::string_view id, Lang lang) {
  const std::string special = "monitor.missing." + std::string(id);
  if (has_text(special)) return std::string(text(special, lang));
  if (lang == Lang::En) return model::english_name(id);
  if (const auto* measure = model::find_stage_measure(id)) return std::string(measure->zh);
  if (const auto* measure = model::find_area_measure(id)) return std::string(measure->zh);
  if (const auto* table = model::find_table(id)) return std::string(table->zh);
  for (const std::string_view table : {"grade_facts", "schools"})
    if (const auto* column = model::find_table(table)->column(id)) return std::string(column->zh);
  return std::string(id);
}

}  // namespace junheng::report
