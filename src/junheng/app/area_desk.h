#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "junheng/assess/assess.h"
#include "junheng/model/dataset.h"
#include "junheng/report/area_view.h"
#include "junheng/report/shown_to_all.h"
#include "junheng/standards/standard.h"
#include "junheng/store/snapshot_lists.h"
#include "junheng/store/snapshots.h"

namespace junheng::app {

class Office;
struct Access;
struct VisibleRun;

/// An area of a run, loaded and assessed: what the pages of its schools, its what-if questions and its reports are made from.
/// Never moved once made: everything points into the dataset.
struct AreaDesk {
  model::Dataset dataset;
  std::shared_ptr<const standards::Standard> standard;
  std::optional<assess::Assessor> assessor;
  assess::Assessment assessment;
  /// For those who may not see small counts; nullopt: there are none.
  std::optional<report::MaskedAssessment> masked;
  bool is_partial = false;

  /// The result of the area itself.
  [[nodiscard]] const assess::AreaResult& area() const { return assessment.areas.front(); }
};

/// Provinces and countries with more schools than this are not loaded whole for one page.
inline constexpr std::int64_t kMostDeskSchools = 20000;

enum class DeskLevel : std::uint8_t {
  /// The area itself, its counties pooled.
  Own,
  /// Each county of the area by itself.
  Counties,
};

/// Loads and assesses the area, or takes it from the cache. Errors: AreaNotAssessed (a township; no schools in the year); AreaTooLarge;
/// those of the store and of Assessor::create.
[[nodiscard]] Result<std::shared_ptr<const AreaDesk>> open_desk(Office& office, store::Transaction& transaction, const VisibleRun& run,
                                                                const store::AreaRow& area, DeskLevel level = DeskLevel::Own);

/// What `write` (report::AreaViewInput -> JSON) makes of the desk's own area, as the account may see it: of every side of what is masked,
/// and of them what they have in common.
template <typename Write>
[[nodiscard]] std::string page_of(const AreaDesk& desk, report::Masking masking, Lang lang, Write write) {
  const auto of = [&](const assess::Assessment& assessment) -> std::string {
    const report::SmallCounts hidden(assessment, assessment.areas.front(), masking);
    return write(report::AreaViewInput{&assessment, &assessment.areas.front(), &hidden, lang});
  };
  if (masking == report::Masking::Full || !desk.masked) return of(desk.assessment);
  return report::shown_of_sides(lang, [&](report::HiddenSide side) { return of(desk.masked->of(side)); });
}

/// About what a dataset takes in memory, with as many assessments of it.
[[nodiscard]] std::size_t approximate_bytes(const model::Dataset& dataset, std::size_t assessments);

/// A part of a snapshot for monitors, reports and comparisons. Errors: AreaTooLarge; those of the store.
[[nodiscard]] Result<model::Dataset> load_part(Office& office, store::Transaction& transaction, const store::Snapshot& snapshot,
                                               const store::AreaRow& area);

}  // namespace junheng::app
