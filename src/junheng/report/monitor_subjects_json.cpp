#include <algorithm>

#include "junheng/monitor/monitor.h"
#include "junheng/report/monitor_subjects.h"
#include "junheng/standards/names.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;
using monitor::AreaSubject;
using monitor::AreaSubjects;
using monitor::SchoolSubjects;
using monitor::SubjectArea;
using monitor::SubjectFigure;

void write_source(JsonWriter& json, const standards::Source& source, standards::ValueStatus status) {
  json.member("document", std::string_view(source.document)).member("clause", std::string_view(source.clause));
  json.member("href", std::string_view(source.href));
  json.member("status", to_string(status));
}

void write_missing(JsonWriter& json, const std::vector<monitor::SubjectReason>& reasons) {
  json.key("missing").begin_array();
  for (const monitor::SubjectReason& reason : reasons)
    json.begin_object().member("reason", to_string(reason.why)).member("schools", reason.schools).end_object();
  json.end_array();
}

bool is_county(const SubjectReport& report, const SubjectArea& area) {
  return report.dataset->areas.levels[area.area().value] == model::AreaLevel::County;
}

void write_school(JsonWriter& json, const SubjectReport& report, const SchoolSubjects& school) {
  json.begin_object().member("school_id", report.dataset->schools.ids.at(school.school.value)).member("name", report.school_name(school));
}

std::optional<double> percent(std::optional<double> share) { return share ? std::optional(100 * *share) : std::nullopt; }

/// One object per year in which the area has a school; `write` fills it.
template <typename Write>
void write_trend(JsonWriter& json, const SubjectReport& report, AreaIndex area, const Write& write) {
  json.key("trend").begin_array();
  for (const monitor::SubjectYear& year : report.years) {
    const AreaSubjects* sums = year.find(area);
    if (sums == nullptr) continue;
    json.begin_object().member("school_year", year.year.first);
    write(*sums);
    json.end_object();
  }
  json.end_array();
}

void write_need(JsonWriter& json, const SubjectReport& report, const SubjectArea& area, std::size_t subject, Lang lang) {
  const AreaSubject& sum = area.sums->subjects[subject];
  const auto need = area.total(subject, &SubjectFigure::need);
  const auto have = area.total(subject, &SubjectFigure::have);
  const auto if_known = [&](double value) { return sum.has_every_school() ? std::optional(value) : std::nullopt; };
  json.begin_object().member("subject", report.monitor->subjects[subject]).member("name", std::string_view(report.title(subject, lang)));
  json.member("need", need).member("have", have).member("gap", if_known(sum.gap));
  json.member("shortage", if_known(sum.shortage)).member("surplus", if_known(sum.surplus));
  json.member("whole_teachers", if_known(sum.whole_need_each)).member("whole_teachers_shared", if_known(sum.whole_need_shared));
  json.member("full_posts", if_known(sum.full_posts)).member("shared_posts", if_known(sum.shared_posts));
  json.member("second_subject", if_known(sum.second)).member("schools_short", if_known(sum.schools_short));
  json.key("known").begin_object().member("schools", sum.schools).member("schools_unknown", sum.schools_unknown);
  json.member("need", sum.need).member("have", sum.have).member("gap", sum.gap).member("shortage", sum.shortage);
  json.member("schools_short", sum.schools_short).end_object();
  write_missing(json, need_reasons(area, subject));
  if (is_county(report, area)) {
    json.key("schools").begin_array();
    for (const SchoolSubjects* school : area.short_schools(subject)) {
      const SubjectFigure& figure = school->subjects[subject];
      write_school(json, report, *school);
      json.member("need", figure.need.get()).member("have", figure.have.get()).member("gap", figure.gap());
      json.member("whole_teachers", figure.whole_need()).member("full_posts", figure.full_posts());
      json.member("part_post", figure.part_post()).end_object();
    }
    json.end_array();
  }
  write_trend(json, report, area.area(), [&](const AreaSubjects& sums) {
    const AreaSubject& each = sums.subjects[subject];
    const auto if_all = [&](double value) { return each.has_every_school() ? std::optional(value) : std::nullopt; };
    json.member("need", if_all(each.need)).member("have", if_all(each.have)).member("gap", if_all(each.gap));
    json.member("shortage", if_all(each.shortage)).key("known").begin_object().member("schools", each.schools);
    json.member("schools_unknown", each.schools_unknown).member("need", each.need).member("have", each.have);
    json.member("gap", each.gap).member("shortage", each.shortage).end_object();
  });
  json.end_object();
}

void write_periods(JsonWriter& json, const SubjectReport& report, const SubjectArea& area, std::size_t subject, Lang lang) {
  const AreaSubject& sum = area.sums->subjects[subject];
  const auto due = area.total(subject, &SubjectFigure::due);
  const auto taught = area.total(subject, &SubjectFigure::taught);
  json.begin_object().member("subject", report.monitor->subjects[subject]).member("name", std::string_view(report.title(subject, lang)));
  json.member("due", due)
      .member("taught", taught)
      .member("share_percent", sum.has_all_periods() ? percent(sum.share_taught()) : std::nullopt);
  json.key("known").begin_object().member("schools", sum.schools_with_periods).member("schools_unknown", sum.schools_periods_unknown);
  json.member("due", sum.due).member("taught", sum.taught).member("share_percent", percent(sum.share_taught()));
  json.member("schools_under_taught", sum.schools_under_taught).end_object();
  write_missing(json, period_reasons(area, subject));
  if (is_county(report, area)) {
    json.key("schools").begin_array();
    for (const SchoolSubjects* school : area.under_taught_schools(subject)) {
      const SubjectFigure& figure = school->subjects[subject];
      write_school(json, report, *school);
      json.member("due", figure.due.get()).member("taught", figure.taught.get());
      json.member("share_percent", percent(figure.share_taught())).end_object();
    }
    json.end_array();
  }
  write_trend(json, report, area.area(), [&](const AreaSubjects& sums) {
    const AreaSubject& each = sums.subjects[subject];
    const auto if_all = [&](double value) { return each.has_all_periods() ? std::optional(value) : std::nullopt; };
    json.member("due", if_all(each.due)).member("taught", if_all(each.taught));
    json.member("share_percent", each.has_all_periods() ? percent(each.share_taught()) : std::nullopt);
    json.key("known").begin_object().member("schools", each.schools_with_periods);
    json.member("schools_unknown", each.schools_periods_unknown).member("due", each.due).member("taught", each.taught);
    json.member("share_percent", percent(each.share_taught())).end_object();
  });
  json.end_object();
}

void write_squeezed(JsonWriter& json, const SubjectReport& report, const SubjectArea& area) {
  const auto list = [&](std::string_view key, const monitor::SqueezedSchool& squeezed, const std::vector<std::size_t>& subjects) {
    json.key(key).begin_array();
    for (const std::size_t subject : subjects) {
      const SubjectFigure& figure = squeezed.school->subjects[subject];
      json.begin_object().member("subject", report.monitor->subjects[subject]);
      json.member("due", figure.due.get()).member("taught", figure.taught.get()).end_object();
    }
    json.end_array();
  };
  json.key("squeezed_schools").begin_array();
  for (const monitor::SqueezedSchool& squeezed : squeezed_schools(area, *report.monitor, *report.library)) {
    write_school(json, report, *squeezed.school);
    json.member("periods_lost", squeezed.lost);
    list("fewer", squeezed, squeezed.fewer);
    list("more", squeezed, squeezed.more);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_subject_basis(JsonWriter& json, const SubjectReport& report, Lang lang) {
  json.key("curriculum").begin_object().member("id", std::string_view(report.curriculum->id));
  json.member("title", std::string_view(report.curriculum->title.in(lang))).member("assumed", report.is_curriculum_assumed);
  write_source(json, report.curriculum->source, report.curriculum->status);
  json.end_object().key("loads").begin_object().member("id", std::string_view(report.loads->id));
  json.member("title", std::string_view(report.loads->title.in(lang))).member("assumed", report.is_loads_assumed);
  json.key("entries").begin_array();
  for (const standards::WeeklyLoad& load : report.loads->loads) {
    json.begin_object().member("stage", to_string(load.stage)).key("subjects").begin_array();
    for (const std::string& subject : load.subjects) json.value(std::string_view(subject));
    json.end_array().member("periods", load.periods);
    write_source(json, load.source, load.status);
    json.end_object();
  }
  json.end_array().end_object().key("unknown_subjects").begin_array();
  for (const Issue& issue : report.monitor->issues) json.value(std::string_view(issue.message(lang)));
  json.end_array();
}

void write_area_subjects(JsonWriter& json, const SubjectReport& report, AreaIndex area, Lang lang) {
  const auto at = std::ranges::find(report.areas, area, [](const SubjectArea& one) { return one.area(); });
  if (at == report.areas.end()) {
    if (report.has_need) json.key(monitor::kSubjects).null();
    if (report.has_periods) json.key(monitor::kPeriods).null();
    return;
  }
  if (report.has_need) {
    json.key(monitor::kSubjects).begin_array();
    for (std::size_t i = 0; i < report.monitor->subjects.size(); ++i) write_need(json, report, *at, i, lang);
    json.end_array().key("teachers_without_subject").value(at->sums->without_subject);
    json.member("teachers_unknown_subject", at->sums->unknown_subject).member("teachers_outside_curriculum", at->sums->outside_curriculum);
  }
  if (!report.has_periods) return;
  json.key(monitor::kPeriods).begin_array();
  for (std::size_t i = 0; i < report.monitor->subjects.size(); ++i) write_periods(json, report, *at, i, lang);
  json.end_array();
  write_squeezed(json, report, *at);
}

}  // namespace junheng::report
