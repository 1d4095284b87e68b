#pragma once

#include <string>
#include <vector>

#include "junheng/monitor/area_figures.h"
#include "junheng/monitor/monitor.h"

namespace junheng::monitor {

/// The school years for which an area at or below the code (empty: any) reports a figure of a monitor or pay in area_facts, or says why it
/// does not; ascending.
[[nodiscard]] std::vector<SchoolYear> reported_years(const model::Dataset& dataset, const std::string& area_code);

/// What areas report themselves, as figures of monitors.
class ReportedFigures {
 public:
  /// `dataset` must outlive the object. Only areas at or below the code; empty: all.
  ReportedFigures(const model::Dataset& dataset, const std::string& area_code);

  [[nodiscard]] const std::vector<SchoolYear>& years() const { return years_; }
  /// The areas that report something up to a year, and those above a county that does, by position.
  [[nodiscard]] std::vector<AreaIndex> areas(SchoolYear last) const;

  /// Gives the areas of one monitor and year what they report. `year` has every area from county to country that is to be completed.
  ///
  /// - What the schools tell stays; where the area reports otherwise, `Figure::reported` has it.
  /// - A count or rate that they do not tell is the one reported.
  /// - A count of an area that does not report it itself is the sum over all its counties where one of them reports it, or reports another
  ///   figure of the monitor and has no schools; without a county it is at least the sum of the others.
  /// - A share is that of the two counts where both are reported, else the one published.
  void complete(MonitorYear& year, std::string_view monitor) const;

 private:
  void complete_count(MonitorYear& year, MonitorArea& area, std::string_view item, Figure& figure) const;
  void complete_share(MonitorYear& year, MonitorArea& area, const ReviewItem& share, Figure& figure) const;
  void add_up(MonitorYear& year, AreaIndex area, std::string_view item, Figure& figure) const;

  const model::Dataset* dataset_;
  std::string area_code_;
  AreaFigures figures_;
  std::vector<SchoolYear> years_;
};

}  // namespace junheng::monitor
