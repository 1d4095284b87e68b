#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/core/school_year.h"

namespace junheng::formats {

class TomlValue;
struct TomlTypeName;

/// Entries in the order of the file.
using TomlTable = std::vector<std::pair<std::string, TomlValue>>;
using TomlArray = std::vector<TomlValue>;

/// A TOML value with the line and column where it stands. Times and date-times have no use here: they come as monostate.
class TomlValue {
 public:
  // Defined where the class is complete: clang 16 cannot derive them for a variant that holds vectors of the class itself.
  TomlValue();
  TomlValue(const TomlValue&);
  TomlValue(TomlValue&&) noexcept;
  TomlValue& operator=(const TomlValue&);
  TomlValue& operator=(TomlValue&&) noexcept;
  ~TomlValue();

  std::variant<std::monostate, bool, std::int64_t, double, std::string, Date, TomlArray, TomlTable> value;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  [[nodiscard]] const TomlTable* as_table() const { return std::get_if<TomlTable>(&value); }
  [[nodiscard]] const TomlArray* as_array() const { return std::get_if<TomlArray>(&value); }
  [[nodiscard]] const TomlValue* find(std::string_view key) const;
  /// "table", "array", "text", "number", "date", "true/false", "time": for messages.
  [[nodiscard]] std::string_view type_name() const;
};

/// Errors: those of read_file; TomlNotUtf8 (with the line); TomlSyntax (with line and column).
[[nodiscard]] Result<TomlValue> read_toml(const std::string& path);
[[nodiscard]] Result<TomlValue> parse_toml(std::string_view text, std::string name);

/// Reads a TOML table strictly: every read names its key, finish() reports keys that nothing read, and every finding becomes an
/// Issue with file and line. Missing or mistyped values are reported once and read as the default. The table must outlive the reader.
class TomlReader {
 public:
  TomlReader(const TomlValue& table, std::string file, std::vector<Issue>& issues);

  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key);
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view fallback);
  [[nodiscard]] double number(std::string_view key);
  [[nodiscard]] std::optional<double> maybe_number(std::string_view key);
  [[nodiscard]] std::int64_t integer_or(std::string_view key, std::int64_t fallback);
  [[nodiscard]] bool flag_or(std::string_view key, bool fallback);
  [[nodiscard]] std::optional<Date> maybe_date(std::string_view key);
  [[nodiscard]] Date date(std::string_view key);
  /// { zh = "...", en = "..." }; both required.
  [[nodiscard]] Bilingual bilingual(std::string_view key);
  [[nodiscard]] Bilingual bilingual_or_empty(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts_or_empty(std::string_view key);
  [[nodiscard]] std::vector<double> numbers_or_empty(std::string_view key);
  /// One of `allowed`, else an issue that lists them.
  [[nodiscard]] std::string one_of(std::string_view key, std::initializer_list<std::string_view> allowed, std::string_view fallback);
  /// A sub-table, or nullopt (no issue) where it is absent.
  [[nodiscard]] std::optional<TomlReader> table(std::string_view key);
  /// The tables of [[key]], in order; empty where absent.
  [[nodiscard]] std::vector<TomlReader> tables(std::string_view key);
  /// Keys of this table that nothing has read so far, marked as read: for open tables such as value dictionaries.
  [[nodiscard]] TomlTable rest();

  /// Reports the keys that nothing has read (with the nearest known one as a hint). Call once, last.
  void finish();

  [[nodiscard]] std::uint32_t line() const { return table_->line; }
  [[nodiscard]] std::uint32_t line_of(std::string_view key) const;
  [[nodiscard]] const std::string& file() const { return file_; }
  /// Adds an issue at this table, or at `key` in it; '' is a key too.
  void report(Code code, std::string value, Params params = {}, std::optional<std::string_view> key = std::nullopt);

 private:
  enum class Presence : std::uint8_t { Required, Optional };

  /// False if the key had been read before: its findings are reported once.
  bool mark_read(std::string_view key);
  void report_type(const TomlValue& found, const TomlTypeName& expected, std::string_view key);
  template <typename Convert>
  auto read(std::string_view key, Presence presence, const TomlTypeName& expected, const Convert& convert)
      -> decltype(convert(std::declval<const TomlValue&>()));

  const TomlValue* table_;
  std::string file_;
  std::vector<Issue>* issues_;
  std::vector<std::string> known_;
};

}  // namespace junheng::formats
