#pragma once

#include <span>
#include <vector>

#include "junheng/assess/diagnosis.h"
#include "junheng/assess/item_rules.h"
#include "junheng/report/fill_ledger.h"

namespace junheng::report {

/// Works out which figures of schools bring county items to be met. One for one assessment and its changes; all outlives it.
class ItemFiller {
 public:
  /// `changes`: what the basis is assessed with.
  ItemFiller(const FillBasis& basis, std::span<const assess::ValueChange> changes, FillLedger& ledger);

  /// What one clause wants of a school that keeps it from being met: persons of the numerator up to those of the denominator where all are
  /// asked for; money up to the limit; rooms up to what the classes need; classes above the limit divided. Nothing where the school's own
  /// figures do not tell what to raise, and nothing for a school that is too large (app/school_moves.h).
  void fill_school(const assess::ItemShare& share);
  /// What a clause with a ratio below all of the county's schools wants: numerators of those farthest below it raised to it, until the
  /// county reaches it.
  void fill_county(const assess::ItemResult& item, const assess::ClauseResult& clause, const std::vector<bool>& is_closed);
  /// Divides the classes of a school in the stages with a limit, where they are typed or pupils moved, and cannot have its pupils.
  void refit_classes(const assess::ItemResult& item, const assess::ClauseResult& clause, SchoolIndex root);

 private:
  struct RowNeed {
    SchoolIndex root;
    std::optional<Stage> stage;
    double amount = 0;
  };
  [[nodiscard]] std::vector<SchoolIndex> members(SchoolIndex root, const std::optional<Stage>& stage) const;
  /// What was raised in all: less than asked for where the denominators are too small or not known.
  double raise_numerators(const assess::ItemShare& share, const RowNeed& need);
  void raise_money(const assess::ItemShare& share);
  void raise_measure(const assess::ItemShare& share, const std::string& measure, double amount);
  void raise_rooms(const assess::ItemShare& share);
  bool raise_rooms_of(SchoolIndex member, std::string_view kind, double missing, const assess::ItemShare& share);
  void divide_classes(const assess::ItemShare& share);
  void put_bands(SchoolIndex member, Stage stage, const model::BandCounts& told, const std::array<double, model::kClassBandCount>& to,
                 std::string_view id);
  /// Whether its bands are typed, or the fill moves its pupils.
  [[nodiscard]] bool is_typed(SchoolIndex member, Stage stage) const;
  [[nodiscard]] std::optional<double> pupils_of(SchoolIndex member, Stage stage) const;
  [[nodiscard]] std::optional<double> limit_of(const assess::ClauseResult& clause, Stage stage) const;

  const FillBasis& basis_;
  FillLedger& ledger_;
  assess::ItemInput input_;
  assess::ClassCounter classes_;
};

}  // namespace junheng::report
