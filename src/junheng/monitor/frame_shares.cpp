#include "junheng/monitor/frame_shares.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "junheng/assess/threshold.h"
#include "junheng/monitor/area_chain.h"
#include "junheng/monitor/subject_staff.h"

namespace junheng::monitor {

namespace {

using standards::Direction;

/// Periods and classes of one range in one stage: of a school, or of the known schools of an area.
struct StageSum {
  double taught = 0;
  double classes = 0;
  std::uint32_t schools = 0;
  SubjectGap missing = SubjectGap::None;

  [[nodiscard]] std::optional<double> per_class() const {
    if (missing != SubjectGap::None || schools == 0) return std::nullopt;
    if (classes > 0) return taught / classes;
    return taught == 0 ? std::optional(0.0) : std::nullopt;
  }
};

using Sums = std::array<StageSum, kFrameStages>;

/// The frame in the numbers that shares are made of.
class Frame {
 public:
  explicit Frame(const standards::Curriculum& curriculum) : curriculum_(curriculum) {
    const standards::PeriodFrame& frame = *curriculum.frame;
    const bool is_yearly = !frame.yearly.empty();
    for (std::size_t i = 0; i < frame.weekly.size(); ++i) {
      const int grade = curriculum.grades.first + static_cast<int>(i);
      // A frame of periods a week alone weighs every grade alike.
      const double weeks = is_yearly && frame.weekly[i] > 0 ? frame.yearly[i] / frame.weekly[i] : 1;
      for (std::size_t stage = 0; stage < kFrameStages; ++stage)
        if (stage_of_grade(grade) == kCompulsoryStages[stage]) weeks_[stage] += weeks;
    }
    const std::vector<double>& periods = is_yearly ? frame.yearly : frame.weekly;
    total_ = frame.total.value_or(std::accumulate(periods.begin(), periods.end(), 0.0));
  }

  [[nodiscard]] bool has_subjects_in(const standards::PeriodShare& share, std::size_t stage) const {
    for (int grade = share.grades.first; grade <= share.grades.last; ++grade)
      if (stage_of_grade(grade) == kCompulsoryStages[stage]) return true;
    return false;
  }

  /// Percent of the frame; a stage without the subjects of which nothing is known counts nothing.
  [[nodiscard]] std::optional<double> percent(const standards::PeriodShare& share,
                                              const std::array<std::optional<double>, kFrameStages>& per_class) const {
    double periods = 0;
    for (std::size_t stage = 0; stage < kFrameStages; ++stage) {
      if (!per_class[stage] && has_subjects_in(share, stage)) return std::nullopt;
      periods += per_class[stage].value_or(0) * weeks_[stage];
    }
    return 100 * periods / total_;
  }

  [[nodiscard]] static FramePlace place(const standards::PeriodShare& share, double percent) {
    if (share.low_percent && !assess::reaches(percent, *share.low_percent, Direction::Higher)) return FramePlace::Below;
    if (share.high_percent && !assess::reaches(percent, *share.high_percent, Direction::Lower)) return FramePlace::Above;
    return FramePlace::Inside;
  }

 private:
  const standards::Curriculum& curriculum_;
  std::array<double, kFrameStages> weeks_{};
  double total_ = 0;
};

class FrameRun {
 public:
  explicit FrameRun(const SubjectInput& input)
      : in_(input),
        data_(*input.dataset),
        frame_(*input.curriculum),
        rows_(assess::find_rows(data_, input.year)),
        campuses_(assess::find_campuses(data_, rows_)) {
    for (const standards::PeriodShare& share : input.curriculum->shares) {
      if (!share.low_percent && !share.high_percent) continue;
      out_.shares.push_back(&share);
      for (const std::string& subject : share.subjects) {
        subjects_.push_back(subject);
        group_of_.push_back(out_.shares.size() - 1);
      }
    }
  }

  FrameMonitor run() {
    read_schools();
    add_areas();
    for (std::size_t i = 0; i < out_.schools.size(); ++i) judge_school(i);
    for (FrameArea& area : out_.areas) judge_area(area);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t count() const { return out_.shares.size(); }

  void read_schools() {
    std::array<std::vector<std::vector<StageSum>>, kFrameStages> by_stage;
    std::vector<SchoolIndex> roots;
    for (std::size_t i = 0; i < data_.schools.size(); ++i)
      if (campuses_.of_whole().root[i] == SchoolIndex(i) && !model::SchoolKind::is_special(data_.schools.kinds[i])) roots.emplace_back(i);
    for (std::size_t stage = 0; stage < kFrameStages; ++stage) {
      SubjectInput only = in_;
      only.only_stage = kCompulsoryStages[stage];
      const SubjectStaff staff(only, rows_, campuses_, subjects_);
      for (const SchoolIndex root : roots) by_stage[stage].push_back(read_stage(staff, root, kCompulsoryStages[stage]));
      if (stage == 0) out_.issues = staff.unknown_words();
    }
    for (std::size_t i = 0; i < roots.size(); ++i) {
      if (by_stage[0][i].empty() && by_stage[1][i].empty()) continue;
      std::vector<Sums> sums(count());
      for (std::size_t stage = 0; stage < kFrameStages; ++stage)
        for (std::size_t share = 0; share < by_stage[stage][i].size(); ++share) sums[share][stage] = by_stage[stage][i][share];
      out_.schools.push_back({roots[i], std::vector<FrameShare>(count())});
      school_sums_.push_back(std::move(sums));
    }
  }

  /// Empty: the school has no such stage.
  std::vector<StageSum> read_stage(const SubjectStaff& staff, SchoolIndex root, Stage stage) const {
    if (!has_compulsory_stage(data_, rows_, campuses_, root, stage)) return {};
    const GradeClasses classes = grade_classes(data_, in_.year, rows_, campuses_, root, stage);
    SchoolSubjects school{root, 0, classes.basis, 0, 0, 0, std::vector<SubjectFigure>(subjects_.size())};
    staff.fill(root, assess::StageSet::of(std::array{stage}), school);
    std::vector<StageSum> sums(count());
    for (StageSum& sum : sums) {
      sum.schools = 1;
      sum.classes = std::accumulate(classes.by_grade.begin(), classes.by_grade.end(), 0.0);
      if (classes.basis == ClassBasis::Unknown) sum.missing = SubjectGap::NoClasses;
    }
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
      StageSum& sum = sums[group_of_[i]];
      const SubjectValue& taught = school.subjects[i].taught;
      sum.taught += taught.value;
      if (sum.missing == SubjectGap::None) sum.missing = taught.missing;
    }
    return sums;
  }

  void add_areas() {
    std::map<std::string_view, FrameArea> areas;
    for (std::size_t i = 0; i < out_.schools.size(); ++i)
      for (const AreaIndex area : area_chain(data_.areas, data_.schools.areas[out_.schools[i].school.value])) {
        FrameArea& entry = areas[data_.areas.codes.at(area.value)];
        entry.area = area;
        entry.schools.push_back(i);
      }
    for (auto& [code, area] : areas) {
      area.shares.resize(count());
      for (std::size_t share = 0; share < count(); ++share) area_sums_[area.area].push_back(sum_area(area, share));
      if (data_.areas.levels[area.area.value] == model::AreaLevel::County)
        for (std::size_t share = 0; share < count(); ++share) county_sums_[area.area].push_back(sum_county(area, share));
      out_.areas.push_back(std::move(area));
    }
  }

  /// The first reason for which a stage that the school has, and in which the subjects are taught, is not known.
  [[nodiscard]] SubjectGap own_gap(const Sums& sums, std::size_t share) const {
    for (std::size_t stage = 0; stage < kFrameStages; ++stage) {
      if (sums[stage].schools == 0 || sums[stage].per_class() || !frame_.has_subjects_in(*out_.shares[share], stage)) continue;
      return sums[stage].missing == SubjectGap::None ? SubjectGap::NoClasses : sums[stage].missing;
    }
    return SubjectGap::None;
  }

  Sums sum_area(FrameArea& area, std::size_t share) const {
    Sums sums;
    for (const std::size_t i : area.schools) {
      const Sums& school = school_sums_[i][share];
      if (own_gap(school, share) != SubjectGap::None) {
        ++area.shares[share].schools_unknown;
        continue;
      }
      ++area.shares[share].schools;
      for (std::size_t stage = 0; stage < kFrameStages; ++stage) {
        if (!school[stage].per_class()) continue;
        sums[stage].taught += school[stage].taught;
        sums[stage].classes += school[stage].classes;
        ++sums[stage].schools;
      }
    }
    return sums;
  }

  /// All schools of one county that have the stage; not known where one of them is not.
  [[nodiscard]] Sums sum_county(const FrameArea& county, std::size_t share) const {
    Sums sums;
    for (const std::size_t i : county.schools)
      for (std::size_t stage = 0; stage < kFrameStages; ++stage) {
        const StageSum& school = school_sums_[i][share][stage];
        if (school.schools == 0) continue;
        if (!school.per_class()) sums[stage].missing = SubjectGap::NoOtherStage;
        sums[stage].taught += school.taught;
        sums[stage].classes += school.classes;
        ++sums[stage].schools;
      }
    return sums;
  }

  /// Periods of one class in the stage as all schools of the county give them; nullopt where one of them is not known.
  [[nodiscard]] std::optional<double> county_stage(SchoolIndex school, std::size_t share, std::size_t stage) const {
    const auto county = data_.areas.at_level(data_.schools.areas[school.value], model::AreaLevel::County);
    const auto sums = county ? county_sums_.find(*county) : county_sums_.end();
    return sums == county_sums_.end() ? std::nullopt : sums->second[share][stage].per_class();
  }

  void judge_school(std::size_t position) {
    FrameSchool& school = out_.schools[position];
    for (std::size_t share = 0; share < count(); ++share) {
      const Sums& sums = school_sums_[position][share];
      FrameShare& out = school.shares[share];
      out.missing = own_gap(sums, share);
      for (std::size_t stage = 0; stage < kFrameStages; ++stage) {
        out.per_class[stage] = sums[stage].per_class();
        if (sums[stage].schools > 0 || !frame_.has_subjects_in(*out_.shares[share], stage)) continue;
        out.per_class[stage] = county_stage(school.school, share, stage);
        out.is_county[stage] = true;
      }
      out.percent = frame_.percent(*out_.shares[share], out.per_class);
      if (out.percent) out.place = Frame::place(*out_.shares[share], *out.percent);
      else if (out.missing == SubjectGap::None) out.missing = SubjectGap::NoOtherStage;
    }
  }

  void judge_area(FrameArea& area) const {
    for (std::size_t share = 0; share < count(); ++share) {
      FrameAreaShare& out = area.shares[share];
      const Sums& sums = area_sums_.at(area.area)[share];
      for (std::size_t stage = 0; stage < kFrameStages; ++stage) out.share.per_class[stage] = sums[stage].per_class();
      if (out.schools > 0) out.share.percent = frame_.percent(*out_.shares[share], out.share.per_class);
      if (out.is_complete()) out.share.place = Frame::place(*out_.shares[share], *out.share.percent);
      else if (!out.share.percent) out.share.missing = SubjectGap::NoOtherStage;
      std::map<SubjectGap, std::uint32_t> reasons;
      for (const std::size_t i : area.schools) {
        const FrameShare& school = out_.schools[i].shares[share];
        if (school.place == FramePlace::Below) ++out.schools_below;
        if (school.place == FramePlace::Inside) ++out.schools_inside;
        if (school.place == FramePlace::Above) ++out.schools_above;
        if (school.missing != SubjectGap::None) ++reasons[school.missing];
      }
      for (const auto& [why, schools] : reasons) out.reasons.push_back({why, schools});
    }
  }

  const SubjectInput& in_;
  const model::Dataset& data_;
  Frame frame_;
  assess::YearRows rows_;
  assess::Campuses campuses_;
  /// Subjects of all ranges, and the range of each.
  std::vector<std::string_view> subjects_;
  std::vector<std::size_t> group_of_;
  /// By position in FrameMonitor::schools and by area: one entry per range.
  std::vector<std::vector<Sums>> school_sums_;
  std::map<AreaIndex, std::vector<Sums>> area_sums_;
  std::map<AreaIndex, std::vector<Sums>> county_sums_;
  FrameMonitor out_;
};

}  // namespace

std::string_view to_string(FramePlace place) {
  switch (place) {
    case FramePlace::Below: return "below";
    case FramePlace::Inside: return "inside";
    case FramePlace::Above: return "above";
  }
  return "inside";
}

const FrameArea* FrameMonitor::find(AreaIndex area) const {
  const auto found = std::ranges::find(areas, area, &FrameArea::area);
  return found == areas.end() ? nullptr : &*found;
}

FrameMonitor monitor_frame(const SubjectInput& input) { return FrameRun(input).run(); }

std::vector<const FrameArea*> frame_areas(const FrameMonitor& monitor, const model::Dataset& dataset, std::optional<model::AreaLevel> level,
                                          const std::string& area_code) {
  const auto within = area_code.empty() ? std::nullopt : dataset.areas.find(area_code);
  std::vector<const FrameArea*> out;
  for (const FrameArea& area : monitor.areas) {
    const auto chain = area_chain(dataset.areas, area.area);
    if (within && std::ranges::find(chain, *within) == chain.end()) continue;
    if (!level || dataset.areas.levels[area.area.value] == *level) out.push_back(&area);
  }
  return out;
}

}  // namespace junheng::monitor
