#include "junheng/store/postgres_connection.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/store/dialect.h"

namespace junheng::store {

namespace {

/// Object ids of types in PostgreSQL's catalogue (pg_type.dat), which never change.
enum Type : Oid { kBool = 16, kBytea = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kFloat8 = 701, kVarchar = 1043 };

struct ResultCloser {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Reply = std::unique_ptr<PGresult, ResultCloser>;

struct HandleCloser {
  void operator()(PGconn* handle) const { PQfinish(handle); }
};
using Handle = std::unique_ptr<PGconn, HandleCloser>;

/// The bytes of a number as the wire has them: the highest first.
template <typename Number>
std::string to_wire(Number number) {
  char bytes[sizeof(Number)];
  std::memcpy(bytes, &number, sizeof(Number));
  if constexpr (std::endian::native == std::endian::little) std::reverse(bytes, bytes + sizeof(Number));
  return std::string(bytes, sizeof(Number));
}

template <typename Number>
Number from_wire(const char* wire) {
  char bytes[sizeof(Number)];
  std::memcpy(bytes, wire, sizeof(Number));
  if constexpr (std::endian::native == std::endian::little) std::reverse(bytes, bytes + sizeof(Number));
  Number number;
  std::memcpy(&number, bytes, sizeof(Number));
  return number;
}

/// Arguments as PQexecParams takes them, all in binary form.
class WireArguments {
 public:
  explicit WireArguments(std::span<const Argument> arguments) {
    numbers_.reserve(arguments.size());
    for (const Argument& argument : arguments) std::visit([&](const auto& value) { add(value); }, argument.held());
  }

  int size() const { return static_cast<int>(values_.size()); }
  const Oid* types() const { return types_.data(); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(std::monostate) { add(0, nullptr, 0); }
  void add(std::int64_t number) { add_number(kInt8, to_wire(number)); }
  void add(double number) { add_number(kFloat8, to_wire(number)); }
  void add(std::string_view text) { add(kText, text.data() == nullptr ? "" : text.data(), text.size()); }
  void add(BlobView blob) { add(kBytea, blob.bytes.data() == nullptr ? "" : blob.bytes.data(), blob.bytes.size()); }
  void add_number(Oid type, std::string wire) {
    numbers_.push_back(std::move(wire));
    add(type, numbers_.back().data(), numbers_.back().size());
  }
  void add(Oid type, const char* bytes, std::size_t length) {
    types_.push_back(type);
    values_.push_back(bytes);
    lengths_.push_back(static_cast<int>(length));
    formats_.push_back(1);
  }

  /// Reserved at the start, so that their bytes stay where they are.
  std::vector<std::string> numbers_;
  std::vector<Oid> types_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

Value value_of(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column) != 0) return std::monostate();
  const char* const bytes = PQgetvalue(result, row, column);
  const auto size = static_cast<std::size_t>(PQgetlength(result, row, column));
  switch (PQftype(result, column)) {
    case kBool: return std::int64_t{*bytes != 0};
    case kInt2: return std::int64_t{from_wire<std::int16_t>(bytes)};
    case kInt4: return std::int64_t{from_wire<std::int32_t>(bytes)};
    case kInt8: return from_wire<std::int64_t>(bytes);
    case kFloat8: return from_wire<double>(bytes);
    case kBytea: return Blob{std::string(bytes, size)};
    default: return std::string(bytes, size);
  }
}

/// The first line of a message of the server or library.
std::string first_line(const char* message) {
  const std::string_view text = message == nullptr ? "" : message;
  return std::string(trim(text.substr(0, text.find('\n'))));
}

Error server_error(PGconn* handle, const PGresult* result, const std::string& place, std::chrono::milliseconds wait) {
  const char* const state_text = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string_view state = state_text == nullptr ? "" : state_text;
  const char* const primary = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const std::string reason = first_line(primary != nullptr ? primary : PQerrorMessage(handle));
  // 57P01 to 57P03: the server is being shut down, crashed, or is starting. Without a state the message is of the library, which has not
  // always marked the connection as bad when it could not write to it.
  if (PQstatus(handle) != CONNECTION_OK || state.empty() || state.starts_with("08") || state.starts_with("57P"))
    return {Code::StoreConnectionLost, {{"place", place}, {"reason", reason}}, {}};
  if (state == "23505") return {Code::StoreExists, {{"id", reason}}, {}};
  if (state == "P0001") return {Code::StoreRefused, {{"reason", reason}}, {}};
  if (state.starts_with("53")) return {Code::StoreFull, {{"place", place}}, {}};
  if (state == "25006" || state == "42501") return {Code::StoreReadOnly, {{"place", place}}, {}};
  if (state == "55P03" || state == "40P01" || state == "57014")
    return {Code::StoreLocked, {{"place", place}, {"seconds", fmt::format("{:.3g}", std::chrono::duration<double>(wait).count())}}, {}};
  if (state.starts_with("XX00")) return {Code::StoreCorrupted, {{"place", place}, {"reason", reason}}, {}};
  return {Code::StoreStatementFailed, {{"reason", reason}}, {}};
}

class PostgresConnection final : public Connection {
 public:
  PostgresConnection(Handle handle, std::string place, std::chrono::milliseconds wait)
      : handle_(std::move(handle)), place_(std::move(place)), wait_(wait) {}

  Result<std::int64_t> execute(std::string_view sql, std::span<const Argument> arguments) override {
    auto reply = send(sql, arguments);
    if (!reply) return fail(std::move(reply.error()));
    const std::string_view count = PQcmdTuples(reply->get());
    std::int64_t rows = 0;
    std::from_chars(count.data(), count.data() + count.size(), rows);
    return rows;
  }

  Result<std::vector<Row>> query(std::string_view sql, std::span<const Argument> arguments) override {
    auto reply = send(sql, arguments);
    if (!reply) return fail(std::move(reply.error()));
    std::vector<Row> rows;
    const int columns = PQnfields(reply->get());
    for (int row = 0; row < PQntuples(reply->get()); ++row) {
      std::vector<Value> values;
      values.reserve(static_cast<std::size_t>(columns));
      for (int column = 0; column < columns; ++column) values.push_back(value_of(reply->get(), row, column));
      rows.emplace_back(std::move(values));
    }
    return rows;
  }

  Result<void> run_script(std::string_view sql) override {
    const Reply reply(PQexec(handle_.get(), std::string(sql).c_str()));
    return checked(reply.get());
  }

  Result<void> begin(Access access) override {
    return run_script(access == Access::Write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  Result<void> commit() override {
    const Reply reply(PQexec(handle_.get(), "COMMIT"));
    if (auto done = checked(reply.get()); !done) return done;
    // COMMIT of a transaction in which something failed succeeds, and undoes it.
    if (std::string_view(PQcmdStatus(reply.get())) != "COMMIT")
      return fail(Code::StoreStatementFailed, {{"reason", PQcmdStatus(reply.get())}});
    return {};
  }

  void roll_back() override {
    if (PQtransactionStatus(handle_.get()) == PQTRANS_IDLE) return;
    const Reply reply(PQexec(handle_.get(), "ROLLBACK"));
  }

  bool is_usable() const override {
    return !is_lost_ && PQstatus(handle_.get()) == CONNECTION_OK && PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
  }

 private:
  Result<void> checked(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return {};
    Error error = server_error(handle_.get(), result, place_, wait_);
    is_lost_ = is_lost_ || error.code == Code::StoreConnectionLost;
    return fail(std::move(error));
  }

  Result<Reply> send(std::string_view sql, std::span<const Argument> arguments) {
    constexpr int kBinaryResults = 1;
    const WireArguments wire(arguments);
    Reply reply(PQexecParams(handle_.get(), with_numbered_arguments(sql).c_str(), wire.size(), wire.types(), wire.values(), wire.lengths(),
                             wire.formats(), kBinaryResults));
    if (auto done = checked(reply.get()); !done) return fail(std::move(done.error()));
    return reply;
  }

  Handle handle_;
  std::string place_;
  std::chrono::milliseconds wait_;
  bool is_lost_ = false;
};

}  // namespace

Result<std::unique_ptr<Connection>> connect_postgres(const PostgresOptions& options, const std::string& place) {
  const std::string seconds = fmt::format("{}", std::max<std::int64_t>(2, std::chrono::ceil<std::chrono::seconds>(options.wait).count()));
  // Before the URL, which has the last word. A peer that has vanished is noticed in a minute, not in the two hours of the system's default.
  const std::array<const char*, 9> names = {"keepalives_idle",
                                            "keepalives_interval",
                                            "keepalives_count",
                                            "tcp_user_timeout",
                                            "dbname",
                                            "connect_timeout",
                                            "application_name",
                                            "client_encoding",
                                            nullptr};
  const std::array<const char*, 9> values = {"30", "10", "3", "60000", options.url.c_str(), seconds.c_str(), "junheng", "UTF8", nullptr};
  constexpr int kExpandUrl = 1;
  Handle handle(PQconnectdbParams(names.data(), values.data(), kExpandUrl));
  if (PQstatus(handle.get()) != CONNECTION_OK)
    return fail(Code::StoreUnreachable, {{"place", place}, {"reason", first_line(PQerrorMessage(handle.get()))}});
  // Notices would be printed.
  PQsetNoticeProcessor(
      handle.get(), [](void*, const char*) {}, nullptr);
  auto connection = std::make_unique<PostgresConnection>(std::move(handle), place, options.wait);
  const auto set =
      connection->run_script(fmt::format("SET lock_timeout = {}; SET standard_conforming_strings = on; SET tcp_keepalives_idle = 30; "
                                         "SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3",
                                         options.wait.count()));
  if (!set) return fail(set.error());
  return connection;
}

}  // namespace junheng::store
