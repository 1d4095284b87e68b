#include "junheng/monitor/breakdown_cells.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/monitor/missing.h"
#include "junheng/monitor/setting.h"

namespace junheng::monitor {

namespace {

constexpr std::size_t kSettingSlots = kSettings + 1;

BreakdownRow row_of(std::size_t kind, std::string_view setting, std::span<const Tally> tallies, CellsOfTallies cells) {
  BreakdownRow row;
  row.codes = {kind < kKindRows.size() ? fmt::format("{}", kKindRows[kind]) : std::string(kOtherKinds), std::string(setting)};
  row.cells = cells(tallies);
  for (const Tally& tally : tallies)
    for (const std::string_view what : tally.missing) name_missing(row.missing, what);
  return row;
}

}  // namespace

BreakdownCell count_cell(const Tally& tally) {
  return {tally.has_any ? std::optional(tally.known) : std::nullopt, std::nullopt, tally.open, std::nullopt};
}

BreakdownCell ratio_cell(const Tally& over, const Tally& under, double scale) {
  BreakdownCell cell;
  cell.open = under.open;
  if (!under.has_any) return cell;
  cell.of = under.known;
  if (under.known > 0) cell.value = scale * over.known / under.known;
  return cell;
}

std::size_t kind_setting_of(int kind, int setting) {
  const auto row = static_cast<std::size_t>(std::ranges::find(kKindRows, kind) - kKindRows.begin());
  return row * kSettingSlots + static_cast<std::size_t>(setting_of(setting));
}

std::vector<BreakdownRow> kind_setting_rows(std::span<const Tally> tallies, std::size_t per_row, CellsOfTallies cells) {
  std::vector<BreakdownRow> out;
  for (std::size_t kind = 0; kind <= kKindRows.size(); ++kind) {
    std::vector<BreakdownRow> settings;
    std::vector<Tally> all(per_row);
    for (std::size_t slot = 0; slot < kSettingSlots; ++slot) {
      const auto own = tallies.subspan((kind * kSettingSlots + slot) * per_row, per_row);
      if (!own.front().has_any) continue;
      settings.push_back(row_of(kind, to_string(static_cast<Setting>(slot)), own, cells));
      for (std::size_t i = 0; i < per_row; ++i) all[i].add(own[i]);
    }
    if (settings.size() > 1) out.push_back(row_of(kind, kAllSettings, all, cells));
    out.insert(out.end(), settings.begin(), settings.end());
  }
  return out;
}

}  // namespace junheng::monitor
