#pragma once

#include <cstdint>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/formats/toml.h"
#include "junheng/standards/library.h"
#include "junheng/standards/pack.h"

namespace junheng::standards {

/// A pack as its own file states it, parents not merged in, with the lines that a Pack does not keep.
struct PackDraft {
  Pack pack;
  std::uint32_t id_line = 0;
  std::uint32_t extends_line = 0;
  std::uint32_t last_checked_line = 0;
  std::vector<Issue> issues;

  [[nodiscard]] bool has_errors() const;
  /// Adds a finding about line `line` of the pack's file.
  void report(Code code, std::uint32_t line, std::string value, Params params = {});
};

/// Reads the text of one pack file; what is wrong with its shape stands in `issues` of the draft.
[[nodiscard]] PackDraft read_pack(const PackFile& file);

}  // namespace junheng::standards
