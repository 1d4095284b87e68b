#include "junheng/report/monitor_subject_html.h"

#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "junheng/core/catalogue.h"
#include "junheng/report/number_format.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

using monitor::SchoolSubjects;

double lacking(const SchoolSubjects& school) {
  double sum = 0;
  for (const auto& figure : school.subjects) sum += std::max(figure.gap().value_or(0), 0.0);
  return sum;
}

double greatest_gap(std::span<const SchoolSubjects* const> schools) {
  double most = 0;
  for (const SchoolSubjects* school : schools)
    for (const auto& figure : school->subjects) most = std::max(most, figure.gap().value_or(0));
  return most;
}

/// The number with its sign as it is shown: what rounds to nothing has none.
std::string signed_number(double gap) {
  const std::string number = shown(std::abs(gap), 1);
  if (number == "0.0") return number;
  return (gap > 0 ? "+" : "−") + number;
}

/// Light enough for black words at its darkest; white where nothing is lacking.
std::string cell(std::optional<double> gap, double most, Lang lang) {
  if (!gap) return fmt::format("<td class=\"n\" title=\"{}\">—</td>", escape_html(text("monitor.heat.unknown", lang)));
  if (*gap <= 0 || most <= 0) return fmt::format("<td class=\"n\">{}</td>", signed_number(*gap));
  return fmt::format("<td class=\"n\" style=\"background:rgba(214,96,77,{:.2f});color:#000\">{}</td>", 0.08 + 0.62 * *gap / most,
                     signed_number(*gap));
}

}  // namespace

std::string subject_heat_map(const SubjectReport& report, const monitor::SubjectArea& area, Lang lang, std::size_t most_schools) {
  if (area.schools.empty()) return {};
  std::vector<const SchoolSubjects*> schools = area.schools;
  std::ranges::stable_sort(schools, std::ranges::greater{}, [](const SchoolSubjects* school) { return lacking(*school); });
  const std::size_t count = std::min(schools.size(), most_schools);
  const std::span<const SchoolSubjects* const> rows(schools.data(), count);
  const double most = greatest_gap(rows);
  std::string out = fmt::format("<figure><figcaption>{}</figcaption><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>{}</th>",
                                escape_html(text("monitor.heat.title", lang)), escape_html(text("monitor.school", lang)));
  for (std::size_t i = 0; i < report.monitor->subjects.size(); ++i)
    out += fmt::format("<th class=\"n\" scope=\"col\">{}</th>", escape_html(report.title(i, lang)));
  out += "</tr></thead><tbody>";
  for (const SchoolSubjects* school : rows) {
    out += fmt::format("<tr><th scope=\"row\">{}</th>", escape_html(report.school_name(*school)));
    for (const auto& figure : school->subjects) out += cell(figure.gap(), most, lang);
    out += "</tr>";
  }
  out += "</tbody></table></div>";
  if (count < schools.size())
    out += fmt::format("<p>{}</p>", escape_html(text("monitor.heat.more", lang, {{"count", std::to_string(schools.size() - count)}})));
  return out + "</figure>";
}

}  // namespace junheng::report
