#include "junheng/app/sample_request.h"

#include <algorithm>
#include <vector>

#include "junheng/app/load.h"
#include "junheng/core/codes.h"
#include "junheng/monitor/area_sample.h"

namespace junheng::app {

Result<monitor::SampleRequest> sample_request(const model::Dataset& dataset, const standards::Pack& pack, const SampleChoice& choice) {
  monitor::SampleRequest sample;
  sample.dataset = &dataset;
  sample.pack = &pack;
  std::vector<SchoolYear> years = choice.units == SampleUnits::Areas ? monitor::area_years(dataset) : dataset.years();
  if (years.empty()) years = dataset.years();
  const auto year = choose_year(years, dataset.manifest.default_year, choice.year);
  if (!year) return fail(year.error());
  if (std::ranges::find(years, *year) == years.end()) {
    std::string list;
    for (const SchoolYear each : years) list += (list.empty() ? "" : ", ") + std::to_string(each.first);
    return fail(Code::NoDataForYear, {{"year", std::to_string(year->first)}, {"years", list}});
  }
  sample.year = *year;
  const auto area = find_area_code(dataset, choice.area);
  if (!area) return fail(area.error());
  if (!area->empty()) {
    sample.within = dataset.areas.find(*area);
    if (!sample.within) return fail(Code::UnknownArea, {{"area", *area}});
  }
  return sample;
}

}  // namespace junheng::app
