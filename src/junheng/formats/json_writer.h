#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace junheng::formats {

/// Writes JSON text piece by piece, without building a document: results of a whole country are hundreds of megabytes.
/// Keys come out in the order of the calls; numbers in the shortest form that reads back as the same double.
/// Bytes of a text that are not UTF-8 come out as U+FFFD. Asserts that the calls nest properly.
class JsonWriter {
 public:
  enum class Layout { Compact, Indented };
  explicit JsonWriter(Layout layout = Layout::Compact);

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  /// Not finite: null.
  JsonWriter& value(double number);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::size_t number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(std::uint32_t number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(std::optional<double> number);
  JsonWriter& value(bool flag);
  JsonWriter& null();
  /// A finished piece of JSON from another writer, taken over as it is.
  JsonWriter& raw(std::string_view json);

  template <typename T>
  JsonWriter& member(std::string_view name, const T& content) {
    key(name);
    return value(content);
  }

  [[nodiscard]] const std::string& text() const { return out_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  enum class Kind : std::uint8_t { Object, Array };
  struct Level {
    Kind kind;
    bool has_members = false;
  };

  void begin(Kind kind, char bracket);
  void end(Kind kind, char bracket);
  void before_value();
  void before_member();
  void line_break();
  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
  Layout layout_;
};

}  // namespace junheng::formats
