#include "junheng/app/review_schools.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "junheng/assess/assess.h"
#include "junheng/core/codes.h"
#include "junheng/monitor/run_monitors.h"
#include "junheng/monitor/school_figures.h"
#include "junheng/monitor/subject_areas.h"
#include "junheng/monitor/year_frame.h"
#include "junheng/standards/pack.h"

namespace junheng::app {

namespace {

using model::AccreditationKind;

/// Pack under which counties of a kind were recognised.
std::string_view pack_of(AccreditationKind kind) { return kind == AccreditationKind::Basic ? "cn.basic-2012" : kQualityPack; }

/// Schools without rows of their stages, or in no county, give no figure; any other error is one of the review.
bool tells_no_schools(const Error& error) { return error.code == Code::NoDataForYear || error.code == Code::NoAreaAtLevel; }

/// Years of which there are rows of schools, from `first` to `last`.
std::vector<SchoolYear> school_years(const model::Dataset& dataset, int first, int last) {
  if (dataset.schools.size() == 0) return {};
  std::vector<SchoolYear> out = dataset.years();
  std::erase_if(out, [&](SchoolYear year) { return year.first < first || year.first > last; });
  return out;
}

class SchoolsReader {
 public:
  SchoolsReader(const ReviewSchoolsInput& input, const Session& session)
      : in_(input), session_(session), data_(*input.dataset), first_(input.periods.before.first - 1) {}

  Result<ReviewSchools> run() {
    for (auto step :
         {&SchoolsReader::add_monitors, &SchoolsReader::add_shortages, &SchoolsReader::add_standings, &SchoolsReader::add_pay}) {
      if (auto done = (this->*step)(); !done) return fail(done.error());
      if (auto stopped = session_.check_stop(); !stopped) return fail(stopped.error());
    }
    return std::move(out_);
  }

 private:
  void add(const std::vector<monitor::SchoolFigure>& figures) { out_.figures.insert(out_.figures.end(), figures.begin(), figures.end()); }

  /// Null for a year before the standard was in force.
  Result<std::shared_ptr<const standards::Standard>> standard_of(std::string_view pack, SchoolYear year) const {
    auto standard = find_standard({std::string(pack), year, {}, std::nullopt}, session_);
    if (!standard && standard.error().code == Code::StandardNotInForce) return std::shared_ptr<const standards::Standard>();
    return standard;
  }

  /// Pupils come from the same assessment of each year as the monitors' figures.
  Result<void> add_monitors() {
    const std::vector<SchoolYear> years = school_years(data_, first_, in_.last_year);
    if (years.empty()) return {};
    monitor::MonitorOptions options;
    options.year = years.back();
    options.what = monitor::review_monitors();
    const auto reading = find_pack(std::string(pack_of_country(data_.manifest.country)), session_);
    if (!reading) return fail(reading.error());
    options.reading = &*reading;
    options.on_year = [&](const monitor::YearFrame& frame) {
      if (frame.year.first >= first_) add(monitor::pupil_figures(frame.assessment));
    };
    const auto monitoring = monitor::run_monitors(data_, standards::built_in_monitor_limits(), options);
    if (monitoring) add(monitor::monitor_figures(*monitoring, first_));
    else if (!tells_no_schools(monitoring.error())) return fail(monitoring.error());
    return {};
  }

  Result<void> add_shortages() {
    for (const SchoolYear year : school_years(data_, first_, in_.last_year)) {
      if (!monitor::has_subject_tables(data_, year)) continue;
      out_.has_subjects = true;
      const auto subjects = monitor::monitor_subjects({&data_, year, &in_.basis->library, in_.basis->curriculum, in_.basis->loads});
      const auto shortages = monitor::shortage_figures(subjects, data_, year);
      add(shortages.figures);
      for (const std::string_view id : shortages.without_load)
        if (std::ranges::find(out_.subjects_without_load, id) == out_.subjects_without_load.end()) out_.subjects_without_load.push_back(id);
    }
    return {};
  }

  Result<void> add_standings() {
    if (data_.stage_facts.size() == 0) return {};
    for (const AccreditationKind kind : {AccreditationKind::Basic, AccreditationKind::Quality}) {
      std::optional<int> first;
      for (const model::Accreditation& entry : data_.accreditations)
        if (entry.kind == kind) first = std::min(entry.year, first.value_or(entry.year));
      if (!first) continue;
      for (const SchoolYear year : school_years(data_, std::max(first_ + 1, *first), in_.periods.during.last)) {
        auto standard = standard_of(pack_of(kind), year);
        if (!standard) return fail(standard.error());
        if (*standard == nullptr) continue;
        auto assessor = assess::Assessor::create(data_, *standard, {year, model::AreaLevel::County, ""});
        if (!assessor && tells_no_schools(assessor.error())) continue;
        if (!assessor) return fail(assessor.error());
        const auto standings = monitor::county_standings(assessor->assess(), kind);
        out_.standings.insert(out_.standings.end(), standings.begin(), standings.end());
        if (auto stopped = session_.check_stop(); !stopped) return fail(stopped.error());
      }
    }
    return {};
  }

  Result<void> add_pay() {
    out_.pay = monitor::county_pay(data_, standards::built_in_monitor_limits());
    return {};
  }

  const ReviewSchoolsInput& in_;
  const Session& session_;
  const model::Dataset& data_;
  int first_;
  ReviewSchools out_;
};

}  // namespace

Result<ReviewSchools> review_schools(const ReviewSchoolsInput& input, const Session& session) {
  return SchoolsReader(input, session).run();
}

}  // namespace junheng::app
