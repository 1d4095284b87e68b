#pragma once

#include <array>
#include <span>

#include "junheng/monitor/breakdown.h"
#include "junheng/monitor/monitor.h"
#include "junheng/monitor/setting.h"

namespace junheng::monitor {

// Shares of the teachers of compulsory stages who are above the required degree, have a certificate, have had the training: a part of the
// monitor of staff.

/// Measures of which any makes the monitor of staff run unasked. teachers_above_required, which is shown too, is none of them: an
/// assessment asks for it, so that nearly every dataset has it.
inline constexpr auto kStaffMeasures = std::to_array<std::string_view>({"staff", "teachers_certified", "teachers_trained_360h"});

inline constexpr std::size_t kTeacherShares = 3;
/// Per stage and setting (not given included): the teachers; then per share the part and the whole of the schools that tell both.
inline constexpr std::size_t kSharesPerRow = 1 + 2 * kTeacherShares;
inline constexpr std::size_t kShareRows = 2 * (kSettings + 1);
inline constexpr std::size_t kShareTallies = kShareRows * kSharesPerRow;

/// Adds the units of a county, and its schools that miss a share of which a standard is in force.
void tally_shares(const YearFrame& frame, const standards::MonitorLimits& limits, std::size_t county, std::span<Tally> tallies,
                  std::vector<Offender>& offenders);
/// The shares of an area, stages and settings together.
[[nodiscard]] std::vector<Figure> conclude_shares(const ConcludeInput& input, std::span<const Tally> tallies);
/// By stage and setting.
[[nodiscard]] Breakdown share_breakdown(std::span<const Tally> tallies);

}  // namespace junheng::monitor
