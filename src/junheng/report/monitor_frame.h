#pragma once

#include <string>
#include <vector>

#include "junheng/formats/json_writer.h"
#include "junheng/monitor/frame_shares.h"
#include "junheng/report/html_view.h"
#include "junheng/report/report_table.h"

namespace junheng::report {

/// Periods against the ranges of a frame. The pointers are set and outlive the report.
struct FrameReport {
  const model::Dataset* dataset = nullptr;
  const monitor::FrameMonitor* monitor = nullptr;
  /// Titles of subjects.
  const standards::CurriculumLibrary* library = nullptr;
  const standards::Curriculum* curriculum = nullptr;
  std::vector<const monitor::FrameArea*> areas;

  /// The subjects of a range, by its position: their titles, and their ids joined by "+".
  [[nodiscard]] std::string title(std::size_t share, Lang lang) const;
  [[nodiscard]] std::string ids(std::size_t share) const;
  /// "20–22", with a sign where the range is not verified.
  [[nodiscard]] std::string range(std::size_t share) const;
  [[nodiscard]] std::string place_word(monitor::FramePlace place, Lang lang) const;
  /// How many schools of an area are not known, by reason.
  [[nodiscard]] std::string reasons(const monitor::FrameArea& area, std::size_t share, Lang lang) const;
  /// Areas that lie in no other shown.
  [[nodiscard]] std::vector<const monitor::FrameArea*> top_areas() const;
};

/// What the shares rest on: the frame with source and status, the sum of the periods, words that name no subject.
[[nodiscard]] std::vector<std::string> frame_basis_lines(const FrameReport& report, Lang lang);

/// A row per area and range: share, range, place, schools below and above, schools not known.
[[nodiscard]] ReportTable frame_by_area(const FrameReport& report, const std::vector<const monitor::FrameArea*>& areas, Lang lang);
/// A row per school, a column per range; ↓ and ↑ mark what lies outside.
[[nodiscard]] ReportTable frame_by_school(const FrameReport& report, const std::vector<const monitor::FrameArea*>& areas, Lang lang);
/// The schools outside a range, a row per school and range, the farthest outside first.
[[nodiscard]] ReportTable frame_outside(const FrameReport& report, const std::vector<const monitor::FrameArea*>& areas, Lang lang);

[[nodiscard]] std::string frame_text(const FrameReport& report, Lang lang);
/// A view for "subject_sections" of monitor.mustache.
[[nodiscard]] View frame_section(const FrameReport& report, Lang lang);
void write_frame_sheets(formats::XlsxWriter& writer, const SheetHead& head, const FrameReport& report, Lang lang);

/// The members "curriculum" and "unknown_subjects" of the document, and "period_shares" of one area (docs/json.md).
void write_frame_basis(formats::JsonWriter& json, const FrameReport& report, Lang lang);
void write_area_frame(formats::JsonWriter& json, const FrameReport& report, AreaIndex area, Lang lang);

}  // namespace junheng::report
