#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/core/lang.h"
#include "junheng/store/store.h"

namespace junheng::store {

enum class CheckState : std::uint8_t { Good, Warning, Failed };

/// "ok", "warning", "error".
[[nodiscard]] std::string_view to_string(CheckState state);

/// One thing that was looked at. Its words stand in the catalogue under "store.doctor.<check>", those of the remedy under
/// "store.doctor.<check>.remedy".
struct DoctorCheck {
  /// integrity, schema, audit, orphans, disk, permissions, wal, unfinished_runs, other_form_runs
  std::string check = {};
  CheckState state = CheckState::Good;
  Params params = {};

  [[nodiscard]] std::string finding(Lang lang) const;
  /// Empty where the state is good.
  [[nodiscard]] std::string remedy(Lang lang) const;
};

struct DoctorLimits {
  /// A disk with less left gives a warning; less than the size of the database as well.
  std::uint64_t free_bytes = std::uint64_t{1} << 30;
  std::uint64_t wal_bytes = std::uint64_t{256} << 20;
  /// Form of the results that the program shows (RunRequest::form); nullopt: runs of other forms are not counted.
  std::optional<std::int64_t> run_form = {};
};

/// Looks at everything that can be looked at; what cannot be read is a failed check. With PostgreSQL the checks of files are left out.
[[nodiscard]] std::vector<DoctorCheck> examine(Store& store, const DoctorLimits& limits = {});

}  // namespace junheng::store
