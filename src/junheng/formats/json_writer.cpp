#include "junheng/formats/json_writer.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "junheng/core/text.h"
#include "junheng/formats/number_text.h"
#include "junheng/formats/utf8_repair.h"

namespace junheng::formats {

namespace {

constexpr std::size_t kIndent = 2;

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kHex[code >> 4U];
  out += kHex[code & 0xFU];
}

void append_quoted(std::string& out, std::string_view utf8) {
  out += '"';
  std::size_t plain_from = 0;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    if (!needs_escape(utf8[at])) continue;
    out.append(utf8, plain_from, at - plain_from);
    append_escape(out, utf8[at]);
    plain_from = at + 1;
  }
  out.append(utf8, plain_from);
  out += '"';
}

void append_string(std::string& out, std::string_view text) {
  if (is_utf8(text)) append_quoted(out, text);
  else append_quoted(out, repair_utf8(text));
}

}  // namespace

JsonWriter::JsonWriter(Layout layout) : layout_(layout) {}

void JsonWriter::line_break() {
  if (layout_ == Layout::Compact) return;
  out_ += '\n';
  out_.append(levels_.size() * kIndent, ' ');
}

void JsonWriter::before_member() {
  if (levels_.empty()) return;
  if (levels_.back().has_members) out_ += ',';
  levels_.back().has_members = true;
  line_break();
}

void JsonWriter::before_value() {
  assert(levels_.empty() || after_key_ == (levels_.back().kind == Kind::Object));
  if (!after_key_) before_member();
  after_key_ = false;
}

void JsonWriter::begin(Kind kind, char bracket) {
  before_value();
  out_ += bracket;
  levels_.push_back({kind});
}

void JsonWriter::end([[maybe_unused]] Kind kind, char bracket) {
  assert(!levels_.empty() && levels_.back().kind == kind && !after_key_);
  const bool had_members = levels_.back().has_members;
  levels_.pop_back();
  if (had_members) line_break();
  out_ += bracket;
}

JsonWriter& JsonWriter::begin_object() {
  begin(Kind::Object, '{');
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  end(Kind::Object, '}');
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  begin(Kind::Array, '[');
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  end(Kind::Array, ']');
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  assert(!levels_.empty() && levels_.back().kind == Kind::Object && !after_key_);
  before_member();
  append_string(out_, name);
  out_ += layout_ == Layout::Compact ? ":" : ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  before_value();
  append_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  before_value();
  append_number(out_, number);
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  before_value();
  std::array<char, 24> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  out_.append(buffer.data(), result.ptr);
  return *this;
}

JsonWriter& JsonWriter::value(std::optional<double> number) { return number ? value(*number) : null(); }

JsonWriter& JsonWriter::value(bool flag) {
  before_value();
  out_ += flag ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  out_ += json;
  return *this;
}

}  // namespace junheng::formats
