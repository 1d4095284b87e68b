#include "junheng/app/area_paths.h"

#include "junheng/store/snapshot_lists.h"

namespace junheng::app {

Result<AreaPaths> AreaPaths::over(store::Transaction& transaction) {
  auto snapshots = store::list_snapshots(transaction);
  if (!snapshots) return fail(snapshots.error());
  return AreaPaths(transaction, std::move(*snapshots));
}

Result<AreaPaths::Place> AreaPaths::find(std::string_view code) const {
  if (code.empty()) return Place{};
  for (const store::Snapshot& snapshot : snapshots_) {
    const auto area = store::find_area(*transaction_, snapshot.id, code);
    if (!area) return fail(area.error());
    if (*area) return Place{(*area)->path, true};
  }
  return Place{"/" + std::string(code) + "/", false};
}

}  // namespace junheng::app
