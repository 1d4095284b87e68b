#include "junheng/app/area_desk.h"

#include <string>

#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/office.h"
#include "junheng/app/run_case.h"
#include "junheng/core/codes.h"

namespace junheng::app {

namespace {

std::size_t bytes_of(const model::FactTable& table) {
  // A number, its absence, and the place of its row.
  return table.size() * (table.columns.size() * (sizeof(double) + 1) + 32);
}

Result<void> check_size(const store::Snapshot& snapshot, const store::AreaRow& area) {
  const bool may_be_large = area.level == "country" || area.level == "province";
  if (may_be_large && snapshot.school_count > kMostDeskSchools)
    return fail(Code::AreaTooLarge, {{"area", area.name.empty() ? area.code : area.name},
                                     {"count", std::to_string(snapshot.school_count)},
                                     {"limit", std::to_string(kMostDeskSchools)}});
  return {};
}

tl::unexpected<Error> not_assessed(const store::AreaRow& area) {
  return fail(Code::AreaNotAssessed, {{"area", area.name.empty() ? area.code : area.name}});
}

}  // namespace

std::size_t approximate_bytes(const model::Dataset& dataset, std::size_t assessments) {
  std::size_t bytes = 4096 + dataset.areas.size() * 128 + dataset.schools.size() * 256;
  for (const auto* table : {&dataset.stage_facts, &dataset.grade_facts, &dataset.classes, &dataset.class_bands, &dataset.rooms,
                            &dataset.subject_staff, &dataset.school_facts})
    bytes += bytes_of(*table);
  // Results: about as many numbers as indicators and measures by unit.
  return bytes + assessments * dataset.schools.size() * 1024 + dataset.area_items.entries.size() * 160;
}

Result<model::Dataset> load_part(Office& office, store::Transaction& transaction, const store::Snapshot& snapshot,
                                 const store::AreaRow& area) {
  if (auto fits = check_size(snapshot, area); !fits) return fail(fits.error());
  if (area.code != kWholeCode) return store::load_area(transaction, snapshot.id, area.code, 1);
  auto dataset = store::load_snapshot(transaction, snapshot.id, office.threads());
  if (dataset) add_whole_area(*dataset, 1);
  return dataset;
}

Result<std::shared_ptr<const AreaDesk>> open_desk(Office& office, store::Transaction& transaction, const VisibleRun& run,
                                                  const store::AreaRow& area, DeskLevel level) {
  const std::string key = std::to_string(run.run.id.value) + "/" + area.code + (level == DeskLevel::Counties ? "/counties" : "");
  if (auto known = office.desks().find(key)) return known;
  const auto own_level = model::parse_area_level(area.level);
  if (!own_level || *own_level == model::AreaLevel::Township) return not_assessed(area);
  const RunParameters parameters = parameters_of(run.run);
  auto desk = std::make_shared<AreaDesk>();
  auto dataset = load_part(office, transaction, run.snapshot, area);
  if (!dataset) return fail(dataset.error());
  desk->dataset = std::move(*dataset);
  auto standard = office.standard(run.run.request.standard_id, parameters.year, parameters.tolerances);
  if (!standard) return fail(standard.error());
  desk->standard = *standard;
  desk->is_partial = parameters.is_partial;
  auto assessor = assess::Assessor::create(
      desk->dataset, *standard, {parameters.year, level == DeskLevel::Counties ? model::AreaLevel::County : *own_level, area.code});
  if (!assessor && (assessor.error().code == Code::NoAreaAtLevel || assessor.error().code == Code::UnknownArea)) return not_assessed(area);
  if (!assessor) return fail(assessor.error());
  desk->assessor.emplace(std::move(*assessor));
  desk->assessment = desk->assessor->assess();
  if (desk->assessment.areas.empty()) return not_assessed(area);
  desk->masked = report::mask_assessment(*desk->assessor, desk->assessment);
  office.desks().put(key, desk, approximate_bytes(desk->dataset, desk->masked ? 1 + desk->masked->sides.size() : 1));
  return desk;
}

}  // namespace junheng::app
