#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/lang.h"

namespace junheng::formats {

/// A value of JSON that is neither object nor array; monostate for null.
using JsonScalar = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

struct JsonRange {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
};

struct JsonLength {
  /// In characters (code points).
  std::size_t min = 0;
  std::size_t max = 10000;
};

/// Reads a JSON object strictly: every read names its key, finish() reports all that is wrong at once, keys that nothing has read among
/// them. A missing or wrong value is reported once and read as the default, so that reading goes on.
///
///   auto body = formats::JsonReader::parse(request.body);
///   if (!body) return fail(body.error());
///   const std::string name = body->text("name", {.min = 1, .max = 200});
///   for (formats::JsonReader& change : body->objects("changes", 5000)) changes.push_back({change.text("school_id"), change.number("value",
///   {.min = 0})}); if (auto sound = body->finish(); !sound) return fail(sound.error());
class JsonReader {
 public:
  /// Errors: JsonSyntax (no JSON, not UTF-8, the same key twice, nested more than 64 deep); BadJsonValue (not an object).
  [[nodiscard]] static Result<JsonReader> parse(std::string_view text);

  /// False for null too.
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key, JsonLength length = {});
  /// nullopt where the key is absent or null, as for each maybe_.
  [[nodiscard]] std::optional<std::string> maybe_text(std::string_view key, JsonLength length = {});
  [[nodiscard]] double number(std::string_view key, JsonRange range = {});
  [[nodiscard]] std::optional<double> maybe_number(std::string_view key, JsonRange range = {});
  [[nodiscard]] std::int64_t integer(std::string_view key, JsonRange range = {});
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::string_view key, JsonRange range = {});
  [[nodiscard]] bool flag(std::string_view key);
  [[nodiscard]] std::optional<bool> maybe_flag(std::string_view key);
  /// The first of `allowed` where the value is none of them.
  [[nodiscard]] std::string one_of(std::string_view key, std::initializer_list<std::string_view> allowed);
  [[nodiscard]] std::optional<std::string> maybe_one_of(std::string_view key, std::initializer_list<std::string_view> allowed);
  /// The key must be there; null is a value.
  [[nodiscard]] JsonScalar scalar(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key, std::size_t max_count = 1000);
  /// Empty where the key is absent.
  [[nodiscard]] std::vector<std::string> texts_or_empty(std::string_view key, std::size_t max_count = 1000);
  [[nodiscard]] std::vector<JsonReader> objects(std::string_view key, std::size_t max_count);
  /// Empty where the key is absent.
  [[nodiscard]] std::vector<JsonReader> objects_or_empty(std::string_view key, std::size_t max_count);

  [[nodiscard]] JsonReader object(std::string_view key);
  /// The keys of the object, by their bytes.
  [[nodiscard]] std::vector<std::string> keys() const;
  /// An array of numbers and nulls. The key must be there, as for the next.
  [[nodiscard]] std::vector<std::optional<double>> number_column(std::string_view key);
  [[nodiscard]] std::vector<std::optional<std::string>> text_column(std::string_view key);

  /// Adds a fault at `key`: what the value should be, in both languages.
  void report(std::string_view key, Bilingual rule);

  /// Errors: BadJsonValue, which names every faulty key with its value and the rule that it breaks. Call once, last, on the outermost
  /// reader.
  [[nodiscard]] Result<void> finish();
  /// The same of what has been read: for documents of which a reader takes a part.
  [[nodiscard]] Result<void> finish_part();

 private:
  struct Document;
  struct Node;
  explicit JsonReader(std::shared_ptr<Node> node);
  std::shared_ptr<Node> node_;
};

}  // namespace junheng::formats
