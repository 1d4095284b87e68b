#pragma once

#include <cstddef>
#include <memory>

#include "junheng/assess/units.h"

namespace junheng::assess {

/// Builds units in two steps: which there are is settled at once, the values of their measures group by group, so that what is judged
/// next finds them in the processor's cache.
class UnitBuilder {
 public:
  /// All arguments outlive it.
  UnitBuilder(const UnitInput& input, const SchoolGroups& groups);
  ~UnitBuilder();

  /// The units, in which fill() works on; call once.
  [[nodiscard]] Units take();
  /// Fills in the measures of the groups [first, end). A group is filled once.
  void fill(std::size_t first, std::size_t end);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace junheng::assess
