#include "junheng/app/access.h"

#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "support/file_text.h"

namespace junheng::app {
namespace {

std::set<std::string> texts_of(Role role) {
  std::set<std::string> texts;
  for (const Permission permission : all_permissions())
    if (grants(role, permission)) texts.emplace(to_string(permission));
  return texts;
}

// The roles as issue 4 and its design give them.
TEST(Permissions, EveryRoleHasThoseOfTheDesign) {
  const std::set<std::string> viewer = {"snapshot:read", "run:read", "report:export", "scenario:read"};
  std::set<std::string> inspector = viewer;
  inspector.insert({"small_count:read", "person:read"});
  std::set<std::string> editor = inspector;
  editor.insert({"snapshot:import", "snapshot:delete", "run:create"});
  std::set<std::string> planner = inspector;
  planner.insert({"run:create", "scenario:write"});
  EXPECT_EQ(texts_of(Role::Viewer), viewer);
  EXPECT_EQ(texts_of(Role::Inspector), inspector);
  EXPECT_EQ(texts_of(Role::Editor), editor);
  EXPECT_EQ(texts_of(Role::Planner), planner);
  EXPECT_EQ(texts_of(Role::Admin).size(), all_permissions().size());
}

TEST(Permissions, EveryTextIsItsOwnAndReadsBack) {
  std::set<std::string> texts;
  for (const Permission permission : all_permissions()) {
    texts.emplace(to_string(permission));
    EXPECT_EQ(parse_permission(to_string(permission)), permission);
  }
  EXPECT_EQ(texts.size(), all_permissions().size());
  EXPECT_EQ(parse_permission(""), std::nullopt);
  EXPECT_EQ(parse_permission("snapshot:reads"), std::nullopt);
}

TEST(Access, NoAreaCoversEverything) {
  const Access access{.account_id = 1, .login = "p", .role = Role::Viewer, .area_code = ""};
  EXPECT_TRUE(access.covers(""));
  EXPECT_TRUE(access.covers("/61/"));
}

TEST(Access, AreaCoversItselfAndWhatLiesBelow) {
  const Access access{.account_id = 1, .login = "c", .role = Role::Viewer, .area_code = "6101"};
  EXPECT_TRUE(access.covers("/61/6101/"));
  EXPECT_TRUE(access.covers("/61/6101/610113/"));
  EXPECT_FALSE(access.covers("/61/"));
  EXPECT_FALSE(access.covers("/61/6103/"));
  EXPECT_FALSE(access.covers(""));
}

TEST(Access, SameFirstDigitsAreNotTheSubtree) {
  const Access access{.account_id = 1, .login = "c", .role = Role::Viewer, .area_code = "61"};
  EXPECT_FALSE(access.covers("/6101/610113/"));
  EXPECT_FALSE(access.covers("/X/610/"));
}

TEST(Access, CodeWithSlashCoversNothing) {
  const Access access{.account_id = 1, .login = "c", .role = Role::Viewer, .area_code = "61/6101"};
  EXPECT_FALSE(access.covers("/61/6101/"));
}

// A county's administrator makes accounts of the county; a backup, the log or the settings would show or change all counties.
TEST(Access, AdministratorOfAnAreaHasNothingOfTheWholeStore) {
  const Access access{.account_id = 1, .login = "c", .role = Role::Admin, .area_code = "610113"};
  EXPECT_TRUE(access.may(Permission::AccountManage));
  EXPECT_TRUE(access.may(Permission::SnapshotImport));
  for (const Permission permission : {Permission::SnapshotDeleteAny, Permission::SettingManage, Permission::AuditRead,
                                      Permission::BackupMake, Permission::BoundaryWrite, Permission::JobRead, Permission::ServerObserve})
    EXPECT_FALSE(access.may(permission)) << to_string(permission);
}

TEST(Access, CommandLineMayEverything) {
  EXPECT_TRUE(full_access().sees_all_areas());
  for (const Permission permission : all_permissions()) EXPECT_TRUE(full_access().may(permission));
}

// docs/security.md: | `run:read` | yes | yes | yes | yes | yes | |
TEST(Permissions, DocumentShowsTheTable) {
  const std::string document = testing::file_text(JUNHENG_SOURCE_DIR "/docs/security.md");
  for (const Permission permission : all_permissions()) {
    std::string row = "| `" + std::string(to_string(permission)) + "` |";
    for (const Role role : all_roles()) row += grants(role, permission) ? " yes |" : " |";
    row += is_of_whole_store(permission) ? " yes |" : " |";
    EXPECT_NE(document.find("\n" + row + "\n"), std::string::npos) << row;
  }
}

}  // namespace
}  // namespace junheng::app
