#pragma once

#include "junheng/standards/pack.h"

namespace junheng::standards {

/// The child with its parent's content merged in, by the rules of load_packs(). What both state keeps the parent's place,
/// so that indicators and items stay in the order of the national form; what only the child states follows.
[[nodiscard]] Pack merge_parent(const Pack& parent, Pack child);

/// Writes the pack's own last_checked_on into the sources that state none.
void spread_last_checked(Pack& pack);

}  // namespace junheng::standards
