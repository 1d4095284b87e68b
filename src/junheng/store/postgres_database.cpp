#include "junheng/store/postgres_database.h"

#include <string_view>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "junheng/core/codes.h"
#include "junheng/store/connection_pool.h"
#include "junheng/store/postgres_connection.h"

namespace junheng::store {

namespace {

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(const PostgresOptions& options, std::string place)
      : place_(std::move(place)),
        connections_({options.connections, options.wait, [options, named = place_] { return connect_postgres(options, named); }}) {}

  Engine engine() const override { return Engine::Postgres; }
  const std::string& place() const override { return place_; }
  Result<Lease> lease(Access /*access*/) override { return connections_.take(); }

 private:
  std::string place_;
  ConnectionPool connections_;
};

struct OptionsCloser {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

/// The url without what a message must not show; nullopt where libpq cannot read it.
std::optional<std::string> without_password(const std::string& url) {
  const std::unique_ptr<PQconninfoOption, OptionsCloser> options(PQconninfoParse(url.c_str(), nullptr));
  if (!options) return std::nullopt;
  const auto value = [&](std::string_view key) -> std::string {
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
      if (option->keyword == key && option->val != nullptr) return option->val;
    return {};
  };
  const std::string port = value("port");
  return fmt::format("postgresql://{}{}/{}", value("host"), port.empty() ? "" : ":" + port, value("dbname"));
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options) {
  const auto place = without_password(options.url);
  // The url itself is not shown: it may hold a password.
  if (!place) return fail(Code::StorePlaceInvalid, {{"place", "postgresql://..."}});
  auto database = std::make_unique<PostgresDatabase>(options, *place);
  if (auto lease = database->lease(Access::Read); !lease) return fail(std::move(lease.error()));
  return database;
}

}  // namespace junheng::store
