// The parser reports its errors as values: no exception crosses our border.
#define TOML_EXCEPTIONS 0
#include "junheng/formats/toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/formats/file.h"

namespace junheng::formats {

namespace {

TomlValue convert(const toml::node& node);

TomlArray convert_array(const toml::array& array) {
  TomlArray out;
  out.reserve(array.size());
  for (const toml::node& element : array) out.push_back(convert(element));
  return out;
}

TomlTable convert_table(const toml::table& table) {
  struct Entry {
    const toml::key* key;
    const toml::node* node;
  };
  std::vector<Entry> entries;
  for (const auto& [key, node] : table) entries.push_back({&key, &node});
  // toml++ keeps tables sorted by key; the order of the file carries meaning (columns of a sheet, items of a form).
  const auto place = [](const Entry& entry) {
    const toml::source_position begin = entry.key->source().begin;
    return std::tuple(begin.line, begin.column);
  };
  std::ranges::stable_sort(entries, {}, place);
  TomlTable out;
  out.reserve(entries.size());
  for (const Entry& entry : entries) out.emplace_back(std::string(entry.key->str()), convert(*entry.node));
  return out;
}

Date convert_date(const toml::date& date) { return {date.year, date.month, date.day}; }

TomlValue convert(const toml::node& node) {
  TomlValue out;
  out.line = node.source().begin.line;
  out.column = node.source().begin.column;
  switch (node.type()) {
    case toml::node_type::table: out.value = convert_table(*node.as_table()); break;
    case toml::node_type::array: out.value = convert_array(*node.as_array()); break;
    case toml::node_type::string: out.value = node.as_string()->get(); break;
    case toml::node_type::integer: out.value = node.as_integer()->get(); break;
    case toml::node_type::floating_point: out.value = node.as_floating_point()->get(); break;
    case toml::node_type::boolean: out.value = node.as_boolean()->get(); break;
    case toml::node_type::date: out.value = convert_date(node.as_date()->get()); break;
    case toml::node_type::time:
    case toml::node_type::date_time:
    case toml::node_type::none: break;
  }
  return out;
}

bool is_bare_key_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// Line of the first dotted key of more parts than any file of ours has; nullopt if there is none. toml++ limits the nesting of
/// values but not that of dotted keys, and frees tables by recursion: a long enough key ends the process.
std::optional<std::uint32_t> line_of_endless_key(std::string_view text) {
  constexpr std::size_t kMostDots = 32;
  std::uint32_t line = 1;
  std::size_t dots = 0;
  char before = '\0';
  bool after_blank = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == ' ' || c == '\t') {
      after_blank = true;
      continue;
    }
    if (c == '"' || c == '\'') {
      // A quoted part counts as one letter.
      const std::size_t end = text.find_first_of(c == '"' ? "\"\n" : "'\n", at + 1);
      if (end != std::string_view::npos && text[end] == c) at = end;
      c = 'k';
    }
    if (c == '\n') ++line;
    const bool goes_on = c == '.' ? is_bare_key_char(before) : is_bare_key_char(c) && (before == '.' || !after_blank);
    dots = goes_on ? dots + (c == '.' ? 1 : 0) : 0;
    if (dots > kMostDots) return line;
    before = c;
    after_blank = false;
  }
  return std::nullopt;
}

tl::unexpected<Error> syntax_error(std::string name, std::uint32_t line, std::uint32_t column, std::string reason) {
  return fail(Code::TomlSyntax, {{"path", std::move(name)},
                                 {"line", std::to_string(line)},
                                 {"column", std::to_string(column)},
                                 {"reason", std::move(reason)}});
}

}  // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
  const TomlTable* entries = as_table();
  if (entries == nullptr) return nullptr;
  const auto found = std::ranges::find(*entries, key, &TomlTable::value_type::first);
  return found == entries->end() ? nullptr : &found->second;
}

std::string_view TomlValue::type_name() const {
  struct Name {
    std::string_view operator()(std::monostate) const { return "time"; }
    std::string_view operator()(bool) const { return "true/false"; }
    std::string_view operator()(std::int64_t) const { return "number"; }
    std::string_view operator()(double) const { return "number"; }
    std::string_view operator()(const std::string&) const { return "text"; }
    std::string_view operator()(const Date&) const { return "date"; }
    std::string_view operator()(const TomlArray&) const { return "array"; }
    std::string_view operator()(const TomlTable&) const { return "table"; }
  };
  return std::visit(Name{}, value);
}

Result<TomlValue> read_toml(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return fail(text.error());
  return parse_toml(*text, path);
}

Result<TomlValue> parse_toml(std::string_view text, std::string name) {
  if (const auto line = line_of_endless_key(text)) return syntax_error(std::move(name), *line, 1, "a key of too many parts");
  const toml::parse_result parsed = toml::parse(text);
  if (parsed) return convert(parsed.table());
  const toml::parse_error& error = parsed.error();
  const toml::source_position at = error.source().begin;
  return syntax_error(std::move(name), at.line, at.column, std::string(error.description()));
}

}  // namespace junheng::formats
