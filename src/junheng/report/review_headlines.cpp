#include "junheng/report/review_headlines.h"

#include <algorithm>

#include "junheng/monitor/area_chain.h"
#include "junheng/report/number_format.h"
#include "junheng/report/review_cells.h"
#include "junheng/report/review_target_tables.h"

namespace junheng::report {

namespace {

using assess::Verdict;
using model::AccreditationKind;
using monitor::AreaFigure;

class ReviewHeadlines {
 public:
  explicit ReviewHeadlines(const ReviewReport& report) : report_(report), review_(*report.review), cells_(report, "retention") {}

  /// The highest area, of those the first, that any list has; nullopt for a review of targets alone.
  [[nodiscard]] std::optional<AreaIndex> area() const {
    for (const AreaIndex area : monitor::from_highest_level(report_.dataset->areas)) {
      const auto has = [&](const auto& rows) { return std::ranges::any_of(rows, [&](const auto& row) { return row.area == area; }); };
      if (has(review_.accreditation) || has(review_.retention) || has(review_.classes) || has(review_.schools) || has(review_.shortages) ||
          has(review_.pay_sums))
        return area;
    }
    return std::nullopt;
  }

  std::vector<Headline> run() {
    const auto top = area();
    if (top) of_area(*top);
    targets();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return text(key, report_.lang, params); }

  template <typename Row>
  static const Row* row_of(const std::vector<Row>& rows, AreaIndex area) {
    const auto found = std::ranges::find(rows, area, &Row::area);
    return found == rows.end() ? nullptr : &*found;
  }

  void of_area(AreaIndex area) {
    for (const monitor::AccreditationRow& row : review_.accreditation)
      if (row.area == area) recognition(row);
    if (const auto* sum = row_of(review_.recognised_sums, area); sum != nullptr && sum->fallen_back > 0) fallen_back(*sum);
    for (const monitor::RetentionRow& row : review_.retention)
      if (row.area == area) retention(row);
    if (const auto* row = row_of(review_.classes, area)) count("large_classes", "large_class_share_percent", area, row->large);
    if (const auto* row = row_of(review_.schools, area))
      count("schools_over_2000", "schools_over_2000_share_percent", area, row->over_2000);
    if (const auto* row = row_of(review_.shortages, area)) amount("subject_teacher_shortage", "shortages", area, row->before, row->during);
    if (const auto* sum = row_of(review_.pay_sums, area)) pay(*sum);
  }

  [[nodiscard]] std::string percent(const monitor::Percent& value, AreaIndex area, std::string_view item) {
    const TableCell cell = cells_.percent(value, area, item);
    return cell.text + "%" + cell.mark;
  }

  [[nodiscard]] std::string dated(const std::string& value, const AreaFigure& figure) const {
    return figure.value ? say("headline.year", {{"year", std::to_string(figure.year)}, {"value", value}}) : "";
  }

  /// The course of the area's own target as of the figure shown. A target of an area above has no path that starts in this area.
  [[nodiscard]] monitor::TargetCourse course_of(const monitor::Target& target, AreaIndex area, const AreaFigure& figure) const {
    for (const monitor::TargetCourse& row : review_.targets)
      if (row.target.area == area && row.target.item == target.item && row.target.year == target.year && row.actual.year == figure.year &&
          row.actual.value == figure.value)
        return row;
    return monitor::judge_course(target, *monitor::find_review_item(target.item), {}, figure, figure.year);
  }

  /// Reached or missed in the year that it is for; before, how it stands on its way.
  void add_target(Headline& headline, const std::optional<monitor::Target>& target, AreaIndex area, const AreaFigure& figure) const {
    using monitor::TargetStatus;
    if (!target || !figure.value) return;
    const monitor::TargetCourse course = course_of(*target, area, figure);
    const bool is_told =
        course.status == TargetStatus::Ahead || course.status == TargetStatus::OnCourse || course.status == TargetStatus::Behind;
    headline.limit = say(is_told ? "headline.target_status" : "headline.target", {{"target", "≥ " + shown_limit(target->value) + "%"},
                                                                                  {"year", std::to_string(target->year)},
                                                                                  {"status", status_text(course.status, report_.lang)}});
    if (course.status == TargetStatus::Reached) headline.verdict = Verdict::Met;
    else if (course.status == TargetStatus::Missed) headline.verdict = Verdict::Unmet;
    else if (course.unknown == monitor::UnknownCourse::NoValueOfYear) headline.verdict = Verdict::Unknown;
  }

  void recognition(const monitor::AccreditationRow& row) {
    const AreaFigure& share = row.share.best();
    if (!share.value) return;
    const std::string kind = row.kind == AccreditationKind::Basic ? "basic" : "quality";
    const std::string item = "counties_" + kind + "_share_percent";
    Headline headline{review_item(item, report_.lang) + " (" + std::to_string(share.year) + ")", percent(row.share, row.area, item)};
    if (row.accredited.value && row.counties.value)
      headline.of = say("headline.part", {{"part", shown_amount(*row.accredited.value)}, {"whole", shown_amount(*row.counties.value)}});
    add_target(headline, row.target, row.area, share);
    for (const monitor::AccreditedYear& year : review_.accredited_years)
      if (year.area == row.area && year.kind == row.kind && year.year == share.year - 1)
        headline.before = dated(percent(year.share, row.area, item), year.share.best());
    headline.href = "accreditation_" + kind;
    out_.push_back(std::move(headline));
  }

  void fallen_back(const monitor::RecognisedSum& sum) {
    out_.push_back({say("headline.fallen_back"),
                    std::to_string(sum.fallen_back),
                    say("headline.of", {{"whole", std::to_string(sum.counties)}}),
                    {},
                    Verdict::Unmet,
                    {},
                    "recognised_sums"});
  }

  void retention(const monitor::RetentionRow& row) {
    if (!row.during.value) return;
    const auto rate = [&](const AreaFigure& figure) {
      return cells_.figure(figure, row.area, row.item->id, figure.value ? std::min(2, monitor::decimals_of(figure)) : 1).marked() + "%";
    };
    Headline headline{review_item(row.item->id, report_.lang) + " (" + std::to_string(row.during.year) + ")", rate(row.during)};
    add_target(headline, row.target, row.area, row.during);
    headline.before = dated(rate(row.before), row.before);
    headline.href = "retention";
    out_.push_back(std::move(headline));
  }

  /// A count with its share; the share alone where the count is not known.
  void count(const std::string& item, const std::string& share_id, AreaIndex area, const monitor::CountShare& share) {
    if (!share.count.value && !share.share.best().value) return;
    const std::string part = share.share.best().value ? percent(share.share, area, share_id) : "";
    const int year = share.count.value ? share.count.year : share.share.best().year;
    const std::string name = review_item(share.count.value ? item : share_id, report_.lang);
    Headline headline{name + " (" + std::to_string(year) + ")", part};
    if (share.count.value) {
      headline.value = cells_.figure(share.count, area, item).marked();
      headline.of = part;
    }
    headline.before = dated(cells_.figure(share.before, area, item).marked(), share.before);
    headline.href = item == "large_classes" ? "classes" : "schools";
    out_.push_back(std::move(headline));
  }

  void amount(std::string_view item, std::string href, AreaIndex area, const AreaFigure& before, const AreaFigure& during) {
    if (!during.value) return;
    out_.push_back({review_item(item, report_.lang) + " (" + std::to_string(during.year) + ")",
                    cells_.figure(during, area, item).marked(),
                    {},
                    {},
                    {},
                    dated(cells_.figure(before, area, item).marked(), before),
                    std::move(href)});
  }

  void pay(const monitor::PaySum& sum) {
    const std::uint32_t all = sum.met + sum.unmet + sum.unknown;
    const auto verdict = sum.unmet > 0 ? Verdict::Unmet : sum.unknown > 0 ? Verdict::Unknown : Verdict::Met;
    if (sum.met + sum.unmet == 0) return;
    out_.push_back({say("headline.pay"),
                    std::to_string(sum.unmet),
                    say("headline.of", {{"whole", std::to_string(all)}}),
                    sum.unknown == 0 ? "" : say("headline.unknown", {{"count", std::to_string(sum.unknown)}}),
                    verdict,
                    {},
                    "pay_sums"});
  }

  void targets() {
    using monitor::TargetStatus;
    std::size_t good = 0;
    std::size_t bad = 0;
    std::size_t unknown = 0;
    for (const monitor::TargetCourse& row : review_.targets) {
      if (row.status == TargetStatus::Missed || row.status == TargetStatus::Behind) ++bad;
      else if (row.status == TargetStatus::Unknown) ++unknown;
      else if (row.status != TargetStatus::NotDue) ++good;
    }
    if (good + bad + unknown == 0) return;
    const Verdict verdict = bad > 0 ? Verdict::Unmet : unknown > 0 ? Verdict::Unknown : Verdict::Met;
    out_.push_back({say("headline.targets"),
                    std::to_string(good),
                    say("headline.of", {{"whole", std::to_string(good + bad + unknown)}}),
                    say("headline.targets_rest", {{"bad", std::to_string(bad)}, {"unknown", std::to_string(unknown)}}),
                    verdict,
                    {},
                    "targets"});
  }

  const ReviewReport& report_;
  const monitor::Review& review_;
  ReviewTableBuilder cells_;
  std::vector<Headline> out_;
};

}  // namespace

std::vector<Headline> review_headlines(const ReviewReport& report) { return ReviewHeadlines(report).run(); }

std::string review_headlines_title(const ReviewReport& report) {
  const auto area = ReviewHeadlines(report).area();
  return area ? text("headline.title", report.lang, {{"area", review_area(report, *area)}})
              : std::string(text("headline.plain", report.lang));
}

}  // namespace junheng::report
