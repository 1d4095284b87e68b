#include "fuzz/findings.h"
#include "fuzz/targets.h"
#include "junheng/formats/toml.h"
#include "junheng/standards/library.h"

namespace junheng::fuzz {

namespace {

constexpr Date kToday{2026, 11, 23};

bool has_place(const formats::TomlValue& value) {
  if (value.line == 0 || value.column == 0) return false;
  if (const auto* table = value.as_table())
    for (const auto& [key, entry] : *table)
      if (!has_place(entry)) return false;
  if (const auto* array = value.as_array())
    for (const auto& entry : *array)
      if (!has_place(entry)) return false;
  return true;
}

}  // namespace

Fault try_toml(std::string_view bytes) {
  const auto value = formats::parse_toml(bytes, "input.toml");
  if (!value) {
    if (auto fault = wording_fault(value.error())) return fault;
  } else if (!has_place(*value)) {
    return "a value does not tell its line and column";
  }
  const auto library = standards::load_packs({{"input.toml", std::string(bytes)}}, kToday);
  if (!value && count_issues(library.issues).errors == 0) return "text that is not TOML is taken for a pack";
  if (!library.packs.empty() && count_issues(library.issues).errors > 0) return "a pack with errors is kept";
  return wording_fault(library.issues);
}

}  // namespace junheng::fuzz
