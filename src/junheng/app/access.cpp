#include "junheng/app/access.h"

#include <algorithm>
#include <array>

namespace junheng::app {

namespace {

using enum Permission;

struct PermissionRow {
  Permission permission;
  std::string_view text;
  /// A letter per role that has it, a dot per role that has not, in the order of Role: Viewer, Editor, Planner, Inspector, Admin.
  std::string_view granted;
};

constexpr std::array kPermissionTable = {
    PermissionRow{SnapshotRead, "snapshot:read", "VEPIA"},
    PermissionRow{SnapshotImport, "snapshot:import", ".E..A"},
    PermissionRow{SnapshotDelete, "snapshot:delete", ".E..A"},
    PermissionRow{SnapshotDeleteAny, "snapshot:delete_any", "....A"},
    PermissionRow{RunRead, "run:read", "VEPIA"},
    PermissionRow{RunCreate, "run:create", ".EP.A"},
    PermissionRow{ScenarioRead, "scenario:read", "VEPIA"},
    PermissionRow{ScenarioWrite, "scenario:write", "..P.A"},
    PermissionRow{ReportExport, "report:export", "VEPIA"},
    PermissionRow{SmallCountRead, "small_count:read", ".EPIA"},
    PermissionRow{PersonRead, "person:read", ".EPIA"},
    PermissionRow{AccountManage, "account:manage", "....A"},
    PermissionRow{SettingManage, "setting:manage", "....A"},
    PermissionRow{AuditRead, "audit:read", "....A"},
    PermissionRow{BackupMake, "backup:make", "....A"},
    PermissionRow{BoundaryWrite, "boundary:write", "....A"},
    PermissionRow{JobRead, "job:read", "....A"},
    PermissionRow{ServerObserve, "server:observe", "....A"},
};

constexpr std::array kRoles = {Role::Viewer, Role::Editor, Role::Planner, Role::Inspector, Role::Admin};

constexpr auto kPermissions = [] {
  std::array<Permission, kPermissionTable.size()> permissions{};
  for (std::size_t i = 0; i < permissions.size(); ++i) permissions[i] = static_cast<Permission>(i);
  return permissions;
}();

constexpr bool rows_stand_in_order() {
  for (std::size_t i = 0; i < kPermissionTable.size(); ++i)
    if (kPermissionTable[i].permission != kPermissions[i]) return false;
  return kPermissionTable.back().permission == ServerObserve;
}
static_assert(rows_stand_in_order());

constexpr bool rows_are_whole() {
  for (const PermissionRow& row : kPermissionTable)
    for (std::size_t i = 0; i < kRoles.size(); ++i)
      if (row.granted.size() != kRoles.size() || (row.granted[i] != '.' && row.granted[i] != "VEPIA"[i])) return false;
  return true;
}
static_assert(rows_are_whole());

const PermissionRow& row_of(Permission permission) { return kPermissionTable.at(static_cast<std::size_t>(permission)); }

}  // namespace

std::span<const Permission> all_permissions() { return kPermissions; }

std::span<const Role> all_roles() { return kRoles; }

std::string_view to_string(Permission permission) { return row_of(permission).text; }

std::optional<Permission> parse_permission(std::string_view text) {
  const auto* row = std::ranges::find(kPermissionTable, text, &PermissionRow::text);
  if (row == kPermissionTable.end()) return std::nullopt;
  return row->permission;
}

bool grants(Role role, Permission permission) { return row_of(permission).granted.at(static_cast<std::size_t>(role)) != '.'; }

bool is_of_whole_store(Permission permission) {
  switch (permission) {
    case SnapshotDeleteAny:
    case SettingManage:
    case AuditRead:
    case BackupMake:
    case BoundaryWrite:
    case JobRead:
    case ServerObserve: return true;
    default: return false;
  }
}

bool Access::covers(std::string_view area_path) const {
  if (area_code.empty()) return true;
  // A code with a slash could otherwise stand for a piece of path.
  if (area_code.find('/') != std::string::npos) return false;
  return area_path.find("/" + area_code + "/") != std::string_view::npos;
}

Access full_access() { return {.account_id = 0, .login = {}, .role = Role::Admin, .area_code = {}}; }

store::Actor actor_of(const Access& access, UtcTime now) {
  if (access.account_id == 0) return {.account = std::nullopt, .time = now};
  return {.account = store::AccountId{access.account_id}, .time = now};
}

}  // namespace junheng::app
