#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/assess/items.h"

namespace junheng::assess {

/// Tells which schools a clause looks at. Without kinds in its scope: every school but those for special education.
class ScopeTest {
 public:
  ScopeTest(const standards::Scope& scope, const model::Schools& schools);

  /// Uncertain where what would decide is missing.
  [[nodiscard]] Entry entry(SchoolIndex school, const model::Quantity& pupils) const {
    if (is_plain_) return model::SchoolKind::is_special(schools_->kinds[school.value]) ? Entry::No : Entry::Yes;
    return is_plainly_outside(school) ? Entry::No : look(school, pupils).entry;
  }
  /// Whether its kind is far from those that the scope names, or its setting none of them, as with most schools: the entry is then No.
  [[nodiscard]] bool is_plainly_outside(SchoolIndex school) const {
    const int kind = schools_->kinds[school.value];
    if (kind != 0 && (kind < least_kind_ || kind > most_kind_)) return true;
    if (settings_.empty()) return false;
    const int setting = schools_->settings[school.value];
    return setting != 0 && !is_in_settings(setting);
  }
  /// The column that would decide on an uncertain school.
  [[nodiscard]] std::string_view undecided_by(SchoolIndex school, const model::Quantity& pupils) const {
    return look(school, pupils).undecided_by;
  }
  /// Nothing but the kind decides: WholeTable::is_ordinary tells the schools that have pupils.
  [[nodiscard]] bool is_plain() const { return is_plain_; }

 private:
  /// The setting codes with a prefix: [begin, end).
  struct SettingRange {
    int begin;
    int end;
  };
  struct Look {
    Entry entry = Entry::Yes;
    std::string_view undecided_by;
  };
  [[nodiscard]] bool is_in_settings(int setting) const {
    return std::ranges::any_of(settings_, [&](const SettingRange& range) { return range.begin <= setting && setting < range.end; });
  }
  [[nodiscard]] Look look(SchoolIndex school, const model::Quantity& pupils) const;

  const standards::Scope* scope_;
  const model::Schools* schools_;
  std::vector<SettingRange> settings_;
  /// The kinds of the scope lie between these.
  int least_kind_ = 0;
  int most_kind_ = std::numeric_limits<int>::max();
  bool is_plain_;
};

/// Number of a rule by name (ItemClause::params), or the fallback.
[[nodiscard]] double param_of(const standards::ItemClause& clause, std::string_view name, double fallback);

/// A term of a sum with its column; null where there is none.
template <typename Column>
struct BoundTerm {
  const Column* column = nullptr;
  double sign = 1;
  std::string_view measure;
};

template <typename Column>
struct BoundRatio {
  std::vector<BoundTerm<Column>> numerator;
  std::vector<BoundTerm<Column>> denominator;
};

/// A clause with the limits in force and the columns that it reads.
struct BoundClause {
  const standards::ItemClause* clause = nullptr;
  /// By stage; Stage::All: for both.
  std::array<std::optional<double>, kStageCount> limits;
  /// Limit of the variant "through_school".
  std::optional<double> through_limit;
  ScopeTest scope;
  /// For AreaRatio.
  BoundRatio<model::NumberColumn> figures;
  /// For ratios over schools: by stage of the scope, Stage::All for whole schools.
  std::array<BoundRatio<UnitColumn>, kStageCount> ratios;

  [[nodiscard]] double param(std::string_view name, double fallback) const { return param_of(*clause, name, fallback); }
  [[nodiscard]] const std::optional<double>& limit(Stage stage = Stage::All) const { return limits[static_cast<std::size_t>(stage)]; }
};

/// Columns of rooms counted by kind and least size.
struct RoomColumn {
  std::string_view kind;
  double least_m2 = 0;
  const UnitColumn* column = nullptr;
  /// What is given of it (Part::Known).
  const UnitColumn* known = nullptr;
};

struct BoundItem {
  const standards::Item* item = nullptr;
  std::vector<BoundClause> clauses;
  std::vector<const standards::Tolerance*> tolerances;
  /// What the county reports under the item's id.
  const model::NumberColumn* reported = nullptr;
  std::vector<RoomColumn> rooms;
};

class ClassCounter;

/// One county in one run.
struct ItemContext {
  const ItemInput* input = nullptr;
  AreaIndex county;
  std::size_t group = 0;
  std::span<const StageResult> stages;
  /// Rows of the county were left out: schools may be missing, so no clause over its schools can be `met`.
  bool lost_rows = false;
  /// Of all counties, for class_size().
  const ClassCounter* classes = nullptr;

  [[nodiscard]] model::Quantity figure(const model::NumberColumn* column) const {
    return column == nullptr ? model::Quantity::missing(model::Absence::NoRow) : column->at(input->figures->row(county));
  }
  /// The county's schools in the table of whole schools: rows [begin, end).
  [[nodiscard]] std::size_t whole_begin() const { return input->units->whole.offsets[group]; }
  [[nodiscard]] std::size_t whole_end() const { return input->units->whole.offsets[group + 1]; }
};

/// A clause in the making. Used again for one county after the other, so that its lists keep their room.
struct ClauseDraft {
  Basis basis = Basis::Missing;
  Verdict verdict = Verdict::Unknown;
  std::optional<double> value;
  std::optional<double> limit;
  std::optional<double> numerator;
  std::optional<double> denominator;
  std::vector<Offender> offenders;
  std::vector<std::string_view> missing;
  std::vector<std::string_view> warnings;

  /// Empties it for the next county.
  void clear();
  /// The result, with its lists in `lists`.
  [[nodiscard]] ClauseResult finish(const standards::ItemClause& clause, ListStore& lists) const;
};

/// One function per rule of a county item. Each fills value, limit, verdict, what is missing and who offends of an empty draft; basis
/// stays Missing where the data do not suffice to compute anything.
void area_ratio(const ItemContext& context, const BoundClause& clause, ClauseDraft& result);
void schools_ratio(const ItemContext& context, const BoundClause& clause, ClauseDraft& result);
void each_school_ratio(const ItemContext& context, const BoundClause& clause, ClauseDraft& result);
void class_size(const ItemContext& context, const BoundClause& clause, ClauseDraft& result);
void school_size(const ItemContext& context, const BoundItem& item, const BoundClause& clause, ClauseDraft& result);
void special_rooms(const ItemContext& context, const BoundItem& item, const BoundClause& clause, ClauseDraft& result);
void small_school_funds(const ItemContext& context, const BoundClause& clause, ClauseDraft& result);
void school_standard(const ItemContext& context, ClauseDraft& result);
void years_since(const ItemContext& context, const BoundClause& clause, ClauseDraft& result);
void quality_monitoring(const ItemContext& context, const BoundClause& clause, ClauseDraft& result);
void survey(const ItemContext& context, const BoundClause& clause, ClauseDraft& result);

/// Counts of a clause that allows no offenders.
struct OffenderCount {
  double looked_at = 0;
  double offenders = 0;
  /// Whether they offend is not known, or whether the clause is about them.
  std::size_t unknown = 0;
};

/// Concludes a clause that counts offenders: numerator `offenders` of denominator `looked_at`, against a limit of none. Unknown ones, and
/// rows that were left out, leave it open unless one is known to offend.
void conclude_count(const ItemContext& context, ClauseDraft& result, const OffenderCount& count);

/// The same for a clause over all schools of the county. One that has none (its only campuses are counted with their school elsewhere) has
/// nothing to judge.
void conclude_over_schools(const ItemContext& context, ClauseDraft& result, const OffenderCount& count);

/// Names something missing, once.
void name_missing(ClauseDraft& result, std::string_view what);

/// Classes of a school in a stage, from class lists or bands.
struct ClassCounts {
  /// Classes that lists or bands tell.
  double told = 0;
  /// Of these, classes known to be above the limit.
  double above = 0;
  /// Of these, classes of unknown size.
  double unsized = 0;
  /// A class may be above the limit without being known to be: no list and no bands, a number is missing, a band reaches over the limit,
  /// fewer classes are told than the school has, or nothing shows that there are no more.
  bool is_open = true;
  /// Every class is told: as many as the school has or, where that is not known, such as can hold all its pupils.
  bool is_complete = false;
  /// Bands or pupils are typed, and the bands have no room for the pupils that the school has.
  bool is_overfull = false;
};

/// Classes of a school by the bands of the format.
struct ClassBands {
  /// In the order of model::class_bands(). Classes of unknown size are in none.
  std::array<double, model::kClassBandCount> classes = {};
  /// Not every class is told, with its size.
  bool is_open = true;
};

/// The bands of one school or campus in a stage.
struct ToldBands : model::BandCounts {
  /// Bands of which the number of classes is not known; has_gap tells whether there is any. With a class of unknown size in a list every
  /// one.
  std::bitset<model::kClassBandCount> unknown;
};

/// How many classes and pupils a school has in a stage, as far as known.
struct StageSize {
  model::Quantity classes;
  model::Quantity pupils;
};

/// A limit on the pupils of a class, and which bands lie above it.
struct ClassLimit {
  explicit ClassLimit(double most_pupils);

  double pupils = 0;
  /// The first band all of whose classes are above the limit; they stand in the order of their sizes.
  std::size_t first_above = 0;
  /// The band some of whose classes may be above the limit.
  std::optional<std::size_t> straddling;
};

/// Counts classes against limits: which tables the year has is looked up once.
class ClassCounter {
 public:
  explicit ClassCounter(const ItemInput& input);

  [[nodiscard]] ClassCounts count(SchoolIndex root, Stage stage, const ClassLimit& limit, const StageSize& size) const;
  /// From the list or the bands of each campus, whichever tells more classes.
  [[nodiscard]] ClassBands by_band(SchoolIndex root, Stage stage, const StageSize& size) const;
  /// Most pupils that a class has, or with bands may have; missing where not every class is told.
  [[nodiscard]] model::Quantity largest(SchoolIndex root, Stage stage, const StageSize& size) const;

  /// Names the tables that leave the sizes of a school's classes open: both where neither tells anything, else the one that has a gap, is
  /// too coarse or tells too few classes.
  void name_open_tables(SchoolIndex root, Stage stage, const ClassLimit& limit, ClauseDraft& result) const;

  /// What one table tells of one school or campus.
  struct Told {
    bool is_given = false;
    double classes = 0;
    double above = 0;
    double unsized = 0;
    bool is_open = false;
    bool has_gap = false;
  };
  /// Of the two tables of one school the one that counts: the list, unless the bands tell more classes.
  [[nodiscard]] static bool is_list_fuller(const Told& list, const Told& bands) { return list.is_given && list.classes >= bands.classes; }
  [[nodiscard]] Told listed(SchoolIndex school, Stage stage, const ClassLimit& limit) const;
  /// The bands of one school or campus: its list's where that tells more classes; nullopt where neither tells anything.
  [[nodiscard]] std::optional<ToldBands> told_bands(SchoolIndex member, Stage stage) const;
  [[nodiscard]] Told banded(SchoolIndex school, Stage stage, const ClassLimit& limit) const;

 private:
  friend void class_size(const ItemContext& context, const BoundClause& clause, ClauseDraft& result);
  /// Begins to load what the bands of a school tell.
  void prefetch(SchoolIndex school, Stage stage) const {
    const model::BandCounts* counts = bands_[Assessment::slot(stage)].of(school);
    if (counts == nullptr) return;
    __builtin_prefetch(counts->classes.data());
    __builtin_prefetch(&counts->has_gap);
  }
  /// count(), for the loop over all schools.
  [[nodiscard]] ClassCounts count_school(SchoolIndex root, Stage stage, const ClassLimit& limit, const StageSize& size) const;
  /// Of a school by its members, the school itself first.
  [[nodiscard]] ClassCounts count_members(std::span<const SchoolIndex> members, Stage stage, const ClassLimit& limit,
                                          const StageSize& size) const;
  /// Whether the classes told are as many as there are or, where that is not known, can hold all pupils.
  [[nodiscard]] bool are_all_told(double told, std::span<const SchoolIndex> members, Stage stage, const StageSize& size) const;
  using SchoolStage = std::pair<SchoolIndex, Stage>;
  /// Listed classes of a school of which no band of the stage is changed.
  [[nodiscard]] std::span<const std::uint32_t> rows_listed(SchoolIndex school, Stage stage) const {
    return !changed_.empty() && changed_.contains({school, stage}) ? std::span<const std::uint32_t>() : listed_.of(school);
  }
  /// As changed, else as given; null where none is.
  [[nodiscard]] const model::BandCounts* bands_of(SchoolIndex school, Stage stage) const;
  void take_change(const ValueChange& change);
  void take_pupils(const ValueChange& change);
  [[nodiscard]] bool has_changes() const { return !changed_.empty() || !changed_pupils_.empty(); }
  /// Whether a member of the school has rows that show the stage.
  [[nodiscard]] bool has_stage(SchoolIndex member, SchoolIndex root, Stage stage) const;
  /// Whether the classes told are known to hold so many pupils: those listed do, or the bands reach so far.
  [[nodiscard]] bool can_hold(std::span<const SchoolIndex> members, Stage stage, double pupils) const;
  /// Whether bands or pupils are typed and the bands have no room for the pupils: then they are not the sizes of the school's classes,
  /// whatever they are. Listed classes may have as many pupils as others of their band.
  [[nodiscard]] bool is_overfull(std::span<const SchoolIndex> members, Stage stage, const StageSize& size) const;
  /// Of one school or campus, in its list and its bands; 0 where neither tells.
  [[nodiscard]] double largest_of(SchoolIndex member, Stage stage) const;

  const ItemInput* input_;
  model::FactTable::YearRows listed_;
  const model::NumberColumn* pupils_;
  /// By Assessment::slot.
  std::array<model::BandTable::Lines, kCompulsoryStages.size()> bands_;
  std::map<SchoolStage, ToldBands> changed_;
  /// Schools and campuses of which the pupils of a stage are changed.
  std::set<SchoolStage> changed_pupils_;
};

/// Least sizes of music and art rooms.
struct RoomSizes {
  double music_m2 = 0;
  double art_m2 = 0;
};

/// The sizes that a clause asks for, or the smaller ones of the tolerances that hold for a school.
[[nodiscard]] RoomSizes room_sizes(const standards::ItemClause& clause, std::span<const standards::Tolerance* const> tolerances);

/// Tolerances of an item that hold for a school of the county.
std::vector<const standards::Tolerance*> tolerances_for(const ItemContext& context, const BoundItem& item, SchoolIndex school,
                                                        const model::Quantity& pupils);

}  // namespace junheng::assess
