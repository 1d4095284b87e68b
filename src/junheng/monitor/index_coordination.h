#pragma once

#include "junheng/monitor/composite_index.h"

namespace junheng::monitor {

/// Coupling and coordination of the subsystems of every ranked unit: stats::coupling_coordination of the subsystems' scores, each the
/// weighted sum or geometric mean (as the index) of its components' scores with their weights. Nothing where the specification has no
/// subsystems. Requires: scores of 0 to 1, not TOPSIS, every component in a subsystem.
/// Errors: those of stats; NoWeight where all components of a subsystem have weight 0.
[[nodiscard]] Result<void> set_coordination(CompositeIndex& index);

}  // namespace junheng::monitor
