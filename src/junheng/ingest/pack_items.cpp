#include "junheng/ingest/pack_items.h"

#include <set>
#include <string>

#include "junheng/formats/toml.h"
#include "junheng/ingest/cell_parser.h"
#include "junheng/ingest/checks.h"

namespace junheng::ingest {

namespace {

std::string_view text_of(const formats::TomlValue& value) {
  const auto* text = std::get_if<std::string>(&value.value);
  return text == nullptr ? std::string_view() : *text;
}

/// The items of the checks with the rule reported_percent.
std::set<std::string, std::less<>> percent_items() {
  std::set<std::string, std::less<>> out;
  for (const CheckFile& file : built_in_checks()) {
    const auto read = formats::parse_toml(file.text, file.name);
    const formats::TomlValue* checks = read ? read->find("check") : nullptr;
    if (checks == nullptr || checks->as_array() == nullptr) continue;
    for (const formats::TomlValue& check : *checks->as_array()) {
      const formats::TomlValue* rule = check.find("rule");
      const formats::TomlValue* items = check.find("items");
      if (rule == nullptr || items == nullptr || text_of(*rule) != "reported_percent") continue;
      for (const formats::TomlValue& item : *items->as_array()) out.emplace(text_of(item));
    }
  }
  return out;
}

}  // namespace

bool is_pack_item(std::string_view id) {
  constexpr std::string_view kGroups = "ABGLPQSVN";
  return id.size() >= 2 && kGroups.find(id.front()) != std::string_view::npos && plain_count(id.substr(1)) >= 0;
}

bool is_yes_or_no_item(std::string_view id) {
  static const auto percent = percent_items();
  return is_pack_item(id) && !percent.contains(id);
}

}  // namespace junheng::ingest
