#include "junheng/app/school_moves.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "junheng/geo/great_circle.h"
#include "junheng/model/code_lists.h"

namespace junheng::app {

namespace {

using assess::ClauseResult;
using report::FactCell;

/// A school that takes pupils of a stage.
struct Receiver {
  SchoolIndex school;
  /// Pupils of the stage.
  double pupils = 0;
  /// Pupils up to the limit of the whole school.
  double room = 0;
  std::optional<double> distance_m;
};

class PupilMover {
 public:
  PupilMover(const report::FillBasis& basis, const assess::ItemResult& item, const ClauseResult& clause, const std::vector<bool>& is_closed,
             report::FillLedger& ledger)
      : basis_(basis), item_(item), clause_(clause), is_closed_(is_closed), ledger_(ledger) {}

  void relieve(const assess::Offender& offender) {
    const double surplus = std::ceil(offender.value - offender.limit - 1e-9);
    const auto from = largest_cell(offender.school);
    if (!from || surplus <= 0 || is_closed_[offender.school.value]) return;
    const double pupils = *ledger_.now(*from);
    if (pupils < surplus) return;
    std::vector<Receiver> receivers = receivers_for(offender.school, from->stage);
    constexpr double kTenth = 0.1;
    auto taken = shared_out(receivers, surplus, kTenth);
    if (!taken) taken = shared_out(receivers, surplus, HUGE_VAL);
    if (!taken) return;
    for (std::size_t i = 0; i < receivers.size(); ++i) {
      if ((*taken)[i] <= 0) continue;
      const FactCell to{receivers[i].school, from->stage, "pupils"};
      ledger_.set({to, *ledger_.now(to) + (*taken)[i]}, item_.item->id);
      received_[receivers[i].school] += (*taken)[i];
    }
    ledger_.set({*from, pupils - surplus}, item_.item->id);
  }

 private:
  /// Of the school and its campuses the stage with the most pupils.
  [[nodiscard]] std::optional<FactCell> largest_cell(SchoolIndex root) const {
    std::optional<FactCell> found;
    for (const SchoolIndex member : basis_.campuses->of_whole().of(root))
      for (const Stage stage : kCompulsoryStages) {
        const FactCell cell{member, stage, "pupils"};
        const auto pupils = ledger_.now(cell);
        if (pupils && (!found || *pupils > *ledger_.now(*found))) found = cell;
      }
    return found;
  }

  [[nodiscard]] std::optional<double> limit_of(SchoolIndex school) const {
    const int kind = basis_.assessment->dataset->schools.kinds[school.value];
    const bool is_through = kind == model::SchoolKind::kNineYear || kind == model::SchoolKind::kTwelveYear;
    const auto limit = standards::in_force(clause_.clause->limits, standards::LimitKind::Standard, Stage::All, basis_.standard().on,
                                           is_through ? "through_school" : "");
    return limit ? std::optional(limit->value) : std::nullopt;
  }

  /// Of the whole school, with those that it was given in this round.
  [[nodiscard]] std::optional<double> pupils_of_whole(SchoolIndex root) const {
    const assess::WholeTable& whole = basis_.assessment->units.whole;
    const auto found = std::ranges::find(whole.schools, root);
    if (found == whole.schools.end()) return std::nullopt;
    const auto pupils = whole.pupils.get(static_cast<std::size_t>(found - whole.schools.begin()));
    const auto received = received_.find(root);
    return pupils && received != received_.end() ? *pupils + received->second : pupils;
  }

  [[nodiscard]] std::optional<double> distance(SchoolIndex a, SchoolIndex b) const {
    const model::Schools& schools = basis_.assessment->dataset->schools;
    const auto place = [&](SchoolIndex school) -> std::optional<geo::Position> {
      const auto lon = schools.lon.get(school.value);
      const auto lat = schools.lat.get(school.value);
      return lon && lat ? std::optional(geo::Position{.latitude = *lat, .longitude = *lon}) : std::nullopt;
    };
    const auto from = place(a);
    const auto to = place(b);
    return from && to ? std::optional(geo::great_circle_m(*from, *to)) : std::nullopt;
  }

  /// Schools that may take pupils of a stage, in the order in which they are asked.
  [[nodiscard]] std::vector<Receiver> receivers_for(SchoolIndex from, Stage stage) const {
    const assess::UnitTable& units = basis_.assessment->units.of(stage);
    const auto& group = units.groups.front();
    std::vector<Receiver> out;
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
      const SchoolIndex school = units.schools[unit];
      const auto pupils = ledger_.now({school, stage, "pupils"});
      const auto whole = pupils_of_whole(school);
      const auto limit = limit_of(school);
      const bool is_asked = school != from && !is_closed_[school.value] && units.entries[unit] == assess::Entry::Yes;
      if (!is_asked || !pupils || !whole || !limit || *whole >= *limit) continue;
      out.push_back({school, *pupils, std::floor(*limit - *whole), distance(from, school)});
    }
    std::ranges::stable_sort(
        out, {}, [](const Receiver& each) { return std::tuple(!each.distance_m.has_value(), each.distance_m.value_or(0), -each.room); });
    return out;
  }

  /// How many each takes, none more than a share of its own pupils; nullopt where there is no room for all.
  [[nodiscard]] static std::optional<std::vector<double>> shared_out(const std::vector<Receiver>& receivers, double pupils, double share) {
    std::vector<double> out;
    for (const Receiver& each : receivers) {
      const double most = std::isfinite(share) ? std::min(each.room, std::floor(each.pupils * share)) : each.room;
      out.push_back(std::min(pupils, std::max(0.0, most)));
      pupils -= out.back();
    }
    return pupils > 0 ? std::nullopt : std::optional(out);
  }

  const report::FillBasis& basis_;
  const assess::ItemResult& item_;
  const ClauseResult& clause_;
  const std::vector<bool>& is_closed_;
  report::FillLedger& ledger_;
  std::map<SchoolIndex, double> received_;
};

}  // namespace

void move_pupils(const report::FillBasis& basis, const assess::ItemResult& item, const ClauseResult& clause,
                 const std::vector<bool>& is_closed, report::FillLedger& ledger) {
  PupilMover mover(basis, item, clause, is_closed, ledger);
  for (const assess::Offender& offender : clause.offenders) mover.relieve(offender);
}

}  // namespace junheng::app
