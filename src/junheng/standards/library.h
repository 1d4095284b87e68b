#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/standards/pack.h"

namespace junheng::standards {

/// The text of one pack file and the name to show for it.
struct PackFile {
  std::string name;
  std::string text;
};

/// What loading gives: the packs, parents merged into children, and everything lint found.
struct Library {
  std::vector<Pack> packs;
  std::vector<Issue> issues;

  [[nodiscard]] const Pack* find(std::string_view id) const;
};

/// Reads and lints pack files, then merges parents into the packs that extend them. Packs with errors are left out of `packs`.
/// `today` decides whether a last_checked_on is old (more than three years: a warning).
///
/// Inheritance: an indicator, item, tolerance or measure with the id of one of the parent's replaces it whole; entry rules replace
/// those of the same stage; split weights, and limits of the school, the composite and the county, replace the parent's where the
/// child states any; the rest is taken over.
[[nodiscard]] Library load_packs(const std::vector<PackFile>& files, const Date& today);

/// The packs that are compiled into the program.
[[nodiscard]] std::vector<PackFile> built_in_packs();

}  // namespace junheng::standards
