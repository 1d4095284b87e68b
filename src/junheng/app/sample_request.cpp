#include "junheng/app/sample_request.h"

#include <algorithm>
#include <vector>

#include "junheng/app/load.h"
#include "junheng/core/codes.h"

namespace junheng::app {

Result<monitor::SampleRequest> sample_request(const model::Dataset& dataset, const standards::Pack& pack, std::optional<int> wanted_year,
                                              const std::string& wanted_area) {
  monitor::SampleRequest sample;
  sample.dataset = &dataset;
  sample.pack = &pack;
  const auto year = choose_year(dataset, wanted_year);
  if (!year) return fail(year.error());
  const std::vector<SchoolYear> years = dataset.years();
  if (std::ranges::find(years, *year) == years.end()) {
    std::string list;
    for (const SchoolYear each : years) list += (list.empty() ? "" : ", ") + std::to_string(each.first);
    return fail(Code::NoDataForYear, {{"year", std::to_string(year->first)}, {"years", list}});
  }
  sample.year = *year;
  const auto area = find_area_code(dataset, wanted_area);
  if (!area) return fail(area.error());
  if (!area->empty()) {
    sample.within = dataset.areas.find(*area);
    if (!sample.within) return fail(Code::UnknownArea, {{"area", *area}});
  }
  return sample;
}

}  // namespace junheng::app
