#include "junheng/monitor/review.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "junheng/monitor/area_chain.h"
#include "junheng/monitor/missing.h"

namespace junheng::monitor {

namespace {

constexpr std::array<std::string_view, 3> kRetention = {"retention_nine_year_percent", "retention_primary_6y_percent",
                                                        "retention_junior_3y_percent"};
constexpr std::string_view kFundsOfPeriod = "training_funds_period_yuan";
constexpr std::string_view kFundsOfYear = "training_funds_national_yuan";
constexpr std::string_view kFundsGrowth = "training_funds_period_growth_percent";

/// Wholes w with count / w printed as `percent`: between count / (p + half) and count / (p - half).
std::optional<CountShare::Implied> implied_whole(const AreaFigure& count, const Percent& share) {
  if (!count.value || !share.published.value || share.computed.value || *share.published.value <= 0) return std::nullopt;
  constexpr double kPercent = 100;
  const double half = 0.5 * std::pow(10.0, -share.decimals);
  const CountShare::Implied whole{std::ceil(*count.value * kPercent / (*share.published.value + half)),
                                  std::floor(*count.value * kPercent / (*share.published.value - half))};
  return whole.low <= whole.high ? std::optional(whole) : std::nullopt;
}

class Reviewer {
 public:
  explicit Reviewer(const ReviewInput& input)
      : in_(input),
        data_(*input.dataset),
        periods_(input.periods),
        figures_(data_, input.of_schools),
        order_(from_highest_level(data_.areas)) {}

  Review run() {
    out_.periods = periods_;
    out_.as_of = figures_.last_year_of(periods_.during);
    out_.accreditation = accreditation_rows(figures_, periods_);
    for (AccreditationRow& row : out_.accreditation) row.target = target_for(row.area, accredited_share(row.kind));
    out_.accredited_years = accredited_years(figures_);
    out_.recognised = recognised_counties(figures_, periods_, in_.standings);
    out_.recognised_sums = recognised_sums(data_.areas, out_.recognised);
    add_pay();
    for (const AreaIndex area : order_) add_area(area);
    out_.targets = target_courses(figures_, in_.targets, periods_);
    out_.elimination = elimination_schedule(figures_, in_.targets);
    find_disagreements();
    return std::move(out_);
  }

 private:
  void add_area(AreaIndex area) {
    for (const std::string_view id : kRetention) add_retention(area, *find_review_item(id));
    add_classes(area);
    add_schools(area);
    add_shortage(area);
    add_funds(area);
    add_totals(area);
    for (const ReviewItem& item : review_items()) add_series(area, item);
  }

  [[nodiscard]] std::optional<AreaIndex> country() const {
    for (std::size_t area = 0; area < data_.areas.size(); ++area)
      if (data_.areas.levels[area] == model::AreaLevel::Country) return AreaIndex(area);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Target> target_for(AreaIndex area, std::string_view item) const {
    for (std::optional<AreaIndex> at = area; at; at = data_.areas.parents[at->value]) {
      const Target* last = nullptr;
      for (const Target& target : in_.targets)
        if (target.area == *at && target.item == item && periods_.during.holds(target.year) &&
            (last == nullptr || target.year > last->year))
          last = &target;
      if (last != nullptr) return *last;
    }
    return std::nullopt;
  }

  void add_retention(AreaIndex area, const ReviewItem& item) {
    RetentionRow row;
    row.area = area;
    row.item = &item;
    row.before = figures_.latest(area, item.id, periods_.before);
    row.during = figures_.latest(area, item.id, periods_.during);
    if (!row.before.is_said() && !row.during.is_said()) return;
    if (const auto nation = country(); nation && *nation != area) row.national = figures_.latest(*nation, item.id, periods_.during);
    row.target = target_for(area, item.id);
    out_.retention.push_back(std::move(row));
  }

  [[nodiscard]] CountShare count_share(AreaIndex area, std::string_view count, std::string_view share) const {
    CountShare out;
    out.before = figures_.latest(area, count, periods_.before);
    out.count = figures_.latest(area, count, periods_.during);
    const ReviewItem& item = *find_review_item(share);
    out.share = out.count.value ? figures_.share(area, item, out.count.year) : figures_.latest_share(area, item, periods_.during);
    out.whole = implied_whole(out.count, out.share);
    return out;
  }

  void add_classes(AreaIndex area) {
    ClassRow row{area, count_share(area, "large_classes", "large_class_share_percent"),
                 count_share(area, "very_large_classes", "very_large_class_share_percent")};
    if (row.large.is_said() || row.very_large.is_said()) out_.classes.push_back(std::move(row));
  }

  void add_schools(AreaIndex area) {
    SchoolRow row{area, count_share(area, "schools_over_2000", "schools_over_2000_share_percent"),
                  count_share(area, "schools_over_3000", "schools_over_3000_share_percent"), std::nullopt};
    if (!row.over_2000.is_said() && !row.over_3000.is_said()) return;
    if (row.over_2000.whole && row.over_3000.whole) {
      const CountShare::Implied both{std::max(row.over_2000.whole->low, row.over_3000.whole->low),
                                     std::min(row.over_2000.whole->high, row.over_3000.whole->high)};
      if (both.low <= both.high) row.whole = both;
    }
    out_.schools.push_back(std::move(row));
  }

  void add_shortage(AreaIndex area) {
    ShortageRow row;
    row.area = area;
    row.before = figures_.latest(area, "subject_teacher_shortage", periods_.before);
    row.during = figures_.latest(area, "subject_teacher_shortage", periods_.during);
    if (row.during.value) row.counties = figures_.at(area, "subject_teacher_shortage_counties", row.during.year);
    if (row.before.is_said() || row.during.is_said()) out_.shortages.push_back(row);
  }

  [[nodiscard]] PeriodTotal total_of(AreaIndex area, const ReviewItem& item) const {
    PeriodTotal row;
    row.area = area;
    row.item = &item;
    row.before = figures_.at(area, item.id, periods_.before.last);
    row.during = figures_.at(area, item.id, periods_.during.last);
    return row;
  }

  void add_funds(AreaIndex area) {
    PeriodTotal row = total_of(area, *find_review_item(kFundsOfPeriod));
    if (!row.before.is_said()) row.before = figures_.sum(area, kFundsOfYear, periods_.before);
    if (!row.during.is_said()) row.during = figures_.sum(area, kFundsOfYear, periods_.during);
    row.growth = percent_of(growth_percent(row.before, row.during), figures_.at(area, kFundsGrowth, periods_.during.last));
    if (row.before.is_said() || row.during.is_said() || row.growth.published.is_said()) out_.funds.push_back(std::move(row));
  }

  void add_totals(AreaIndex area) {
    for (const ReviewItem& item : review_items()) {
      if (item.kind != ItemKind::Total || item.id == kFundsOfPeriod || item.id.starts_with("counties_")) continue;
      PeriodTotal row = total_of(area, item);
      if (!row.before.is_said() && !row.during.is_said()) continue;
      row.growth = percent_of(growth_percent(row.before, row.during), {});
      out_.totals.push_back(std::move(row));
    }
  }

  void add_series(AreaIndex area, const ReviewItem& item) {
    if (item.kind == ItemKind::Total || item.kind == ItemKind::Growth) return;
    Series series{area, &item, {}};
    std::set<std::string_view> missing;
    bool is_known = false;
    for (const int year : figures_.years()) {
      const AreaFigure figure = figures_.at(area, item.id, year);
      if (figure.value) series.points.push_back(figure);
      else if (figure.counties > figure.counties_missing && figure.counties_missing > 0)
        out_.gaps.push_back({area, item.id, year, figure.counties_missing, figure.counties});
      if (!periods_.during.holds(year)) continue;
      is_known |= figure.value.has_value();
      missing.insert(figure.missing.begin(), figure.missing.end());
    }
    if (!is_known && !missing.empty()) add_lack(item.id, missing);
    if (series.points.size() >= 2) out_.series.push_back(std::move(series));
  }

  void add_pay() {
    for (const CountyPay& county : in_.pay) {
      PayRow row{county.county, pay_in(county, periods_.before), pay_in(county, periods_.during)};
      if (row.before || row.during) out_.pay.push_back(std::move(row));
    }
    if (out_.pay.empty()) return;
    for (const AreaIndex area : order_) {
      if (figures_.counties_of(area).empty()) continue;
      PaySum sum{area};
      for (const AreaIndex county : figures_.counties_of(area)) {
        const auto row = std::ranges::find(out_.pay, county, &PayRow::area);
        const auto verdict = row == out_.pay.end() || !row->during ? std::nullopt : row->during->verdict;
        if (verdict == assess::Verdict::Met) ++sum.met;
        else if (verdict == assess::Verdict::Unmet) ++sum.unmet;
        else ++sum.unknown;
      }
      out_.pay_sums.push_back(sum);
    }
  }

  static std::optional<PayYear> pay_in(const CountyPay& county, const PlanPeriod& period) {
    std::optional<PayYear> out;
    for (const PayYear& year : county.years)
      if (period.holds(year.year.first) && (year.ratio() || !out || !out->ratio())) out = year;
    return out;
  }

  void add_lack(std::string_view item, const std::set<std::string_view>& missing) {
    auto lack = std::ranges::find(out_.lacks, item, &Lack::item);
    if (lack == out_.lacks.end()) lack = out_.lacks.insert(out_.lacks.end(), Lack{item, 0, {}});
    ++lack->areas;
    for (const std::string_view what : missing) name_missing(lack->missing, what);
  }

  void find_disagreements() {
    const auto compare = [&](AreaIndex area, std::string_view item, const Percent& percent) {
      if (percent.disagrees()) out_.disagreements.push_back({area, item, percent});
    };
    for (const AccreditationRow& row : out_.accreditation) {
      const bool is_basic = row.kind == model::AccreditationKind::Basic;
      compare(row.area, is_basic ? "counties_basic_growth_percent" : "counties_quality_growth_percent", row.growth);
    }
    for (const PeriodTotal& row : out_.funds) compare(row.area, kFundsGrowth, row.growth);
    for (const AreaIndex area : order_)
      for (const ReviewItem& item : review_items())
        for (const int year : figures_.years()) {
          const bool has_parts = item.kind == ItemKind::Share && !item.part.empty();
          if (has_parts) compare(area, item.id, figures_.share(area, item, year));
          if (const auto both = figures_.reported_beside_schools(area, item, year)) compare(area, item.id, *both);
        }
  }

  const ReviewInput& in_;
  const model::Dataset& data_;
  PlanPeriods periods_;
  AreaFigures figures_;
  std::vector<AreaIndex> order_;
  Review out_;
};

}  // namespace

std::optional<double> PayRow::change() const {
  if (!before || !during || !before->ratio() || !during->ratio()) return std::nullopt;
  return *during->ratio() - *before->ratio();
}

std::optional<double> RetentionRow::above_national() const {
  if (!during.value || !national.value) return std::nullopt;
  return *during.value - *national.value;
}

Review review(const ReviewInput& input) { return Reviewer(input).run(); }

}  // namespace junheng::monitor
