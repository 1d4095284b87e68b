#include <algorithm>
#include <span>

#include "junheng/core/catalogue.h"
#include "junheng/monitor/monitor.h"
#include "junheng/report/monitor_subject_tables.h"

namespace junheng::report {

namespace {

constexpr std::size_t kShownAreas = 20;
constexpr std::size_t kShownSchools = 20;

class SubjectText {
 public:
  SubjectText(const SubjectReport& report, Lang lang) : in_(report), lang_(lang), tables_(report, lang), tops_(report.top_areas()) {}

  std::string run() {
    if (in_.has_need) {
      begin(monitor::kSubjects);
      for_areas(in_.areas, [&](const SubjectAreas& area) { return tables_.need(area, AreaColumns::Without); });
      list(tables_.short_schools(tops_));
      trend([&](const SubjectAreas& area) { return tables_.need_trend(area, AreaColumns::Without); });
    }
    if (in_.has_periods) {
      begin(monitor::kPeriods);
      for_areas(in_.areas, [&](const SubjectAreas& area) { return tables_.periods(area, AreaColumns::Without); });
      list(tables_.squeezed(tops_));
      list(tables_.under_taught(tops_));
      trend([&](const SubjectAreas& area) { return tables_.periods_trend(area, AreaColumns::Without); });
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return text(key, lang_, params); }

  void line(const std::string& words) { out_ += "  " + words + "\n"; }

  void begin(std::string_view monitor) {
    out_ += "\n" + say("monitor." + std::string(monitor)) + "\n";
    line(say("monitor.subject.lead." + std::string(monitor)));
    for (const std::string& words : subject_basis_lines(in_, monitor, lang_)) line(words);
  }

  void notes(const ReportTable& table) {
    for (const std::string& note : table.notes) out_ += "    " + note + "\n";
  }

  template <typename Make>
  void for_areas(const std::vector<monitor::SubjectArea>& areas, const Make& make) {
    for (const monitor::SubjectArea& area : std::span(areas).first(std::min(areas.size(), kShownAreas))) {
      line(std::string(in_.dataset->areas.codes.at(area.area().value)) + " " + std::string(in_.area_name(area.area())));
      const ReportTable table = make({&area});
      out_ += table_lines(table, 4, table.rows.size());
      notes(table);
    }
    if (areas.size() > kShownAreas) line(say("monitor.subject.more_areas", {{"count", std::to_string(areas.size() - kShownAreas)}}));
  }

  template <typename Make>
  void trend(const Make& make) {
    for (const monitor::SubjectArea* area : std::span(tops_).first(std::min(tops_.size(), kShownAreas))) {
      const ReportTable table = make({area});
      if (table.rows.empty()) continue;
      line(say("monitor.subject.about", {{"area", std::string(in_.area_name(area->area()))}, {"title", table.title}}));
      out_ += table_lines(table, 4, table.rows.size());
      notes(table);
    }
  }

  void list(const ReportTable& table) {
    if (table.rows.empty()) return;
    line(table.title);
    out_ += table_lines(table, 4, kShownSchools);
    if (table.rows.size() > kShownSchools)
      out_ += "    " + say("monitor.more", {{"count", std::to_string(table.rows.size() - kShownSchools)}}) + "\n";
  }

  const SubjectReport& in_;
  Lang lang_;
  SubjectTables tables_;
  SubjectAreas tops_;
  std::string out_;
};

}  // namespace

std::string subjects_text(const SubjectReport& report, Lang lang) { return SubjectText(report, lang).run(); }

}  // namespace junheng::report
