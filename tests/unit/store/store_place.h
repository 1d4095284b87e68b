#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "junheng/core/codes.h"
#include "junheng/store/audit.h"
#include "junheng/store/postgres_database.h"
#include "junheng/store/store.h"
#include "support/scratch_folder.h"

namespace junheng::store {

/// 2026-09-01T00:00:00Z.
inline constexpr UtcTime kNow{1'788'220'800'000};
inline constexpr UtcTime kLater{kNow.ms + 60'000};
inline const Actor kProgram{std::nullopt, kNow};

/// The value of a Result, or the test program's end with its message.
template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message(Lang::En));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// The code that an Error must have.
template <typename T>
std::optional<Code> code_of(const Result<T>& result) {
  return result ? std::nullopt : std::optional(result.error().code);
}

/// A fresh store for each test: a folder, or where JUNHENG_TEST_POSTGRES names the folder of a server's socket, a schema of its own there.
class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* const socket = std::getenv("JUNHENG_TEST_POSTGRES");
    if (socket == nullptr) {
      place_ = (folder_ / "office").string();
      return;
    }
    if (!std::filesystem::exists(std::string(socket) + "/state")) GTEST_SKIP() << "the package postgresql is not installed";
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    std::string schema = fmt::format("{}_{}_{}", test->test_suite_name(), test->name(), getpid());
    for (char& c : schema) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    schema_ = schema.substr(0, 60);
    const std::string server = fmt::format("postgresql://postgres@/postgres?host={}", socket);
    auto database = must(open_postgres({server}));
    must((*database->lease(Access::Write))->run_script(fmt::format("CREATE SCHEMA {}", schema_)));
    server_ = server;
    place_ = fmt::format("{}&options=-csearch_path%3D{}", server, schema_);
  }

  void TearDown() override {
    if (server_.empty()) return;
    auto database = must(open_postgres({server_}));
    must((*database->lease(Access::Write))->run_script(fmt::format("DROP SCHEMA {} CASCADE", schema_)));
  }

  [[nodiscard]] bool is_postgres() const { return !server_.empty(); }
  [[nodiscard]] const std::string& place() const { return place_; }
  [[nodiscard]] Store open() const { return must(Store::open({.place = place_, .time = kNow})); }

  testing::ScratchFolder folder_;

 private:
  std::string place_;
  std::string server_;
  std::string schema_;
};

/// Runs `change(transaction)` and keeps it.
template <typename Change>
void commit(Store& store, Change change) {
  Transaction transaction = must(store.write());
  change(transaction);
  must(transaction.commit());
}

}  // namespace junheng::store
