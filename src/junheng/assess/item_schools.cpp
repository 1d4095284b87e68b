#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/threshold.h"
#include "junheng/assess/tolerances.h"
#include "junheng/model/schema.h"

namespace junheng::assess {

namespace {

using model::Absence;
using model::Quantity;
using standards::Direction;

struct Band {
  double low;
  double high;
};

/// Bounds of class_bands(), in its order.
constexpr std::array<Band, 10> kBandBounds = {{{0, 25}, {26, 30}, {31, 35}, {36, 40}, {41, 45}, {46, 50}, {51, 55}, {56, 60}, {61, 65}, {66, 1e9}}};

void raise(Quantity& largest, double value) {
  if (!largest.is_present() || largest.value < value) largest = Quantity::of(value);
}

bool count_listed(const ItemContext& context, SchoolIndex school, Stage stage, double limit, ClassCounts& counts) {
  const model::FactTable& classes = context.dataset->classes;
  const model::NumberColumn* pupils = classes.column("pupils");
  bool any = false;
  for (const std::uint32_t row : classes.rows_of(context.year, school)) {
    if (stage_of_grade(classes.parts[row]) != stage) continue;
    any = true;
    if (pupils == nullptr || !pupils->has(row)) {
      counts.is_open = true;
      continue;
    }
    const double size = pupils->at(row).value;
    raise(counts.largest, size);
    if (!reaches(size, limit, Direction::Lower)) counts.above.value += 1;
  }
  return any;
}

bool count_banded(const ItemContext& context, SchoolIndex school, Stage stage, double limit, ClassCounts& counts) {
  const model::FactTable& bands = context.dataset->class_bands;
  const model::NumberColumn* classes = bands.column("classes");
  bool any = false;
  for (const std::uint32_t row : bands.rows_of(context.year, school)) {
    if (bands.parts[row] != static_cast<std::uint8_t>(stage)) continue;
    any = true;
    if (classes == nullptr || !classes->has(row)) {
      counts.is_open = true;
      continue;
    }
    const double number = classes->at(row).value;
    if (number == 0) continue;
    const Band& band = kBandBounds[bands.subparts[row]];
    raise(counts.largest, band.low);
    if (band.low > limit) counts.above.value += number;
    else if (band.high > limit) counts.is_open = true;
  }
  return any;
}

double migrant_workers(const ItemContext& context, SchoolIndex root, bool& known) {
  const model::FactTable& grades = context.dataset->grade_facts;
  const model::NumberColumn* column = grades.column("migrant_worker_pupils");
  double sum = 0;
  known = column != nullptr;
  bool any = false;
  for (const SchoolIndex member : context.campuses->of(root)) {
    for (const std::uint32_t row : grades.rows_of(context.year, member)) {
      if (grades.parts[row] > 9) continue;
      any = true;
      if (column == nullptr || !column->has(row)) known = false;
      else sum += column->at(row).value;
    }
  }
  known = known && any;
  return sum;
}

/// Columns of rooms by kind and size, each looked up once.
class RoomColumns {
 public:
  explicit RoomColumns(const WholeTable& whole) : whole_(whole) {}

  const model::NumberColumn* of(std::string_view kind, double m2) {
    for (const Known& known : known_)
      if (known.kind == kind && known.m2 == m2) return known.column;
    known_.push_back({kind, m2, whole_.measure(room_measure(kind, m2))});
    return known_.back().column;
  }

 private:
  struct Known {
    std::string_view kind;
    double m2;
    const model::NumberColumn* column;
  };
  const WholeTable& whole_;
  std::vector<Known> known_;
};

/// Rooms of a kind with at least `m2`, from the list of rooms where the school has one, else from the measure of that size.
Quantity rooms_of_size(const ItemContext& context, RoomColumns& columns, std::size_t row, SchoolIndex root, std::string_view kind, double m2) {
  const model::FactTable& rooms = context.dataset->rooms;
  const model::NumberColumn* area = rooms.column("area_m2");
  const auto kind_slot = static_cast<std::uint8_t>(kind == "music" ? 0 : 1);
  bool listed = false;
  double count = 0;
  bool open = false;
  for (const SchoolIndex member : context.campuses->of(root)) {
    for (const std::uint32_t room : rooms.rows_of(context.year, member)) {
      listed = true;
      if (rooms.subparts[room] != kind_slot) continue;
      if (area == nullptr || !area->has(room)) open = true;
      else if (reaches(area->at(room).value, m2, Direction::Higher)) count += 1;
    }
  }
  if (listed) return open ? Quantity::missing(Absence::NotCollected) : Quantity::of(count);
  const model::NumberColumn* column = columns.of(kind, m2);
  return column == nullptr ? Quantity::missing(Absence::NoColumn) : column->at(row);
}

Verdict rooms_verdict(const Quantity& music, const Quantity& art, double needed, bool each) {
  const auto enough = [&](const Quantity& rooms) {
    if (!rooms.is_present()) return Verdict::Unknown;
    return rooms.value >= needed ? Verdict::Met : Verdict::Unmet;
  };
  if (each) return both(enough(music), enough(art));
  if (music.is_present() && art.is_present()) return music.value + art.value >= needed ? Verdict::Met : Verdict::Unmet;
  const double known = (music.is_present() ? music.value : 0) + (art.is_present() ? art.value : 0);
  return known >= needed ? Verdict::Met : Verdict::Unknown;
}

/// Rooms of the right size, no more of a kind than it needs.
double rooms_that_count(const Quantity& music, const Quantity& art, double needed, bool each) {
  const double have_music = music.is_present() ? music.value : 0;
  const double have_art = art.is_present() ? art.value : 0;
  return each ? std::min(have_music, needed) + std::min(have_art, needed) : have_music + have_art;
}

}  // namespace

ClassCounts count_classes(const ItemContext& context, SchoolIndex root, Stage stage, double limit) {
  ClassCounts counts;
  counts.above = Quantity::of(0);
  bool any = false;
  for (const SchoolIndex member : context.campuses->of(root)) {
    if (count_listed(context, member, stage, limit, counts) || count_banded(context, member, stage, limit, counts)) any = true;
  }
  if (!any) counts.above = Quantity::missing(Absence::NoRow);
  return counts;
}

std::vector<const standards::Tolerance*> tolerances_for(const ItemContext& context, const standards::Item& item, const ToleratedSchool& school) {
  std::vector<const standards::Tolerance*> holding;
  for (const standards::Tolerance& tolerance : context.standard->tolerances) {
    if (tolerance.target != item.id) continue;
    ToleranceFacts facts{school.school, school.pupils, {}, {}};
    const Stage stage = tolerance.stage.value_or(Stage::Primary);
    if (tolerance.largest_class_below) facts.largest_class = count_classes(context, school.school, stage, *tolerance.largest_class_below).largest;
    if (tolerance.migrant_worker_share_above && school.pupils.is_present() && school.pupils.value > 0) {
      bool known = false;
      const double migrants = migrant_workers(context, school.school, known);
      if (known) facts.migrant_worker_share = Quantity::of(migrants / school.pupils.value);
    }
    if (tolerance.stage) {
      const UnitTable& units = context.units->of(*tolerance.stage);
      const auto& group = units.groups[context.group];
      const auto begin = units.schools.begin() + group.begin;
      if (std::find(begin, units.schools.begin() + group.end, school.school) == units.schools.begin() + group.end) continue;
    }
    if (applies(tolerance, context.dataset->schools, facts)) holding.push_back(&tolerance);
  }
  return holding;
}

ClauseResult class_size(const ItemContext& context, const standards::Item&, const standards::ItemClause& clause) {
  ClauseResult result;
  double offending = 0;
  std::size_t unknown = 0;
  std::size_t schools = 0;
  for (const Stage stage : kCompulsoryStages) {
    const auto limit = limit_of(context, clause, stage);
    if (!limit) continue;
    const UnitTable& units = context.units->of(stage);
    const UnitTable::Group& group = units.groups[context.group];
    const model::NumberColumn* classes_column = units.measure("classes", false);
    for (std::size_t unit = group.begin; unit < group.end; ++unit) {
      const SchoolIndex school = units.schools[unit];
      if (!in_scope(context, clause.scope, school, units.pupils.at(unit))) continue;
      ++schools;
      ClassCounts counts = count_classes(context, school, stage, *limit);
      if (!counts.above.is_present() || counts.is_open) {
        ++unknown;
        // Without a list, more pupils than limit x classes prove that at least one class is above.
        const Quantity classes = classes_column == nullptr ? Quantity::missing(Absence::NoColumn) : classes_column->at(unit);
        const Quantity pupils = units.pupils.at(unit);
        const bool proven = classes.is_present() && pupils.is_present() && classes.value > 0 && !reaches(pupils.value, *limit * classes.value, Direction::Lower);
        if (!counts.above.is_present()) counts.above = Quantity::of(proven ? 1 : 0);
      }
      if (counts.above.value == 0) continue;
      offending += counts.above.value;
      result.offenders.push_back({school, stage, counts.above.value, *limit});
    }
  }
  if (unknown > 0 || schools == 0) result.missing = {"classes", "class_bands"};
  if (schools > 0) conclude_count(result, offending, unknown);
  return result;
}

ClauseResult school_size(const ItemContext& context, const standards::Item& item, const standards::ItemClause& clause) {
  ClauseResult result;
  const auto plain_limit = limit_of(context, clause, Stage::All);
  const auto through_limit = limit_of(context, clause, Stage::All, "through_school");
  double offenders = 0;
  std::size_t unknown = 0;
  std::size_t first = 0;
  const auto schools = whole_schools(context, first);
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const Quantity pupils = context.units->whole.pupils.at(first + i);
    if (!in_scope(context, clause.scope, schools[i], pupils)) continue;
    const bool is_through = context.dataset->schools.kinds[schools[i].value] == model::SchoolKind::kNineYear ||
                            context.dataset->schools.kinds[schools[i].value] == model::SchoolKind::kTwelveYear;
    auto limit = is_through ? through_limit : plain_limit;
    if (!limit) continue;
    if (!pupils.is_present()) {
      ++unknown;
      continue;
    }
    if (reaches(pupils.value, *limit, Direction::Lower)) continue;
    for (const standards::Tolerance* tolerance : tolerances_for(context, item, {schools[i], pupils})) {
      const auto eased = tolerance->params.find(is_through ? "max_through_school" : "max");
      if (eased != tolerance->params.end()) limit = std::max(*limit, eased->second);
    }
    if (reaches(pupils.value, *limit, Direction::Lower)) continue;
    ++offenders;
    result.offenders.push_back({schools[i], {}, pupils.value, *limit});
  }
  if (unknown > 0) result.missing = {"pupils"};
  if (!schools.empty()) conclude_count(result, offenders, unknown);
  return result;
}

ClauseResult special_rooms(const ItemContext& context, const standards::Item& item, const standards::ItemClause& clause) {
  ClauseResult result;
  const double per_classes = param_of(clause, "per_classes", 12);
  const auto reading = clause.words.find("reading");
  const bool each = reading == clause.words.end() || reading->second == "each";
  const double strict_music_m2 = param_of(clause, "music_m2", 0);
  const double strict_art_m2 = param_of(clause, "art_m2", 0);
  RoomColumns columns(context.units->whole);
  double offenders = 0;
  std::size_t unknown = 0;
  std::size_t first = 0;
  const auto schools = whole_schools(context, first);
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const std::size_t row = first + i;
    const Quantity pupils = context.units->whole.pupils.at(row);
    if ((pupils.is_present() && pupils.value == 0) || !in_scope(context, clause.scope, schools[i], pupils)) continue;
    double music_m2 = strict_music_m2;
    double art_m2 = strict_art_m2;
    for (const standards::Tolerance* tolerance : tolerances_for(context, item, {schools[i], pupils})) {
      const auto eased = [&](const char* name, double strict) {
        const auto found = tolerance->params.find(name);
        return found == tolerance->params.end() ? strict : std::min(strict, found->second);
      };
      music_m2 = eased("music_m2", music_m2);
      art_m2 = eased("art_m2", art_m2);
    }
    const Quantity music = rooms_of_size(context, columns, row, schools[i], "music", music_m2);
    const Quantity art = rooms_of_size(context, columns, row, schools[i], "art", art_m2);
    const Quantity classes = context.units->whole.classes.at(row);
    if (!classes.is_present()) {
      ++unknown;
      continue;
    }
    const double needed = std::ceil(classes.value / per_classes);
    switch (rooms_verdict(music, art, needed, each)) {
      case Verdict::Met: break;
      case Verdict::Unknown: ++unknown; break;
      case Verdict::Unmet:
        ++offenders;
        result.offenders.push_back({schools[i], {}, rooms_that_count(music, art, needed, each), each ? 2 * needed : needed});
        break;
    }
  }
  if (unknown > 0) result.missing = {"classes", "rooms"};
  if (!schools.empty()) conclude_count(result, offenders, unknown);
  return result;
}

ClauseResult small_school_funds(const ItemContext& context, const standards::ItemClause& clause) {
  ClauseResult result;
  const double as_pupils = param_of(clause, "as_pupils", 100);
  const auto& items = context.dataset->area_items;
  const Quantity quota_primary = items.get(context.area, context.year, "public_funds_quota_primary_yuan");
  const Quantity quota_junior = items.get(context.area, context.year, "public_funds_quota_junior_yuan");
  const model::NumberColumn* funds = context.units->whole.measure("public_funds_yuan");
  standards::Scope scope = clause.scope;
  scope.pupils_below = scope.pupils_below.value_or(as_pupils);
  double offenders = 0;
  std::size_t unknown = 0;
  std::size_t first = 0;
  const auto schools = whole_schools(context, first);
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const Quantity pupils = context.units->whole.pupils.at(first + i);
    if ((pupils.is_present() && pupils.value == 0) || !in_scope(context, scope, schools[i], pupils)) continue;
    const int kind = context.dataset->schools.kinds[schools[i].value];
    const bool has_junior = kind == model::SchoolKind::kJunior || model::SchoolKind::is_through(kind);
    // A small through-school is held to the lower of the two quotas: nothing says how its 100 pupils divide.
    const Quantity quota = kind == model::SchoolKind::kJunior || kind == model::SchoolKind::kCompleteSecondary ? quota_junior : quota_primary;
    const Quantity paid = funds == nullptr ? Quantity::missing(Absence::NoColumn) : funds->at(first + i);
    if (!pupils.is_present() || !quota.is_present() || !paid.is_present()) {
      ++unknown;
      const char* what = !paid.is_present() ? "public_funds_yuan" : has_junior && !quota_junior.is_present() ? "public_funds_quota_junior_yuan" : "public_funds_quota_primary_yuan";
      if (std::ranges::find(result.missing, what) == result.missing.end()) result.missing.emplace_back(what);
      continue;
    }
    const double needed = as_pupils * quota.value;
    if (reaches(paid.value, needed, Direction::Higher)) continue;
    ++offenders;
    result.offenders.push_back({schools[i], {}, paid.value, needed});
  }
  if (!schools.empty()) conclude_count(result, offenders, unknown);
  return result;
}

ClauseResult school_standard(const ItemContext& context, const standards::ItemClause&) {
  ClauseResult result;
  double unmet = 0;
  std::size_t unknown = 0;
  bool judged = false;
  for (const StageResult& stage : context.stages) {
    if (!stage.schools_verdict) continue;
    judged = true;
    unmet += stage.schools_unmet;
    unknown += stage.schools_unknown + (*stage.schools_verdict == Verdict::Unknown ? 1 : 0);
  }
  if (judged) conclude_count(result, unmet, unknown);
  return result;
}

}  // namespace junheng::assess
