#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "junheng/assess/units.h"

namespace junheng::assess {

/// What keeps a school of a stage out of the assessment.
enum class EntryBar : std::uint8_t { Kind, Founder, Pupils };

struct EntryReason {
  EntryBar bar = EntryBar::Kind;
  /// The rule of the standard that says so.
  const standards::EntryRule* rule = nullptr;
  /// Pupils only: how many there are, and the least that enter.
  double pupils = 0;
  double least_pupils = 0;
};

/// Whether a school with this number of pupils in the stage enters. `reason`, if asked for, is set where it does not: the first bar in the
/// order kind, founder, pupils.
[[nodiscard]] Entry decide_entry(const standards::Pack& pack, const model::Schools& schools, SchoolIndex school, Stage stage,
                                 const model::Quantity& pupils, EntryReason* reason = nullptr);

/// decide_entry() for loops over the schools of a stage: most kinds of schools need to be looked up once. All arguments outlive it.
class EntryTest {
 public:
  EntryTest(const standards::Pack& pack, const model::Schools& schools, Stage stage);

  [[nodiscard]] Entry entry(SchoolIndex school, const model::Quantity& pupils) {
    const int kind = schools_->kinds[school.value];
    const int founder = asks_for_founder_ ? schools_->founders[school.value] : 0;
    Known& known = known_[static_cast<std::size_t>(kind) % known_.size()];
    if (known.kind != kind || known.founder != founder) known = look_up(school, kind, founder);
    return known.asks_for_pupils ? decide_entry(*pack_, *schools_, school, stage_, pupils) : known.entry;
  }

 private:
  /// Whether schools of a kind and founder enter, if that does not depend on their pupils.
  struct Known {
    int kind = -1;
    int founder = -1;
    bool asks_for_pupils = false;
    Entry entry = Entry::Yes;
  };
  [[nodiscard]] Known look_up(SchoolIndex school, int kind, int founder) const;

  const standards::Pack* pack_;
  const model::Schools* schools_;
  Stage stage_;
  const standards::EntryRule* rule_ = nullptr;
  bool asks_for_founder_ = false;
  /// By kind; of kinds that share a place the last.
  std::array<Known, 16> known_;
};

/// Why a unit is outside (Entry::No). nullopt for a unit that enters.
[[nodiscard]] std::optional<EntryReason> why_outside(const standards::Standard& standard, const model::Schools& schools,
                                                     const UnitTable& units, std::uint32_t unit);

}  // namespace junheng::assess
