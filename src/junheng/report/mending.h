#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/diagnosis.h"
#include "junheng/core/lang.h"

namespace junheng::report {

/// What a gap of a school means for its verdict.
enum class GapRole : std::uint8_t {
  Compulsory,  ///< below the floor of its indicator: without it the school cannot meet its standard
  Choice,      ///< one of those of which some are to be brought to the standard
  Spare,       ///< enough indicators are met without it
  Open,        ///< the value or its limit is not known
};

/// A judged indicator that a school does not meet, with what it means for the school's verdict.
struct Gap {
  assess::Shortfall shortfall;
  GapRole role = GapRole::Choice;
};

/// How the verdict of a school comes about under the rule "at least k of its judged indicators reach the standard, and none of the rest is
/// below its floor", and what is to be done to meet it. All numbers are the standard's.
struct Mending {
  int met = 0;
  int judged = 0;
  int at_least = 0;
  bool has_floor = false;
  /// In the order of the standard.
  std::vector<Gap> gaps;

  /// Gaps that must still be brought to the standard, as if those without data stayed unmet.
  [[nodiscard]] int to_reach() const { return at_least > met ? at_least - met : 0; }
  [[nodiscard]] int count(GapRole role) const;
  /// Of the gaps above the floor how many are to be brought to the standard, those below it being brought there.
  [[nodiscard]] int to_choose() const;
  /// Gaps below the floor that have to reach the standard; the others of them need reach their floor only.
  [[nodiscard]] int compulsory_to_standard() const;
  /// No indicator without data could take the place of one that is to be chosen.
  [[nodiscard]] bool is_certain() const {
    return count(GapRole::Open) == 0 || to_choose() >= count(GapRole::Choice) + count(GapRole::Open);
  }
  /// All of them are needed, those without data left aside.
  [[nodiscard]] bool has_no_choice() const { return to_choose() >= count(GapRole::Choice); }
};

/// Of a unit that enters; nullopt where the standard does not judge schools. A school that meets everything has no gaps.
[[nodiscard]] std::optional<Mending> mending_of(const assess::Assessment& assessment, Stage stage, std::uint32_t unit);

/// How the verdict comes about: "6 of 7 indicators must be met and the others not be below their floor; 5 are, so 1 more is needed. L2 is
/// below its floor: compulsory." Empty where nothing is lacking.
[[nodiscard]] std::string mending_text(const assess::Assessment& assessment, Stage stage, const Mending& mending, Lang lang);

/// What one gap means: "compulsory (below the floor 3.57)", "any 1 of 2 will do", "not needed for the verdict".
[[nodiscard]] std::string gap_role_text(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, const Mending& mending,
                                        const Gap& gap, Lang lang);

/// The text of the gap of an indicator; empty where it has none, or the standard does not judge schools.
[[nodiscard]] std::string gap_role_text_of(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator,
                                           Lang lang);

/// The words before the gaps of a role in a list of them: "compulsory", "any 1 of 2"; empty for open ones.
[[nodiscard]] std::string role_heading(const Mending& mending, GapRole role, Lang lang);

/// One step of the least that a school has to do.
struct MendingStep {
  std::size_t gap = 0;
  /// The floor suffices: the gap need not reach the standard.
  bool is_to_floor = false;
};

/// The fewest gaps to fill, and of equally many those of the smallest relative gaps |standard - value| / standard: all below their floor -
/// as many of them to the standard as it takes, the rest to their floor - and then of the others. Ties: the order of the standard. Empty
/// where nothing is needed; nullopt where it takes a gap that cannot be measured.
[[nodiscard]] std::optional<std::vector<MendingStep>> least_steps(const Mending& mending);

}  // namespace junheng::report
