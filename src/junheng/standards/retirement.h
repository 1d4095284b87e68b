#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/core/school_year.h"
#include "junheng/model/teachers.h"
#include "junheng/standards/pack.h"

// Ages at which persons retire: dated data, since they rise.

namespace junheng::standards {

/// An age of retirement and how it rises.
struct RetirementRule {
  model::Sex sex = model::Sex::Male;
  /// Whom it is for; nullopt: every post, and persons whose post is not given.
  std::optional<std::vector<model::Post>> posts;
  /// Years; those of before where it rises.
  int age = 60;
  /// From this month on it rises, by `step_months` every `every_months`, up to `to` years; nullopt: it does not.
  std::optional<Date> from;
  int step_months = 1;
  int every_months = 4;
  int to = 60;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::uint32_t line = 0;
};

struct RetirementTable {
  std::string id;
  Bilingual title;
  std::string country;
  bool is_default = false;
  std::vector<Bilingual> notes;
  std::vector<RetirementRule> rules;
  std::string file;

  /// The first rule for the sex and post; where the post is not given (everybody in a table of teachers teaches), that of a teacher.
  /// nullptr: none.
  [[nodiscard]] const RetirementRule* find(model::Sex sex, std::optional<model::Post> post) const;
  /// Whether every age was read in its source.
  [[nodiscard]] bool is_verified() const;
};

/// The month of retirement as year x 12 + month - 1.
///
/// Who reaches the age of before in the months [from + n x every, from + (n + 1) x every) stays (n + 1) x step months longer, at most until
/// `to`; who reaches it earlier does not.
[[nodiscard]] int retirement_month(const RetirementRule& rule, int birth_year, unsigned birth_month);

/// The part of a year's births who are gone by the first of September of a school year: a table of teachers tells no months of birth, so
/// each month counts a twelfth. Who retires in September is still there.
[[nodiscard]] double share_retired(const RetirementRule& rule, int birth_year, SchoolYear by);

struct RetirementFile {
  std::string name;
  std::string text;
};

struct RetirementLibrary {
  std::vector<RetirementTable> tables;
  std::vector<Issue> issues;
};

/// Reads and lints files (docs/retirement-format.md); one with an error gives no table.
[[nodiscard]] RetirementLibrary load_retirement(const std::vector<RetirementFile>& files);

/// By id; empty: the default one. Errors: UnknownRetirement.
[[nodiscard]] Result<const RetirementTable*> choose_retirement(const RetirementLibrary& library, std::string_view id);

/// The files that are compiled into the program.
[[nodiscard]] std::vector<RetirementFile> built_in_retirement();

}  // namespace junheng::standards
