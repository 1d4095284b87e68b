#include <string_view>

#include "junheng/formats/json_writer.h"
#include "junheng/report/review_report.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;
using monitor::AreaFigure;
using monitor::Percent;

class ReviewJson {
 public:
  explicit ReviewJson(const ReviewReport& report) : report_(report), review_(*report.review) {}

  std::string run() {
    const model::Manifest& manifest = report_.dataset->manifest;
    json_.begin_object();
    json_.member("title", std::string_view(manifest.title)).member("source", std::string_view(manifest.source));
    json_.member("synthetic", manifest.is_synthetic).member("partial", report_.is_partial);
    json_.key("periods").begin_object();
    period("before", review_.periods.before);
    period("during", review_.periods.during);
    json_.end_object();
    list("accreditation", review_.accreditation, [&](const auto& row) { accreditation(row); });
    list("accredited_years", review_.accredited_years, [&](const auto& row) { accredited_year(row); });
    list("recognised", review_.recognised, [&](const auto& row) { recognised(row); });
    list("recognised_sums", review_.recognised_sums, [&](const auto& row) { recognised_sum(row); });
    list("retention", review_.retention, [&](const auto& row) { retention(row); });
    list("large_classes", review_.classes, [&](const auto& row) {
      area(row.area);
      count_share("large", row.large);
      count_share("very_large", row.very_large);
    });
    list("large_schools", review_.schools, [&](const auto& row) {
      area(row.area);
      count_share("over_2000", row.over_2000);
      count_share("over_3000", row.over_3000);
      implied("schools_implied", row.whole);
    });
    list("shortages", review_.shortages, [&](const auto& row) {
      area(row.area);
      figure("before", row.before);
      figure("during", row.during);
      figure("counties", row.counties);
    });
    list("pay", review_.pay, [&](const auto& row) {
      area(row.area);
      pay_year("before", row.before);
      pay_year("during", row.during);
      json_.member("change", row.change());
    });
    list("pay_sums", review_.pay_sums, [&](const auto& row) {
      area(row.area);
      json_.member("met", row.met).member("unmet", row.unmet).member("unknown", row.unknown);
    });
    list("funds", review_.funds, [&](const auto& row) { total(row); });
    list("totals", review_.totals, [&](const auto& row) { total(row); });
    list("targets", review_.targets, [&](const auto& row) { target(row); });
    list("elimination", review_.elimination, [&](const auto& row) { elimination(row); });
    list("series", review_.series, [&](const auto& row) { series(row); });
    list("lacks", review_.lacks, [&](const auto& row) {
      json_.member("item", row.item).member("areas", row.areas);
      names("missing", row.missing);
    });
    if (report_.subjects != nullptr) subjects(*report_.subjects);
    list("disagreements", review_.disagreements, [&](const auto& row) {
      area(row.area);
      json_.member("item", row.item).member("year", row.percent.published.year);
      json_.member("computed_basis", to_string(row.percent.computed.basis));
      json_.member("computed", row.percent.computed.value).member("published", row.percent.published.value);
    });
    list("gaps", review_.gaps, [&](const auto& row) {
      area(row.area);
      json_.member("item", row.item).member("year", row.year);
      json_.member("counties_missing", row.counties_missing).member("counties", row.counties);
    });
    json_.end_object();
    return json_.take();
  }

 private:
  template <typename Rows, typename Write>
  void list(std::string_view name, const Rows& rows, Write write) {
    json_.key(name).begin_array();
    for (const auto& row : rows) {
      json_.begin_object();
      write(row);
      json_.end_object();
    }
    json_.end_array();
  }

  void period(std::string_view name, const monitor::PlanPeriod& period) {
    json_.key(name).begin_object();
    json_.member("first", period.first).member("last", period.last);
    json_.end_object();
  }

  void area(AreaIndex area) {
    const model::Areas& areas = report_.dataset->areas;
    json_.member("area_code", areas.codes.at(area.value)).member("name", areas.names.at(area.value));
    json_.member("level", model::to_string(areas.levels[area.value]));
  }

  /// The number under its name, and beside it what it rests on.
  void figure(std::string_view name, const AreaFigure& figure) {
    const std::string prefix(name);
    json_.member(name, figure.value);
    if (figure.value) json_.member(prefix + "_year", figure.year).member(prefix + "_basis", to_string(figure.basis));
    if (figure.is_inferred) json_.member(prefix + "_inferred", true);
    if (figure.is_of_schools) json_.member(prefix + "_of_schools", true);
    if (!figure.value && !figure.missing.empty()) names(prefix + "_missing", figure.missing);
    if (!figure.evidence.empty()) json_.member(prefix + "_evidence", figure.evidence);
    if (!figure.value && figure.counties_missing > 0)
      json_.member(prefix + "_counties_missing", figure.counties_missing).member(prefix + "_counties", figure.counties);
  }

  void names(std::string_view key, const std::vector<std::string_view>& names) {
    json_.key(key).begin_array();
    for (const std::string_view name : names) json_.value(name);
    json_.end_array();
  }

  /// The computed percentage, else the published one; both where there are both.
  void percent(std::string_view name, const Percent& percent) {
    figure(name, percent.best());
    const std::string prefix(name);
    json_.member(prefix + "_published", percent.published.value);
    if (percent.computed.value && percent.published.value) json_.member(prefix + "_agrees", !percent.disagrees());
  }

  void implied(std::string_view name, const std::optional<monitor::CountShare::Implied>& whole) {
    if (!whole) return;
    json_.key(name).begin_object();
    json_.member("low", whole->low).member("high", whole->high).member("inferred", true);
    json_.end_object();
  }

  void count_share(const std::string& name, const monitor::CountShare& share) {
    figure(name + "_before", share.before);
    figure(name, share.count);
    percent(name + "_share_percent", share.share);
    implied(name + "_total_implied", share.whole);
  }

  void subjects(const ReviewSubjects& subjects) {
    json_.key("shortage_basis").begin_object();
    json_.member("curriculum", std::string_view(subjects.curriculum->id)).member("curriculum_assumed", subjects.is_curriculum_assumed);
    json_.member("loads", std::string_view(subjects.loads->id)).member("loads_assumed", subjects.is_loads_assumed);
    names("without_load", subjects.without_load);
    json_.end_object();
  }

  static std::string_view kind_of(model::AccreditationKind kind) { return kind == model::AccreditationKind::Basic ? "basic" : "quality"; }

  void target_member(const std::optional<monitor::Target>& target) {
    json_.member("target", target ? std::optional(target->value) : std::nullopt);
    if (target) json_.member("target_area_code", report_.dataset->areas.codes.at(target->area.value));
  }

  void accreditation(const monitor::AccreditationRow& row) {
    area(row.area);
    json_.member("kind", kind_of(row.kind));
    figure("before", row.before);
    figure("during", row.during);
    percent("growth_percent", row.growth);
    figure("accredited", row.accredited);
    figure("counties", row.counties);
    percent("share_percent", row.share);
    const bool is_inferred = row.before.is_inferred || row.during.is_inferred || row.accredited.is_inferred || row.counties.is_inferred;
    json_.member("inferred", is_inferred);
    target_member(row.target);
    json_.key("complete_since");
    if (row.complete_since) json_.value(*row.complete_since);
    else json_.null();
  }

  void accredited_year(const monitor::AccreditedYear& row) {
    area(row.area);
    json_.member("kind", kind_of(row.kind)).member("year", row.year);
    figure("in_year", row.in_year);
    figure("accredited", row.accredited);
    figure("counties", row.counties);
    percent("share_percent", row.share);
  }

  void recognised(const monitor::RecognisedCounty& row) {
    area(row.area);
    json_.member("kind", kind_of(row.kind)).member("year", row.year).member("years_since", row.years_since);
    json_.key("present_verdict");
    if (row.present) json_.value(to_string(*row.present));
    else json_.null();
    if (row.present) json_.member("present_year", row.present_year);
    json_.member("falls_back", row.falls_back());
    list("failed", row.trend.failed, [&](const monitor::ClauseTrend& each) { clause(each); });
    json_.key("trend");
    if (row.trend.compared == 0) {
      json_.null();
      return;
    }
    json_.begin_object().member("from", row.trend.from).member("to", row.trend.to).member("clauses", row.trend.compared);
    json_.member("worse", row.trend.worse).member("better", row.trend.better).member("points_down", row.trend.points_down());
    json_.key("next");
    if (row.trend.next) {
      json_.begin_object();
      clause(*row.trend.next);
      json_.end_object();
    } else {
      json_.null();
    }
    json_.end_object();
  }

  void clause(const monitor::ClauseTrend& trend) {
    const monitor::ClauseStanding& now = trend.now;
    json_.member("kind", to_string(now.kind)).key("stage");
    if (now.stage) json_.value(to_string(*now.stage));
    else json_.null();
    json_.member("clause", std::string_view(now.id)).member("value", now.value).member("limit", now.limit).member("margin", now.margin);
    if (now.kind == monitor::ClauseKind::Schools) json_.member("schools_unmet", now.schools_unmet).member("schools", now.schools);
    json_.member("margin_per_year", trend.yearly_change).member("years_left", trend.years_left);
  }

  void recognised_sum(const monitor::RecognisedSum& row) {
    area(row.area);
    json_.member("kind", kind_of(row.kind)).member("counties", row.counties).member("met", row.met).member("fallen_back", row.fallen_back);
    json_.member("unknown", row.unknown).member("without_schools", row.without_schools);
    json_.member("compared", row.compared).member("points_down", row.points_down);
    json_.member("least_years_since", row.least_years_since).member("most_years_since", row.most_years_since);
  }

  void pay_year(std::string_view name, const std::optional<monitor::PayYear>& pay) {
    json_.key(name);
    if (!pay) {
      json_.null();
      return;
    }
    json_.begin_object().member("year", pay->year.first).member("teacher_pay_yuan", pay->pay.teacher.get());
    json_.member("civil_servant_pay_yuan", pay->pay.civil_servant.get()).member("ratio", pay->ratio()).key("verdict");
    if (pay->verdict) json_.value(to_string(*pay->verdict));
    else json_.null();
    json_.end_object();
  }

  void retention(const monitor::RetentionRow& row) {
    area(row.area);
    json_.member("item", row.item->id);
    figure("before", row.before);
    figure("during", row.during);
    figure("national", row.national);
    json_.member("above_national", row.above_national());
    target_member(row.target);
  }

  void total(const monitor::PeriodTotal& row) {
    area(row.area);
    json_.member("item", row.item->id);
    figure("before", row.before);
    figure("during", row.during);
    percent("growth_percent", row.growth);
  }

  void target(const monitor::TargetCourse& row) {
    area(row.target.area);
    json_.member("item", std::string_view(row.target.item)).member("course", to_string(row.item->course));
    json_.member("year", row.target.year).member("target", row.target.value);
    figure("baseline", row.baseline);
    figure("actual", row.actual);
    json_.member("expected", row.expected).member("status", to_string(row.status));
    json_.member("pace_so_far", row.pace_so_far).member("pace_needed", row.pace_needed);
    if (row.unknown) json_.member("reason", to_string(*row.unknown));
  }

  void elimination(const monitor::EliminationRow& row) {
    area(row.area);
    json_.member("item", row.item->id).member("year", row.year).member("planned", row.planned);
    figure("actual", row.actual);
    json_.member("excess", row.excess()).member("status", to_string(row.status())).member("schedules_of_counties", row.counties);
  }

  void series(const monitor::Series& row) {
    area(row.area);
    json_.member("item", row.item->id).member("course", to_string(row.item->course));
    list("points", row.points, [&](const AreaFigure& point) {
      json_.member("year", point.year).member("value", point.value).member("basis", to_string(point.basis));
      json_.member("inferred", point.is_inferred);
    });
  }

  const ReviewReport& report_;
  const monitor::Review& review_;
  JsonWriter json_;
};

}  // namespace

std::string review_json(const ReviewReport& report) { return ReviewJson(report).run(); }

}  // namespace junheng::report
