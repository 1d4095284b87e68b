#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <span>

#include "junheng/assess/threshold.h"
#include "junheng/model/school_traits.h"
#include "junheng/monitor/breakdown_cells.h"
#include "junheng/monitor/monitor_functions.h"
#include "junheng/monitor/staff_need.h"
#include "junheng/monitor/teacher_shares.h"

namespace junheng::monitor {

namespace {

/// Per kind and setting. Ratios are over the schools that tell both numbers; from kStaffHeld on only the schools count that the standard is
/// for.
enum StaffTally : std::size_t {
  kSchools,
  kPupils,
  kStaff,
  kPupilsOfStaff,
  kStaffOfPupils,
  kPupilsOfTeachers,
  kTeachersOfPupils,
  kTeachersOfClasses,
  kClassesOfTeachers,
  kStaffHeld,
  kPupilsHeldOfStaff,
  kStaffOfPupilsHeld,
  kNeed,
  kShort,
  kPostsMissing,
  kStaffTallies
};
/// Per county, after them; then the shares of teachers.
enum AreaTally : std::size_t { kAreaStaff, kAreaHeld, kAreaNeed, kAreaApproved, kAreaShort, kAreaMissing, kAreaTallies };
constexpr std::size_t kAreaFrom = kKindSettings * kStaffTallies;
constexpr std::size_t kSharesFrom = kAreaFrom + kAreaTallies;

constexpr auto kKindColumns = std::to_array<BreakdownColumn>({{"schools"},
                                                              {"pupils"},
                                                              {"staff"},
                                                              {"pupils_per_staff", 2},
                                                              {"pupils_per_teacher", 2},
                                                              {"teachers_per_class", 2},
                                                              {"pupils_per_staff_held", 2},
                                                              {"posts_needed", 1},
                                                              {"schools_short"},
                                                              {"posts_missing", 1}});

void add_quantity(Tally& tally, const model::Quantity& quantity, std::string_view what) {
  if (quantity.is_present()) tally.add(quantity.value);
  else tally.leave_open(what);
}

void add_ratio(std::span<Tally> pair, const model::Quantity& over, const model::Quantity& under, std::string_view what) {
  if (over.is_present() && under.is_present()) {
    pair[0].add(over.value);
    pair[1].add(under.value);
  } else {
    for (Tally& tally : pair.first(2)) tally.leave_open(what);
  }
}

std::string_view lacking(const model::Quantity& quantity, std::string_view id, std::string_view otherwise) {
  return quantity.is_present() ? otherwise : id;
}

bool is_short(const SchoolStaff& own) { return !assess::reaches(own.staff.value, *own.need, standards::Direction::Higher); }

void add_school(const SchoolStaff& own, std::span<Tally> tallies) {
  tallies[kSchools].add(1);
  add_quantity(tallies[kPupils], own.pupils, "pupils");
  add_quantity(tallies[kStaff], own.staff, "staff");
  // Staff and teachers of attached kindergarten classes are among the school's, their pupils are not.
  if (own.missing == "preprimary") {
    for (std::size_t i = kPupilsOfStaff; i < kStaffHeld; ++i) tallies[i].leave_open(own.missing);
  } else {
    add_ratio(tallies.subspan(kPupilsOfStaff), own.pupils, own.staff, lacking(own.staff, "staff", "pupils"));
    add_ratio(tallies.subspan(kPupilsOfTeachers), own.pupils, own.teachers, lacking(own.teachers, "teachers", "pupils"));
    add_ratio(tallies.subspan(kTeachersOfClasses), own.teachers, own.classes, lacking(own.teachers, "teachers", "classes"));
  }
  if (!own.is_held) return;
  add_quantity(tallies[kStaffHeld], own.staff, "staff");
  if (own.missing == "preprimary")
    for (const StaffTally each : {kPupilsHeldOfStaff, kStaffOfPupilsHeld}) tallies[each].leave_open(own.missing);
  else add_ratio(tallies.subspan(kPupilsHeldOfStaff), own.pupils, own.staff, lacking(own.staff, "staff", "pupils"));
  if (own.need) tallies[kNeed].add(*own.need);
  else tallies[kNeed].leave_open(own.missing);
  for (const StaffTally each : {kShort, kPostsMissing}) {
    if (!own.gap()) tallies[each].leave_open(own.need ? "staff" : own.missing);
    else if (!is_short(own)) tallies[each].add(0);
    else tallies[each].add(each == kShort ? 1 : *own.gap());
  }
}

std::vector<BreakdownCell> kind_cells(std::span<const Tally> t) {
  return {count_cell(t[kSchools]),
          count_cell(t[kPupils]),
          count_cell(t[kStaff]),
          ratio_cell(t[kPupilsOfStaff], t[kStaffOfPupils]),
          ratio_cell(t[kPupilsOfTeachers], t[kTeachersOfPupils]),
          ratio_cell(t[kTeachersOfClasses], t[kClassesOfTeachers]),
          ratio_cell(t[kPupilsHeldOfStaff], t[kStaffOfPupilsHeld]),
          count_cell(t[kNeed]),
          count_cell(t[kShort]),
          count_cell(t[kPostsMissing])};
}

/// Approved posts of a county by the table `establishment`: what stands for the county, else the sum over its schools.
class ApprovedPosts {
 public:
  explicit ApprovedPosts(const YearFrame& frame) : frame_(frame) {}

  [[nodiscard]] Tally of(std::size_t position) const {
    const AreaIndex county = frame_.county(position);
    Tally own;
    if (frame_.is_county(position)) own = sum([&](const auto& entry) { return entry.area == county; });
    if (!own.has_any && own.open == 0)
      own = sum([&](const auto& entry) {
        if (!entry.school) return false;
        const AreaIndex area = frame_.dataset->schools.areas[entry.school->value];
        return frame_.dataset->areas.at_level(area, model::AreaLevel::County).value_or(area) == county;
      });
    if (!own.has_any && own.open == 0) own.leave_open("establishment");
    return own;
  }

 private:
  template <typename Belongs>
  [[nodiscard]] Tally sum(const Belongs& belongs) const {
    Tally out;
    for (const auto& entry : frame_.dataset->establishment.entries)
      if (entry.year == frame_.year.first && belongs(entry)) add_quantity(out, entry.posts, "establishment");
    return out;
  }

  const YearFrame& frame_;
};

void add_area_sums(std::vector<Tally>& tallies) {
  constexpr std::array kFrom = {kStaff, kStaffHeld, kNeed, kShort, kPostsMissing};
  constexpr std::array kTo = {kAreaStaff, kAreaHeld, kAreaNeed, kAreaShort, kAreaMissing};
  for (std::size_t row = 0; row < kKindSettings; ++row)
    for (std::size_t i = 0; i < kFrom.size(); ++i) tallies[kAreaFrom + kTo[i]].add(tallies[row * kStaffTallies + kFrom[i]]);
}

/// The ratio for a row of schools of one stage in one setting; none for kinds of several stages, which have different ones.
std::optional<standards::Limit> ratio_of_row(const StaffRatios& ratios, const std::vector<std::string>& codes) {
  int kind = 0;
  std::from_chars(codes[0].data(), codes[0].data() + codes[0].size(), kind);
  const std::span<const Stage> stages = model::stages_of_kind(kind);
  // A school whose founder is not given counts as public.
  constexpr int kFounderNotGiven = 0;
  if (stages.size() != 1 || !ratios.are_for(kFounderNotGiven, kind)) return std::nullopt;
  for (std::size_t s = 0; s < kSettings; ++s)
    if (codes[1] == to_string(static_cast<Setting>(s))) return ratios.of(stages.front(), static_cast<Setting>(s));
  return ratios.of(stages.front(), Setting::NotGiven);
}

}  // namespace

std::vector<CountyTallies> tally_staff(const YearFrame& frame, const standards::MonitorLimits& limits) {
  const std::vector<SchoolStaff> staff = school_staff(frame, StaffRatios(limits, frame.year));
  const assess::WholeTable& whole = frame.assessment.units.whole;
  const model::Schools& schools = frame.dataset->schools;
  const ApprovedPosts approved(frame);
  std::vector<CountyTallies> out(frame.county_count());
  for (std::size_t county = 0; county < out.size(); ++county) {
    std::vector<Tally>& tallies = out[county].tallies;
    tallies.resize(kSharesFrom + kShareTallies);
    for (std::size_t row = whole.offsets[county]; row < whole.offsets[county + 1]; ++row) {
      if (whole.is_ordinary[row] == 0) continue;
      const SchoolIndex school = whole.schools[row];
      const std::size_t at = kind_setting_of(schools.kinds[school.value], schools.settings[school.value]) * kStaffTallies;
      add_school(staff[row], std::span(tallies).subspan(at, kStaffTallies));
      if (staff[row].gap() && is_short(staff[row]))
        out[county].offenders.push_back({school, std::nullopt, "posts_missing", staff[row].staff.value, *staff[row].need});
    }
    add_area_sums(tallies);
    tallies[kAreaFrom + kAreaApproved] = approved.of(county);
    tally_shares(frame, limits, county, std::span(tallies).subspan(kSharesFrom), out[county].offenders);
    if (frame.has_lost_rows(county))
      for (Tally& tally : tallies) tally.leave_open("lost_rows");
  }
  return out;
}

std::vector<Figure> conclude_staff(const ConcludeInput& input) {
  const auto area = std::span(input.sums->tallies).subspan(kAreaFrom, kAreaTallies);
  const auto held = [&](AreaTally tally) { return input.has_standards ? area[tally] : Tally(); };
  std::vector<Figure> out = {count_figure("staff", area[kAreaStaff]),         count_figure("staff_held", held(kAreaHeld)),
                             count_figure("posts_needed", held(kAreaNeed)),   count_figure("posts_approved", area[kAreaApproved]),
                             count_figure("schools_short", held(kAreaShort)), count_figure("posts_missing", held(kAreaMissing))};
  for (Figure& figure : out) figure.decimals = figure.id == "posts_needed" || figure.id == "posts_missing" ? 1 : 0;
  for (Figure& figure : conclude_shares(input, std::span(input.sums->tallies).subspan(kSharesFrom))) out.push_back(std::move(figure));
  return out;
}

std::vector<Breakdown> staff_breakdowns(const ConcludeInput& input) {
  Breakdown by_kind{"by_kind", {RowPart::Kind, RowPart::Setting}, kKindColumns, {}, "pupils_per_staff", "pupils_per_staff_held"};
  by_kind.rows = kind_setting_rows(std::span(input.sums->tallies).first(kAreaFrom), kStaffTallies, &kind_cells);
  const std::size_t judged = *by_kind.column("pupils_per_staff_held");
  if (!input.has_standards) {
    for (BreakdownRow& row : by_kind.rows)
      for (std::size_t i = judged; i < row.cells.size(); ++i) row.cells[i] = {};
  } else {
    const StaffRatios ratios(*input.limits, input.year);
    for (BreakdownRow& row : by_kind.rows) {
      BreakdownCell& cell = row.cells[judged];
      // A row of schools that the standard is not for has none.
      if (!cell.of && cell.open == 0) continue;
      row.limit = ratio_of_row(ratios, row.codes);
      if (!row.limit) continue;
      const bool is_met = cell.value && assess::reaches(*cell.value, row.limit->value, standards::Direction::Lower);
      cell.verdict = !cell.value || cell.open > 0 ? assess::Verdict::Unknown : is_met ? assess::Verdict::Met : assess::Verdict::Unmet;
    }
  }
  return {std::move(by_kind), share_breakdown(std::span(input.sums->tallies).subspan(kSharesFrom))};
}

std::vector<MonitorBasis> staff_bases(const standards::MonitorLimits& limits, SchoolYear year) {
  const StaffRatios ratios(limits, year);
  std::vector<MonitorBasis> out;
  for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::Senior})
    for (std::size_t s = 0; s < kSettings; ++s) {
      const auto& ratio = ratios.of(stage, static_cast<Setting>(s));
      const auto is_listed = [&](const MonitorBasis& basis) {
        return basis.source.document == ratio->source.document && basis.source.clause == ratio->source.clause;
      };
      if (!ratio || std::ranges::any_of(out, is_listed)) continue;
      out.push_back({ratio->source, ratio->status});
    }
  return out;
}

bool tells_staff(const model::Dataset& dataset) {
  return !dataset.establishment.entries.empty() ||
         std::ranges::any_of(kStaffMeasures, [&](std::string_view measure) { return dataset.stage_facts.column(measure) != nullptr; });
}

}  // namespace junheng::monitor
