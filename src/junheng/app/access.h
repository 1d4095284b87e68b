#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "junheng/store/accounts.h"
#include "junheng/store/audit.h"

namespace junheng::app {

using store::Role;

/// What a request may need. The texts are `object:verb`, as in x-permission of api/openapi.yaml.
enum class Permission : std::uint8_t {
  SnapshotRead,
  SnapshotImport,
  SnapshotDelete,
  SnapshotDeleteAny,
  RunRead,
  RunCreate,
  ScenarioRead,
  ScenarioWrite,
  ReportExport,
  SmallCountRead,
  PersonRead,
  AccountManage,
  SettingManage,
  AuditRead,
  BackupMake,
  BoundaryWrite,
  JobRead,
  ServerObserve,
};

/// All of them, in the order of the enumerators.
[[nodiscard]] std::span<const Permission> all_permissions();
[[nodiscard]] std::span<const Role> all_roles();

/// "snapshot:read" ...
[[nodiscard]] std::string_view to_string(Permission permission);
/// nullopt for any other text.
[[nodiscard]] std::optional<Permission> parse_permission(std::string_view text);

/// The one table of who may do what; docs/security.md shows it.
[[nodiscard]] bool grants(Role role, Permission permission);

/// Whether a permission reaches beyond the areas of one account (the whole store, its settings, its log): only those who see all areas
/// have it, whatever their role.
[[nodiscard]] bool is_of_whole_store(Permission permission);

/// On whose behalf a use case runs: permissions by role, areas by subtree. A use case answers for areas outside of it as if they were
/// not there, and hides what the role may not see.
struct Access {
  std::int64_t account_id = 0;
  std::string login;
  Role role = Role::Viewer;
  /// Code of the area whose subtree may be seen; empty: all.
  std::string area_code;

  [[nodiscard]] bool may(Permission permission) const {
    return grants(role, permission) && (sees_all_areas() || !is_of_whole_store(permission));
  }
  [[nodiscard]] bool sees_all_areas() const { return area_code.empty(); }
  /// Whether an area lies in the subtree. `area_path` names it by the codes from the top down to it, each behind a slash and one at the
  /// end, as store::AreaRow::path: "/61/6101/610113/". Codes are compared whole, never by their first digits.
  /// The empty path is the whole dataset: only those who see all areas.
  [[nodiscard]] bool covers(std::string_view area_path) const;
};

/// Access of the command line, whose user owns the data anyway: everything.
[[nodiscard]] Access full_access();

/// Who is noted in the audit log: nobody for the command line.
[[nodiscard]] store::Actor actor_of(const Access& access, UtcTime now);

}  // namespace junheng::app
