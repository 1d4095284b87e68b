#include "junheng/report/monitor_subject_sheets.h"

#include "junheng/core/catalogue.h"
#include "junheng/monitor/monitor.h"
#include "junheng/report/monitor_subject_tables.h"

namespace junheng::report {

void write_subject_sheets(formats::XlsxWriter& writer, const SheetHead& head, const SubjectReport& report, Lang lang) {
  const SubjectTables tables(report, lang);
  SubjectAreas areas;
  for (const monitor::SubjectArea& area : report.areas) areas.push_back(&area);
  const SubjectAreas tops = report.top_areas();
  const auto write = [&](ReportTable table, std::uint32_t frozen) {
    if (table.rows.empty()) return;
    write_table_sheet(writer, head, text("monitor.subject.sheet." + std::string(table.id), lang), table, frozen);
  };
  const auto write_basis = [&](ReportTable table, std::string_view monitor) {
    table.title = text("monitor." + std::string(monitor), lang);
    table.lead = text("monitor.subject.lead." + std::string(monitor), lang);
    for (const std::string& words : subject_basis_lines(report, monitor, lang)) table.notes.push_back(words);
    write(std::move(table), 3);
  };
  if (report.has_need) {
    write_basis(tables.need(areas, AreaColumns::With), monitor::kSubjects);
    write(tables.need_by_school(tops, AreaColumns::With), 3);
    write(tables.short_schools(tops), 1);
    write(tables.need_trend(areas, AreaColumns::With), 3);
  }
  if (report.has_periods) {
    write_basis(tables.periods(areas, AreaColumns::With), monitor::kPeriods);
    write(tables.periods_by_school(tops, AreaColumns::With), 3);
    write(tables.squeezed(tops), 1);
    write(tables.under_taught(tops), 1);
    write(tables.periods_trend(areas, AreaColumns::With), 3);
  }
}

}  // namespace junheng::report
