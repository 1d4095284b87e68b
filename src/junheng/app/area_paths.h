#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/store/snapshots.h"

namespace junheng::app {

/// Where areas lie, as the newest snapshot that holds them has it: for what belongs to an area but to no snapshot (accounts, boundaries).
/// Only snapshots imported by the command line or by accounts of all areas count: an account of one area must not be able to say by its
/// data that another area lies in its own.
class AreaPaths {
 public:
  /// `transaction` must outlive it. Errors: those of the store.
  [[nodiscard]] static Result<AreaPaths> over(store::Transaction& transaction);

  struct Place {
    /// As store::AreaRow::path; "/CODE/" where no such snapshot holds the area, "" for the empty code.
    std::string path;
    bool is_known = false;
  };
  /// Whether there is any such snapshot that is not made up.
  [[nodiscard]] bool knows_areas() const;
  /// Errors: those of the store.
  [[nodiscard]] Result<Place> find(std::string_view code) const;

 private:
  AreaPaths(store::Transaction& transaction, std::vector<store::Snapshot> snapshots)
      : transaction_(&transaction), snapshots_(std::move(snapshots)) {}

  store::Transaction* transaction_;
  /// Newest first.
  std::vector<store::Snapshot> snapshots_;
};

}  // namespace junheng::app
