#include "junheng/report/listing.h"

#include "junheng/model/dataset.h"

namespace junheng::report {

void append_listed(std::string& list, std::string_view name, Lang lang) {
  if (!list.empty()) list += lang == Lang::Zh ? "、" : ", ";
  list += name;
}

std::string listed(std::span<const std::string> names, Lang lang) {
  std::string out;
  for (const std::string& name : names) append_listed(out, name, lang);
  return out;
}

std::string area_names(const model::Dataset& dataset, std::span<const AreaIndex> areas, Lang lang) {
  std::string out;
  for (const AreaIndex area : areas) {
    const std::string_view name = dataset.areas.names.at(area.value);
    append_listed(out, name.empty() ? dataset.areas.codes.at(area.value) : name, lang);
  }
  return out;
}

}  // namespace junheng::report
