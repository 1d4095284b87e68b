#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/lang.h"
#include "junheng/formats/json_writer.h"
#include "junheng/monitor/subject_areas.h"

namespace junheng::report {

/// Need and periods by subject, and what they rest on. The pointers are set and outlive the report.
struct SubjectReport {
  const model::Dataset* dataset = nullptr;
  const monitor::SubjectMonitor* monitor = nullptr;
  /// Titles and groups of subjects.
  const standards::CurriculumLibrary* library = nullptr;
  const standards::Curriculum* curriculum = nullptr;
  const standards::LoadTable* loads = nullptr;
  /// Nobody asked for this one: it is an assumption.
  bool is_curriculum_assumed = false;
  bool is_loads_assumed = false;
  /// What to show.
  bool has_need = true;
  bool has_periods = true;
  std::vector<monitor::SubjectArea> areas;
  /// Sums by area, year by year; the last is the year of `areas`.
  std::vector<monitor::SubjectYear> years;

  /// Title of a subject of the monitor, by its position.
  [[nodiscard]] const std::string& title(std::size_t subject, Lang lang) const;
  [[nodiscard]] std::string_view school_name(const monitor::SchoolSubjects& school) const;
  [[nodiscard]] std::string_view school_id(const monitor::SchoolSubjects& school) const;
  [[nodiscard]] std::string_view area_name(AreaIndex area) const;
  /// Name of the county of a school, or of the area that it is placed in.
  [[nodiscard]] std::string_view county_name(const monitor::SchoolSubjects& school) const;
  /// Areas that lie in no other shown, so that each school comes once.
  [[nodiscard]] std::vector<const monitor::SubjectArea*> top_areas() const;
};

/// What a monitor (kSubjects or kPeriods) rests on: the curriculum and, for need, the loads with source and status, and words that name no
/// subject.
[[nodiscard]] std::vector<std::string> subject_basis_lines(const SubjectReport& report, std::string_view monitor, Lang lang);

/// Per area a table of need, teachers and gap, or of periods, then the schools that lack most by name, then the years; first what it rests
/// on. Tables: monitor_subject_tables.h.
[[nodiscard]] std::string subjects_text(const SubjectReport& report, Lang lang);

/// The members "curriculum", "loads" and "unknown_subjects" of the document, and "subjects" and "periods" of one area (docs/json.md).
void write_subject_basis(formats::JsonWriter& json, const SubjectReport& report, Lang lang);
void write_area_subjects(formats::JsonWriter& json, const SubjectReport& report, AreaIndex area, Lang lang);

}  // namespace junheng::report
