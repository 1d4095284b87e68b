#include "junheng/report/monitor_subject_html.h"

#include <algorithm>
#include <utility>

#include "junheng/core/catalogue.h"
#include "junheng/monitor/monitor.h"
#include "junheng/report/monitor_subject_tables.h"

namespace junheng::report {

namespace {

constexpr std::size_t kMostAreas = 6;
constexpr std::size_t kMostAreaRows = 200;
constexpr std::size_t kMostCounties = 20;
constexpr std::size_t kMostSchools = 60;
constexpr std::size_t kMostNames = 200;

class SubjectPage {
 public:
  SubjectPage(const SubjectReport& report, Lang lang) : in_(report), lang_(lang), tables_(report, lang) {
    for (const monitor::SubjectArea& area : report.areas) areas_.push_back(&area);
    tops_ = report.top_areas();
  }

  View need() {
    for_tops([&](const SubjectAreas& area) { return tables_.need(area, AreaColumns::Without); });
    for_tops([&](const SubjectAreas& area) { return tables_.need_trend(area, AreaColumns::Without); });
    if (areas_.size() > 1) add(tables_.need_by_area(areas_), kMostAreaRows, "area_need");
    for_counties([&](const SubjectAreas& area) { return tables_.need_by_school(area, AreaColumns::Without); }, "gap");
    add(tables_.short_schools(tops_), kMostNames);
    return finish(monitor::kSubjects);
  }

  View periods() {
    for_tops([&](const SubjectAreas& area) { return tables_.periods(area, AreaColumns::Without); });
    for_tops([&](const SubjectAreas& area) { return tables_.periods_trend(area, AreaColumns::Without); });
    if (areas_.size() > 1) add(tables_.periods_by_area(areas_), kMostAreaRows, "periods");
    for_counties([&](const SubjectAreas& area) { return without_quiet_schools(tables_.periods_by_school(area, AreaColumns::Without)); },
                 "periods");
    add(tables_.squeezed(tops_), kMostNames);
    add(tables_.under_taught(tops_), kMostNames);
    return finish(monitor::kPeriods);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return text(key, lang_, params); }

  [[nodiscard]] std::string about(const monitor::SubjectArea& area, const std::string& title) const {
    return say("monitor.subject.about", {{"area", std::string(in_.area_name(area.area()))}, {"title", title}});
  }

  template <typename Make>
  void for_tops(const Make& make) {
    for (std::size_t i = 0; i < std::min(tops_.size(), kMostAreas); ++i) {
      ReportTable table = make({tops_[i]});
      table.title = about(*tops_[i], table.title);
      add(table, table.rows.size());
    }
  }

  template <typename Make>
  void for_counties(const Make& make, std::string_view shades) {
    SubjectAreas counties;
    for (const monitor::SubjectArea* area : areas_)
      if (in_.dataset->areas.levels[area->area().value] == model::AreaLevel::County) counties.push_back(area);
    const std::size_t shown = std::min(counties.size(), kMostCounties);
    for (std::size_t i = 0; i < shown; ++i) {
      ReportTable table = make({counties[i]});
      table.title = about(*counties[i], table.title);
      add(table, kMostSchools, shades);
    }
    if (counties.size() > shown && !parts_.empty())
      parts_.back().text("last", say("monitor.subject.more_counties", {{"count", std::to_string(counties.size() - shown)}}));
  }

  /// Schools that give every period, and of which everything is known, are counted below.
  [[nodiscard]] ReportTable without_quiet_schools(ReportTable table) const {
    const std::string unknown = number_cell(std::nullopt, 0).text;
    const std::size_t quiet = std::erase_if(table.rows, [&](const std::vector<TableCell>& row) {
      return std::ranges::none_of(row, [&](const TableCell& cell) { return cell.shade != Shade::None || cell.text == unknown; });
    });
    if (quiet > 0) table.notes.push_back(say("monitor.subject.quiet", {{"count", std::to_string(quiet)}}));
    return table;
  }

  void add(const ReportTable& table, std::size_t most, std::string_view shades = {}) {
    if (table.rows.empty()) return;
    View part;
    part.text("title", table.title).text("table", table_markup(table, most));
    part.text("legend", shades.empty() ? "" : shade_legend(shades, lang_));
    const std::size_t more = table.rows.size() - std::min(table.rows.size(), most);
    part.text("more", more == 0 ? "" : say("monitor.more_html", {{"count", std::to_string(more)}}));
    part.list("notes", lines(table.notes));
    parts_.push_back(std::move(part));
  }

  static std::vector<View> lines(const std::vector<std::string>& texts) {
    std::vector<View> out;
    for (const std::string& words : texts) out.push_back(std::move(View().text("words", words)));
    return out;
  }

  View finish(std::string_view id) {
    View section;
    section.text("id", std::string(id)).text("title", say("monitor." + std::string(id)));
    section.text("lead", say("monitor.subject.lead." + std::string(id)));
    section.list("basis", lines(subject_basis_lines(in_, id, lang_))).list("parts", std::exchange(parts_, {}));
    return section;
  }

  const SubjectReport& in_;
  Lang lang_;
  SubjectTables tables_;
  SubjectAreas areas_;
  SubjectAreas tops_;
  std::vector<View> parts_;
};

}  // namespace

std::vector<View> subject_sections(const SubjectReport& report, Lang lang) {
  SubjectPage page(report, lang);
  std::vector<View> out;
  if (report.has_need) out.push_back(page.need());
  if (report.has_periods) out.push_back(page.periods());
  return out;
}

}  // namespace junheng::report
