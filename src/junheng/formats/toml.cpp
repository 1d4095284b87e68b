// The parser reports its errors as values: no exception crosses our border.
#define TOML_EXCEPTIONS 0
#include "junheng/formats/toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <tuple>

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
  const toml::parse_result parsed = toml::parse(text);
  if (parsed) return convert(parsed.table());
  const toml::parse_error& error = parsed.error();
  const toml::source_position at = error.source().begin;
  return fail(Code::TomlSyntax, {{"path", std::move(name)},
                                 {"line", std::to_string(at.line)},
                                 {"column", std::to_string(at.column)},
                                 {"reason", std::string(error.description())}});
}

}  // namespace junheng::formats
