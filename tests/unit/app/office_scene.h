#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include "junheng/app/import_case.h"
#include "junheng/app/office.h"
#include "junheng/app/run_case.h"
#include "junheng/app/uploads.h"
#include "junheng/store/accounts.h"
#include "junheng/synth/generate.h"
#include "support/scratch_folder.h"

namespace junheng::app {

template <typename T>
T expect_value(Result<T> result) {
  if (!result) throw std::logic_error(result.error().message(Lang::En) + " / " + std::to_string(static_cast<int>(result.error().code)));
  return std::move(*result);
}
inline void expect_done(const Result<void>& result) {
  if (!result) throw std::logic_error(result.error().message(Lang::En));
}

/// A folder of data with an office, and accounts of several roles. The clock goes on by a millisecond with every look.
class OfficeScene {
 public:
  OfficeScene() {
    store::StoreOptions place;
    place.place = (folder_ / "data").string();
    place.time = now();
    store_ = std::make_unique<store::Store>(expect_value(store::Store::open(place)));
    open_office();
  }
  ~OfficeScene() { office_.reset(); }

  void open_office() {
    office_.reset();
    OfficeOptions options;
    options.uploads = folder_ / "data" / "uploads";
    options.clock = [this] { return now(); };
    options.threads = 2;
    office_ = expect_value(Office::open(*store_, std::move(options)));
  }

  [[nodiscard]] Office& office() { return *office_; }
  [[nodiscard]] store::Store& store() { return *store_; }
  [[nodiscard]] std::filesystem::path path(std::string_view name) const { return folder_ / name; }

  /// An account in the store, so that what it does can be noted.
  Access account(const std::string& login, Role role, const std::string& area_code = "") {
    auto transaction = expect_value(store_->write());
    store::Account account;
    account.login = login;
    account.role = role;
    account.area_code = area_code;
    account.created = now();
    const auto id = expect_value(store::create_account(transaction, account));
    expect_done(transaction.commit());
    return {id.value, login, role, area_code};
  }

  /// A made-up province of two counties with twelve schools each, in two years: the folder.
  std::string generated(std::size_t counties = 2, std::size_t schools = 24, std::size_t years = 2) {
    synth::GenerateOptions options;
    options.counties = counties;
    options.schools = schools;
    options.years = years;
    options.year = SchoolYear{2024};
    const std::string folder = (folder_ / ("generated-" + std::to_string(counties) + "-" + std::to_string(schools))).string();
    if (!std::filesystem::exists(folder)) expect_value(synth::generate_dataset(options, folder));
    return folder;
  }

  /// Imports a dataset on behalf of the account.
  JobResult import_snapshot(const std::string& dataset, const Access& access,
                            const std::vector<std::string>& standards = {"cn.quality-2017"}) {
    Session session;
    session.threads = 2;
    session.today = {2026, 11, 27};
    LoadedDataset loaded = expect_value(load_dataset({dataset, ""}, session));
    const JobContext context{{}, [](double, std::string_view) {}};
    return expect_value(keep_dataset(*office_, access, {"snapshot", dataset, "", standards}, loaded, context));
  }

  UtcTime now() { return {1'790'000'000'000 + ++ticks_}; }
  void advance(std::chrono::milliseconds by) { ticks_ += by.count(); }

  /// SQL by its own transaction.
  void run_sql(std::string_view sql) {
    auto transaction = expect_value(store_->write());
    expect_done(transaction.run_script(sql));
    expect_done(transaction.commit());
  }

 private:
  testing::ScratchFolder folder_;
  std::atomic<std::int64_t> ticks_ = 0;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Office> office_;
};

}  // namespace junheng::app
