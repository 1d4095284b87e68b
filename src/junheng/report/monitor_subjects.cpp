#include "junheng/report/monitor_subjects.h"
#include "junheng/report/listing.h"

#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/monitor/monitor.h"
#include "junheng/standards/names.h"

namespace junheng::report {

using monitor::SchoolSubjects;
using monitor::SubjectArea;

namespace {

std::string status_word(standards::ValueStatus of, Lang lang) { return std::string(text("status." + std::string(to_string(of)), lang)); }

std::string loads_line(const SubjectReport& report, Lang lang) {
  const auto is_verified = [](const standards::WeeklyLoad& load) { return load.status == standards::ValueStatus::Verified; };
  const bool all_verified = std::ranges::all_of(report.loads->loads, is_verified);
  std::string documents;
  for (const standards::WeeklyLoad& load : report.loads->loads)
    if (documents.find(load.source.document) == std::string::npos) append_listed(documents, load.source.document, lang);
  const auto status = all_verified ? standards::ValueStatus::Verified : standards::ValueStatus::Unverified;
  return text(
      report.is_loads_assumed ? "monitor.subject.loads_assumed" : "monitor.subject.loads", lang,
      {{"title", report.loads->title.in(lang)}, {"id", report.loads->id}, {"document", documents}, {"status", status_word(status, lang)}});
}

}  // namespace

const std::string& SubjectReport::title(std::size_t subject, Lang lang) const {
  return library->find_subject(monitor->subjects[subject])->title.in(lang);
}

std::string_view SubjectReport::school_name(const SchoolSubjects& school) const { return dataset->schools.names.at(school.school.value); }

std::string_view SubjectReport::school_id(const SchoolSubjects& school) const { return dataset->schools.ids.at(school.school.value); }

std::string_view SubjectReport::area_name(AreaIndex area) const { return dataset->areas.names.at(area.value); }

std::string_view SubjectReport::county_name(const SchoolSubjects& school) const {
  const AreaIndex area = dataset->schools.areas[school.school.value];
  return area_name(dataset->areas.at_level(area, model::AreaLevel::County).value_or(area));
}

std::vector<const SubjectArea*> SubjectReport::top_areas() const {
  std::vector<const SubjectArea*> tops;
  for (const SubjectArea& area : areas) {
    bool is_top = true;
    for (auto above = dataset->areas.parents[area.area().value]; above; above = dataset->areas.parents[above->value])
      is_top = is_top && std::ranges::find(areas, *above, [](const SubjectArea& one) { return one.area(); }) == areas.end();
    if (is_top) tops.push_back(&area);
  }
  return tops;
}

std::vector<std::string> subject_basis_lines(const SubjectReport& report, std::string_view id, Lang lang) {
  std::vector<std::string> lines;
  const standards::Curriculum& curriculum = *report.curriculum;
  lines.emplace_back(text(report.is_curriculum_assumed ? "monitor.subject.curriculum_assumed" : "monitor.subject.curriculum", lang,
                          {{"title", curriculum.title.in(lang)},
                           {"id", curriculum.id},
                           {"document", curriculum.source.document},
                           {"clause", curriculum.source.clause},
                           {"status", status_word(curriculum.status, lang)}}));
  if (id == monitor::kSubjects) lines.push_back(loads_line(report, lang));
  for (const Issue& issue : report.monitor->issues) lines.push_back(describe(issue.where, lang) + ": " + issue.message(lang));
  return lines;
}

}  // namespace junheng::report
