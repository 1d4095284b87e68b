#pragma once

#include <atomic>
#include <csignal>
#include <memory>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/store/store.h"

namespace junheng::store {

/// Which call to the database fails, counted from when it was told.
class FaultPlan {
 public:
  void fail_at(int call) {
    calls_ = 0;
    failing_ = call;
  }
  void stop() { failing_ = 0; }
  [[nodiscard]] bool is_due() { return ++calls_ == failing_; }

 private:
  std::atomic<int> calls_ = 0;
  std::atomic<int> failing_ = 0;
};

class FaultyConnection final : public Connection {
 public:
  FaultyConnection(Lease lease, std::shared_ptr<FaultPlan> plan) : lease_(std::move(lease)), plan_(std::move(plan)) {}

  Result<std::int64_t> execute(std::string_view sql, std::span<const Argument> arguments) override {
    if (plan_->is_due()) return fault();
    return lease_->execute(sql, arguments);
  }
  Result<std::vector<Row>> query(std::string_view sql, std::span<const Argument> arguments) override {
    if (plan_->is_due()) return fault();
    return lease_->query(sql, arguments);
  }
  Result<void> run_script(std::string_view sql) override {
    if (plan_->is_due()) return fault();
    return lease_->run_script(sql);
  }
  Result<void> begin(Access access) override {
    if (plan_->is_due()) return fault();
    return lease_->begin(access);
  }
  Result<void> commit() override {
    if (plan_->is_due()) return fault();
    return lease_->commit();
  }
  void roll_back() override { lease_->roll_back(); }
  bool is_usable() const override { return lease_->is_usable(); }

 private:
  static tl::unexpected<Error> fault() { return fail(Code::StoreFull, {{"place", "test"}}); }
  Lease lease_;
  std::shared_ptr<FaultPlan> plan_;
};

/// A database of which the planned call fails.
class FaultyDatabase final : public Database {
 public:
  FaultyDatabase(Store store, std::shared_ptr<FaultPlan> plan) : store_(std::move(store)), plan_(std::move(plan)) {}
  Engine engine() const override { return store_.engine(); }
  const std::string& place() const override { return store_.place(); }
  Result<Lease> lease(Access access) override {
    if (plan_->is_due()) return fail(Code::StoreFull, {{"place", "test"}});
    auto lease = store_.database().lease(access);
    if (!lease) return lease;
    return Lease(new FaultyConnection(std::move(*lease), plan_), [](Connection* connection) { delete connection; });
  }

 private:
  Store store_;
  std::shared_ptr<FaultPlan> plan_;
};

inline Store over_faulty_database(Store store, std::shared_ptr<FaultPlan> plan) {
  const std::filesystem::path file = store.file();
  const MigrationReport migration = store.migration();
  return Store(std::make_unique<FaultyDatabase>(std::move(store), std::move(plan)), file, migration);
}

/// A database of which the process is killed at a planned call.
class KillingConnection final : public Connection {
 public:
  KillingConnection(Lease lease, std::shared_ptr<FaultPlan> plan) : lease_(std::move(lease)), plan_(std::move(plan)) {}
  Result<std::int64_t> execute(std::string_view sql, std::span<const Argument> arguments) override {
    die_if_due();
    return lease_->execute(sql, arguments);
  }
  Result<std::vector<Row>> query(std::string_view sql, std::span<const Argument> arguments) override {
    die_if_due();
    return lease_->query(sql, arguments);
  }
  Result<void> run_script(std::string_view sql) override { return lease_->run_script(sql); }
  Result<void> begin(Access access) override { return lease_->begin(access); }
  Result<void> commit() override {
    die_if_due();
    return lease_->commit();
  }
  void roll_back() override { lease_->roll_back(); }
  bool is_usable() const override { return lease_->is_usable(); }

 private:
  void die_if_due() {
    if (plan_->is_due()) raise(SIGKILL);
  }
  Lease lease_;
  std::shared_ptr<FaultPlan> plan_;
};

class KillingDatabase final : public Database {
 public:
  KillingDatabase(Store store, std::shared_ptr<FaultPlan> plan) : store_(std::move(store)), plan_(std::move(plan)) {}
  Engine engine() const override { return store_.engine(); }
  const std::string& place() const override { return store_.place(); }
  Result<Lease> lease(Access access) override {
    auto lease = store_.database().lease(access);
    if (!lease) return lease;
    return Lease(new KillingConnection(std::move(*lease), plan_), [](Connection* connection) { delete connection; });
  }

 private:
  Store store_;
  std::shared_ptr<FaultPlan> plan_;
};

inline Store over_killing_database(Store store, std::shared_ptr<FaultPlan> plan) {
  const std::filesystem::path file = store.file();
  return Store(std::make_unique<KillingDatabase>(std::move(store), std::move(plan)), file, {});
}

}  // namespace junheng::store
