#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/catalogue.h"
#include "junheng/model/schema.h"
#include "junheng/report/chart_bars.h"
#include "junheng/report/chart_trend.h"
#include "junheng/report/html_view.h"
#include "junheng/report/number_format.h"
#include "junheng/report/review_headlines.h"
#include "junheng/report/review_report.h"
#include "junheng/report/review_tables.h"
#include "junheng/report/svg_chart.h"
#include "junheng/report/table_page.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using monitor::AccreditationRow;
using monitor::AreaFigure;

/// More pictures than these say nothing that the table does not.
constexpr std::size_t kMostTrends = 24;
constexpr std::size_t kMostBars = 40;

class ReviewPage {
 public:
  explicit ReviewPage(const ReviewReport& report) : report_(report), review_(*report.review) {}

  std::string run() {
    const model::Manifest& manifest = report_.dataset->manifest;
    TablePage page{report_.lang,
                   manifest.title,
                   say("review.kicker"),
                   say("review.head", {{"before", period_text(review_.periods.before)}, {"during", period_text(review_.periods.during)}}),
                   manifest.source,
                   manifest.licence,
                   manifest.is_synthetic,
                   report_.is_partial,
                   report_.date,
                   report_.version};
    page.headlines = review_headlines(report_);
    page.headlines_title = review_headlines_title(report_);
    if (!report_.left_out.empty()) page.note = say("report.left_out", {{"areas", report_.left_out}});
    for (ReportTable& table : review_tables(report_)) {
      const std::string_view id = table.id;
      page.sections.push_back({std::move(table), charts_of(id), legend_of(id)});
    }
    return table_page_html(page);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return text(key, report_.lang, params); }

  [[nodiscard]] std::string legend_of(std::string_view id) const {
    if (id == "series") return say("review.chart.trend_legend");
    return id == "elimination" ? say("review.chart.schedule_legend") : "";
  }

  std::string charts_of(std::string_view id) {
    if (id == "accreditation_basic") return share_bars(model::AccreditationKind::Basic);
    if (id == "accreditation_quality") return share_bars(model::AccreditationKind::Quality);
    if (id == "retention") return retention_bars();
    if (id == "series") return trends();
    if (id == "elimination") return schedules();
    return {};
  }

  static std::string figure(const std::string& caption, const std::string& unit, const std::string& svg) {
    if (svg.empty()) return {};
    return fmt::format("<figure><figcaption>{}<span class=\"unit\">{}</span></figcaption>{}</figure>", escape_html(caption),
                       escape_html(unit), svg);
  }

  [[nodiscard]] CvBar bar(AreaIndex area, const AreaFigure& value, int decimals, const std::optional<monitor::Target>& target) const {
    CvBar out;
    out.title = review_area(report_, area) + fmt::format(" ({})", value.year);
    out.cv = value.value;
    out.cv_text = shown(value.value, decimals) + " %";
    if (target) out.limit = target->value;
    if (out.limit) {
      out.limit_text = say("review.chart.target", {{"target", shown_limit(*out.limit)}});
      out.verdict = *value.value >= *out.limit - 1e-9 ? assess::Verdict::Met : assess::Verdict::Unmet;
    }
    return out;
  }

  /// The mark of the target is explained where one is drawn.
  std::string bar_figure(std::string_view title, std::string_view unit, const std::vector<CvBar>& bars) {
    const bool has_target = std::ranges::any_of(bars, [](const CvBar& each) { return each.limit.has_value(); });
    return figure(say(title), say(unit) + (has_target ? say("review.chart.target_mark") : ""), cv_chart(bars, say(title)));
  }

  std::string share_bars(model::AccreditationKind kind) {
    std::vector<CvBar> bars;
    for (const AccreditationRow& row : review_.accreditation)
      if (row.kind == kind && row.share.best().value && bars.size() < kMostBars)
        bars.push_back(bar(row.area, row.share.best(), row.share.decimals, row.target));
    return bar_figure("review.chart.share", "review.chart.share_unit", bars);
  }

  std::string retention_bars() {
    std::vector<CvBar> bars;
    for (const monitor::RetentionRow& row : review_.retention)
      if (row.item->id == "retention_nine_year_percent" && row.during.value && bars.size() < kMostBars)
        bars.push_back(bar(row.area, row.during, std::min(2, monitor::decimals_of(row.during)), row.target));
    return bar_figure("review.chart.retention", "review.chart.retention_unit", bars);
  }

  std::string trends() {
    std::string out;
    std::size_t drawn = 0;
    for (const monitor::Series& series : review_.series) {
      const bool is_picture = series.points.size() > 2 || has_target(series);
      if (!is_picture || series.item->course == monitor::Course::None || ++drawn > kMostTrends) continue;
      const std::string title = review_area(report_, series.area) + " · " + review_item(series.item->id, report_.lang);
      out += figure(title, unit_of(series.item->id), trend_chart(trend_of(series), title));
    }
    return out;
  }

  /// Planned and actual of the areas above the county, then of the counties that are furthest above their plan.
  std::string schedules() {
    std::vector<Schedule> schedules;
    for (const monitor::EliminationRow& row : review_.elimination) {
      if (schedules.empty() || schedules.back().rows.front()->area != row.area || schedules.back().rows.front()->item != row.item)
        schedules.emplace_back();
      schedules.back().rows.push_back(&row);
      if (row.excess()) schedules.back().excess = *row.excess();
    }
    const auto is_county = [&](const Schedule& each) {
      return report_.dataset->areas.levels[each.rows.front()->area.value] == model::AreaLevel::County;
    };
    std::ranges::stable_sort(schedules, [&](const Schedule& a, const Schedule& b) {
      return is_county(a) != is_county(b) ? is_county(b) : is_county(a) && a.excess > b.excess;
    });
    std::string out;
    std::size_t drawn = 0;
    for (const Schedule& schedule : schedules) {
      const TrendChart chart = schedule_of(schedule);
      if (chart.points.empty() || ++drawn > kMostTrends) continue;
      const monitor::EliminationRow& first = *schedule.rows.front();
      const std::string title = review_area(report_, first.area) + " · " + review_item(first.item->id, report_.lang);
      out += figure(title, unit_of(first.item->id), trend_chart(chart, title));
    }
    return out;
  }

  struct Schedule {
    std::vector<const monitor::EliminationRow*> rows;
    /// In the last year that has an actual number.
    double excess = 0;
  };

  /// Actual numbers of every year that has one, and the plan from the first of them on.
  [[nodiscard]] TrendChart schedule_of(const Schedule& schedule) const {
    const monitor::EliminationRow& first = *schedule.rows.front();
    std::map<int, AreaFigure> actual;
    for (const monitor::Series& series : review_.series)
      if (series.area == first.area && series.item == first.item)
        for (const AreaFigure& point : series.points) actual[point.year] = point;
    for (const monitor::EliminationRow* row : schedule.rows)
      if (row->actual.value) actual[row->year] = row->actual;
    TrendChart chart;
    for (const auto& [year, figure] : actual) chart.points.push_back({year, *figure.value, shown(figure.value, 0), figure.is_inferred});
    if (!chart.points.empty() && chart.points.front().year < first.year) chart.baseline = chart.points.front();
    for (const monitor::EliminationRow* row : schedule.rows)
      chart.targets.push_back({row->year, row->planned, say("review.chart.planned", {{"planned", shown_limit(row->planned)}}), false});
    return chart;
  }

  [[nodiscard]] std::string unit_of(std::string_view item) const {
    const model::ColumnSpec* measure = model::find_area_measure(item);
    return measure == nullptr ? "" : std::string(standards::unit_label(measure->unit, report_.lang));
  }

  [[nodiscard]] bool has_target(const monitor::Series& series) const {
    return std::ranges::any_of(review_.targets, [&](const monitor::TargetCourse& row) { return is_of(row, series); });
  }
  static bool is_of(const monitor::TargetCourse& row, const monitor::Series& series) {
    return row.target.area == series.area && row.target.item == series.item->id;
  }

  [[nodiscard]] TrendChart trend_of(const monitor::Series& series) const {
    TrendChart chart;
    const auto point = [](const AreaFigure& figure) {
      return TrendPoint{figure.year, *figure.value, shown(*figure.value, amount_decimals(*figure.value)), figure.is_inferred};
    };
    for (const AreaFigure& each : series.points) chart.points.push_back(point(each));
    for (const monitor::TargetCourse& row : review_.targets) {
      if (!is_of(row, series)) continue;
      if (!chart.baseline && row.baseline.value) chart.baseline = point(row.baseline);
      chart.targets.push_back(
          {row.target.year, row.target.value, say("review.chart.target", {{"target", shown_limit(row.target.value)}}), false});
    }
    std::ranges::sort(chart.targets, {}, &TrendPoint::year);
    return chart;
  }

  const ReviewReport& report_;
  const monitor::Review& review_;
};

}  // namespace

std::string review_html(const ReviewReport& report) { return ReviewPage(report).run(); }

}  // namespace junheng::report
