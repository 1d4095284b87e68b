#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace junheng::store {

/// The position of a record in its table. The tag keeps those of different tables apart. Never given again after a deletion.
template <typename Tag>
struct RecordId {
  std::int64_t value = 0;
  friend constexpr auto operator<=>(RecordId, RecordId) = default;
};

using SnapshotId = RecordId<struct SnapshotTag>;
using RunId = RecordId<struct RunTag>;
using AccountId = RecordId<struct AccountTag>;
using SessionId = RecordId<struct SessionTag>;
using ScenarioId = RecordId<struct ScenarioTag>;

/// Bytes that are not text.
struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};
struct BlobView {
  std::string_view bytes;
};

/// What is bound to a `?` of a statement. Borrows texts and bytes: they must live until the call is over.
class Argument {
 public:
  Argument(std::nullptr_t) {}
  template <std::integral T>
  Argument(T number) : value_(static_cast<std::int64_t>(number)) {}
  Argument(double number) : value_(number) {}
  Argument(std::string_view text) : value_(text) {}
  Argument(const std::string& text) : value_(std::string_view(text)) {}
  Argument(const char* text) : value_(std::string_view(text)) {}
  Argument(BlobView blob) : value_(blob) {}
  template <typename Tag>
  Argument(RecordId<Tag> id) : value_(id.value) {}
  /// nullopt is null.
  template <typename T>
  Argument(const std::optional<T>& value) {
    if (value) value_ = Argument(*value).value_;
  }

  using Held = std::variant<std::monostate, std::int64_t, double, std::string_view, BlobView>;
  [[nodiscard]] const Held& held() const { return value_; }

 private:
  Held value_;
};

/// One value of a result.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

/// One row of a result, columns by position. To ask for another type than the column has is a bug of the caller: std::bad_variant_access.
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] const Value& at(std::size_t column) const { return values_.at(column); }
  [[nodiscard]] bool is_null(std::size_t column) const { return std::holds_alternative<std::monostate>(at(column)); }
  [[nodiscard]] std::int64_t integer(std::size_t column) const { return std::get<std::int64_t>(at(column)); }
  [[nodiscard]] bool flag(std::size_t column) const { return integer(column) != 0; }
  [[nodiscard]] double number(std::size_t column) const { return std::get<double>(at(column)); }
  [[nodiscard]] const std::string& text(std::size_t column) const { return std::get<std::string>(at(column)); }
  [[nodiscard]] const std::string& bytes(std::size_t column) const { return std::get<Blob>(at(column)).bytes; }
  [[nodiscard]] std::optional<std::int64_t> integer_or_null(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
  }
  [[nodiscard]] std::optional<double> number_or_null(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(number(column));
  }
  template <typename Id>
  [[nodiscard]] std::optional<Id> id_or_null(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(Id{integer(column)});
  }

 private:
  std::vector<Value> values_;
};

}  // namespace junheng::store
