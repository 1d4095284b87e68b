#include "junheng/app/area_paths.h"

#include <algorithm>
#include <map>

#include "junheng/store/accounts.h"
#include "junheng/store/snapshot_lists.h"

namespace junheng::app {

Result<AreaPaths> AreaPaths::over(store::Transaction& transaction) {
  auto snapshots = store::list_snapshots(transaction);
  if (!snapshots) return fail(snapshots.error());
  std::map<std::int64_t, bool> is_bound;
  std::vector<store::Snapshot> trusted;
  for (store::Snapshot& snapshot : *snapshots) {
    const std::optional<store::AccountId> importer = snapshot.imported.account;
    if (importer && !is_bound.contains(importer->value)) {
      const auto account = store::find_account(transaction, *importer);
      if (!account) return fail(account.error());
      is_bound[importer->value] = !*account || !(*account)->area_code.empty();
    }
    if (!importer || !is_bound[importer->value]) trusted.push_back(std::move(snapshot));
  }
  return AreaPaths(transaction, std::move(trusted));
}

bool AreaPaths::knows_areas() const { return !std::ranges::all_of(snapshots_, &store::Snapshot::is_synthetic); }

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
