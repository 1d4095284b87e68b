#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "project/source_tree.h"

namespace junheng::project {

/// One row of tools/layers.toml.
struct Layer {
  int rank = 0;
  std::vector<std::string> may_include;
  /// First part of an include path: "fmt" for <fmt/format.h>, "csv.h" for <csv.h>.
  std::vector<std::string> third_party;
  /// Of those, the libraries whose types every header may show.
  std::vector<std::string> types_for_all = {};
};

using Layers = std::map<std::string, Layer, std::less<>>;

/// Reads the table. Throws std::runtime_error, which fails the test, if it cannot.
[[nodiscard]] Layers read_layers(const std::string& path);

/// The module itself, what its row names, and what the rows of those name.
[[nodiscard]] std::set<std::string, std::less<>> reachable(const Layers& layers, std::string_view module);

/// What is wrong in the table itself: a row that names no row, or one that does not stand below it.
[[nodiscard]] std::vector<std::string> table_faults(const Layers& layers);

/// What is wrong with the includes and, in a header, with the third-party names of a file of a module.
/// A header shows third-party types only in the module that owns the library: the lowest one whose row lists it.
[[nodiscard]] std::vector<std::string> layer_faults(const Layers& layers, const SourceFile& file);

}  // namespace junheng::project
