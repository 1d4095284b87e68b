#include "junheng/monitor/staff_need.h"

#include <algorithm>

#include "junheng/model/school_traits.h"

namespace junheng::monitor {

namespace {

using model::Absence;
using model::Quantity;

constexpr std::array kStaffedStages = {Stage::Primary, Stage::Junior, Stage::Senior};
constexpr std::string_view kPupilsPerStaff = "pupils_per_staff";
constexpr int kFirstSeniorGrade = 10;

Quantity plus(const Quantity& a, const Quantity& b) {
  if (!a.is_present()) return a;
  return b.is_present() ? Quantity::of(a.value + b.value) : b;
}

/// Pupils of whole schools by stage.
class StagePupils {
 public:
  explicit StagePupils(const YearFrame& frame) : frame_(frame) {
    const assess::Merging& wholes = frame.assessor.campuses().of_whole();
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
      compulsory_[slot].assign(frame.dataset->schools.size(), Quantity::of(0));
      const assess::UnitTable& units = frame.assessment.units.of(kCompulsoryStages[slot]);
      for (std::size_t unit = 0; unit < units.size(); ++unit) {
        Quantity& sum = compulsory_[slot][wholes.root[units.schools[unit].value].value];
        sum = plus(sum, units.pupils.at(unit));
      }
    }
  }

  [[nodiscard]] Quantity of(SchoolIndex root, Stage stage) const {
    if (stage == Stage::Primary || stage == Stage::Junior) return compulsory_[stage == Stage::Primary ? 0 : 1][root.value];
    return senior(root);
  }

 private:
  [[nodiscard]] std::span<const SchoolIndex> members(SchoolIndex root) const { return frame_.assessor.campuses().of_whole().of(root); }

  [[nodiscard]] Quantity stage_cell(SchoolIndex school, Stage stage) const {
    const model::FactTable& facts = frame_.dataset->stage_facts;
    const std::uint32_t row = facts.find(frame_.year, school, static_cast<std::uint8_t>(stage));
    if (row == model::kNoRow) return Quantity::missing(Absence::NoRow);
    const model::NumberColumn* column = facts.column("pupils");
    return column == nullptr ? Quantity::missing(Absence::NoColumn) : column->at(row);
  }

  [[nodiscard]] Quantity senior(SchoolIndex root) const {
    Quantity sum = Quantity::of(0);
    for (const SchoolIndex member : members(root)) {
      Quantity own = stage_cell(member, Stage::Senior);
      if (own.absence == Absence::NoRow) own = senior_grades(member);
      const auto stages = model::stages_of_kind(frame_.dataset->schools.kinds[member.value]);
      // A school whose kind has no senior grades and that tells none has none.
      if (own.absence == Absence::NoRow && std::ranges::find(stages, Stage::Senior) == stages.end()) continue;
      sum = plus(sum, own);
    }
    return sum;
  }

  [[nodiscard]] Quantity senior_grades(SchoolIndex school) const {
    const model::FactTable& grades = frame_.dataset->grade_facts;
    const model::NumberColumn* column = grades.column("pupils");
    Quantity sum = Quantity::missing(Absence::NoRow);
    for (const std::uint32_t row : grades.rows_of(frame_.year, school)) {
      if (grades.parts[row] < kFirstSeniorGrade) continue;
      const Quantity own = column == nullptr ? Quantity::missing(Absence::NoColumn) : column->at(row);
      sum = sum.absence == Absence::NoRow ? own : plus(sum, own);
    }
    return sum;
  }

  const YearFrame& frame_;
  std::array<std::vector<Quantity>, kCompulsoryStages.size()> compulsory_;
};

/// Fills need, or says why there is none.
void work_out_need(const StagePupils& pupils, SchoolIndex school, Setting setting, const StaffRatios& ratios, SchoolStaff& out) {
  double need = 0;
  for (const Stage stage : kStaffedStages) {
    const Quantity own = pupils.of(school, stage);
    if (!own.is_present()) {
      out.missing = "pupils";
      return;
    }
    if (own.value == 0) continue;
    const auto& ratio = ratios.of(stage, setting);
    if (!ratio) {
      out.missing = setting == Setting::NotGiven ? "setting" : "no_ratio";
      return;
    }
    need += own.value / ratio->value;
  }
  out.need = need;
}

}  // namespace

std::optional<double> SchoolStaff::gap() const { return need && staff.is_present() ? std::optional(*need - staff.value) : std::nullopt; }

StaffRatios::StaffRatios(const standards::MonitorLimits& limits, SchoolYear year) : limits_(&limits) {
  for (std::size_t s = 0; s < kSettings; ++s) {
    const std::string_view variant = to_string(static_cast<Setting>(s));
    for (std::size_t stage = 0; stage < kStages; ++stage)
      ratios_[stage][s] = limits.in_force(kPupilsPerStaff, year.start(), kStaffedStages[stage], variant);
  }
  for (auto& of_stage : ratios_) {
    const bool is_same = std::ranges::all_of(of_stage.begin(), of_stage.begin() + kSettings, [&](const auto& each) {
      return each && of_stage.front() && each->value == of_stage.front()->value;
    });
    if (is_same) of_stage[kSettings] = of_stage.front();
  }
}

bool StaffRatios::is_any() const {
  return std::ranges::any_of(
      ratios_, [](const auto& of_stage) { return std::ranges::any_of(of_stage, [](const auto& ratio) { return ratio.has_value(); }); });
}

bool StaffRatios::are_for(int founder, int kind) const { return is_any() && limits_->is_for(kPupilsPerStaff, founder, kind); }

const std::optional<standards::Limit>& StaffRatios::of(Stage stage, Setting setting) const {
  const std::size_t slot = stage == Stage::Primary ? 0 : stage == Stage::Junior ? 1 : 2;
  return ratios_[slot][static_cast<std::size_t>(setting)];
}

std::vector<SchoolStaff> school_staff(const YearFrame& frame, const StaffRatios& ratios) {
  const assess::WholeTable& whole = frame.assessment.units.whole;
  const model::Schools& schools = frame.dataset->schools;
  const auto* staff = whole.measure("staff", assess::Part::Whole);
  const auto* classes = whole.measure("classes", assess::Part::Whole);
  const auto* teachers = whole.measure("teachers", assess::Part::Whole);
  const StagePupils pupils(frame);
  std::vector<SchoolStaff> out(whole.schools.size());
  for (std::size_t row = 0; row < out.size(); ++row) {
    SchoolStaff& own = out[row];
    const SchoolIndex school = whole.schools[row];
    own.classes = quantity_at(classes, row);
    own.staff = quantity_at(staff, row);
    own.teachers = quantity_at(teachers, row);
    own.pupils = Quantity::of(0);
    for (const Stage stage : kStaffedStages) own.pupils = plus(own.pupils, pupils.of(school, stage));
    const int kind = schools.kinds[school.value];
    own.is_held = ratios.are_for(schools.founders[school.value], kind);
    if (frame.has_preprimary(school)) own.missing = "preprimary";
    else if (own.is_held && kind == 0) own.missing = "kind";
    else if (own.is_held) work_out_need(pupils, school, setting_of(schools.settings[school.value]), ratios, own);
  }
  return out;
}

}  // namespace junheng::monitor
