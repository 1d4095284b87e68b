#include "junheng/ingest/key_check.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "junheng/core/codes.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

/// Bits that hold every code of a column.
unsigned bits_of(Reading reading) {
  switch (reading) {
    case Reading::School:
    case Reading::Area: return 32;
    case Reading::SchoolYear:
    case Reading::Code: return 16;
    default: return 8;
  }
}

class KeyColumns {
 public:
  explicit KeyColumns(const ParsedTable& table) {
    for (const std::string_view id : table.spec->key) {
      const ParsedColumn* column = table.find(id);
      if (column != nullptr) columns_.push_back(column);
    }
    constexpr unsigned kPackedBits = 64;
    unsigned bits = 0;
    for (const ParsedColumn* column : columns_) {
      bits += bits_of(column->layout.reading);
      if (column->layout.keeping != Keeping::Codes) is_packed_ = false;
    }
    if (bits > kPackedBits) is_packed_ = false;
  }

  [[nodiscard]] bool is_packed() const { return is_packed_; }
  /// The column of a key that is one text; nullptr for other keys.
  [[nodiscard]] const model::TextColumn* only_text() const {
    const bool is_text = columns_.size() == 1 && columns_.front()->layout.keeping == Keeping::Texts;
    return is_text ? &columns_.front()->texts : nullptr;
  }

  /// Whether the whole key of the row could be read. Of a row without errors what is not there is part of the key.
  [[nodiscard]] bool is_known(const ParsedTable& table, std::size_t row) const {
    return table.rejected[row] == 0 || std::ranges::all_of(columns_, [&](const ParsedColumn* column) {
             switch (column->layout.keeping) {
               case Keeping::Codes: return !is_rejected_school(column->codes[row]) && column->codes[row] != kNoCode;
               case Keeping::Numbers: return column->numbers.has(row);
               case Keeping::Texts: return !column->texts.at(row).empty();
               case Keeping::Nothing: return false;
             }
             return false;
           });
  }

  [[nodiscard]] std::uint64_t packed(std::size_t row) const {
    std::uint64_t key = 0;
    for (const ParsedColumn* column : columns_) {
      const unsigned bits = bits_of(column->layout.reading);
      // A missing code has all bits set, which no code has.
      key = (key << bits) | (column->codes[row] & ((std::uint64_t{1} << bits) - 1));
    }
    return key;
  }

  [[nodiscard]] std::uint64_t hash(std::size_t row) const {
    std::uint64_t mixed = 0;
    for (const ParsedColumn* column : columns_) {
      std::uint64_t part = 0;
      switch (column->layout.keeping) {
        case Keeping::Codes: part = column->codes[row]; break;
        case Keeping::Numbers: part = std::hash<double>{}(column->numbers.at(row).value); break;
        case Keeping::Texts: part = std::hash<std::string_view>{}(column->texts.at(row)); break;
        case Keeping::Nothing: break;
      }
      constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;
      mixed = (mixed ^ part) * kGoldenRatio;
      mixed ^= mixed >> 29;
    }
    return mixed;
  }

  [[nodiscard]] bool is_equal(std::size_t a, std::size_t b) const {
    return std::ranges::all_of(columns_, [&](const ParsedColumn* column) {
      switch (column->layout.keeping) {
        case Keeping::Codes: return column->codes[a] == column->codes[b];
        case Keeping::Numbers: return column->numbers.get(a) == column->numbers.get(b);
        case Keeping::Texts: return column->texts.at(a) == column->texts.at(b);
        case Keeping::Nothing: return true;
      }
      return true;
    });
  }

 private:
  std::vector<const ParsedColumn*> columns_;
  bool is_packed_ = true;
};

/// True if the keys that are known rise from each to the next: then none stands twice.
template <typename KeyOf>
bool ascends_strictly(const ParsedTable& table, const KeyColumns& keys, const KeyOf& key_of) {
  std::optional<decltype(key_of(std::size_t{0}))> before;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (!keys.is_known(table, row)) continue;
    const auto key = key_of(row);
    if (before && key <= *before) return false;
    before = key;
  }
  return true;
}

bool ascends_strictly(const ParsedTable& table, const KeyColumns& keys) {
  if (keys.is_packed()) return ascends_strictly(table, keys, [&](std::size_t row) { return keys.packed(row); });
  if (const auto* texts = keys.only_text()) return ascends_strictly(table, keys, [&](std::size_t row) { return texts->at(row); });
  return false;
}

struct KeyedRow {
  std::uint64_t key;
  std::uint32_t row;
};

/// Within rows of one key number: each row that equals an earlier one.
void compare_group(std::span<const KeyedRow> group, const KeyColumns& keys, std::vector<RepeatedKey>& out) {
  std::vector<std::uint32_t> distinct;
  for (const KeyedRow& keyed : group) {
    const auto first = std::ranges::find_if(distinct, [&](std::uint32_t row) { return keys.is_equal(row, keyed.row); });
    if (first == distinct.end()) distinct.push_back(keyed.row);
    else out.push_back({keyed.row, *first});
  }
}

std::string cell_text(const ParsedColumn& column, std::size_t row, const Registry& registry, Lang lang) {
  if (column.layout.keeping == Keeping::Texts) return std::string(column.texts.at(row));
  if (column.layout.keeping == Keeping::Numbers) return std::to_string(static_cast<std::int64_t>(column.numbers.at(row).value));
  const std::uint32_t code = column.codes[row];
  if (code == kNoCode) return "-";
  switch (column.layout.reading) {
    case Reading::School: return std::string(registry.schools.ids.at(code));
    case Reading::Area: return std::string(registry.areas.codes.at(code));
    case Reading::Stage:
      return lang == Lang::Zh ? std::string(stage_name(static_cast<Stage>(code), lang)) : std::string(to_string(static_cast<Stage>(code)));
    case Reading::Word: return std::string(lang == Lang::Zh ? column.layout.spec->codes[code].zh : column.layout.spec->codes[code].code);
    default: return std::to_string(code);
  }
}

/// The key as a reader would write it: "2133000001, 2024, primary"; "2133000001、2024、小学".
std::string key_text(const ParsedTable& table, std::size_t row, const Registry& registry, Lang lang) {
  std::vector<std::string> parts;
  for (const std::string_view id : table.spec->key)
    if (const ParsedColumn* column = table.find(id)) parts.push_back(cell_text(*column, row, registry, lang));
  return list_params("key", parts)[lang == Lang::Zh ? 0 : 1].second;
}

/// The table and its key columns, by their names in either language.
Params key_params(const model::TableSpec& table) {
  std::vector<std::string> ids;
  std::vector<std::string> names;
  for (const std::string_view id : table.key) {
    ids.emplace_back(id);
    names.emplace_back(table.column(id)->zh);
  }
  return {{"table", both_names(table)}, {"key_en", joined(ids)}, {"key_zh", list_params("key", names).front().second}};
}

}  // namespace

std::vector<RepeatedKey> find_repeated_keys(const ParsedTable& table) {
  std::vector<RepeatedKey> out;
  const KeyColumns keys(table);
  if (ascends_strictly(table, keys)) return out;
  std::vector<KeyedRow> rows;
  rows.reserve(table.size());
  for (std::size_t row = 0; row < table.size(); ++row)
    if (keys.is_known(table, row)) rows.push_back({keys.is_packed() ? keys.packed(row) : keys.hash(row), static_cast<std::uint32_t>(row)});
  std::ranges::sort(rows, [](const KeyedRow& a, const KeyedRow& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end].key == rows[begin].key) ++end;
    if (end - begin > 1) compare_group(std::span(rows).subspan(begin, end - begin), keys, out);
    begin = end;
  }
  std::ranges::sort(out, {}, &RepeatedKey::row);
  return out;
}

void reject_repeated_keys(ParsedTable& table, const Registry& registry, std::vector<Issue>& issues) {
  const Params key = key_params(*table.spec);
  for (const RepeatedKey& repeated : find_repeated_keys(table)) {
    Location first = table.locate(repeated.first);
    // A row put together from cells here and there has no number; the cell of its key has.
    if (first.row == 0) first = table.locate(repeated.first, table.spec->key.front());
    const bool is_same_file = &table.part_of(repeated.first) == &table.part_of(repeated.row);
    if (is_same_file) first.file = first.sheet = "";
    Params params = key;
    params.emplace_back("first_zh", describe(first, Lang::Zh));
    params.emplace_back("first_en", describe(first, Lang::En));
    params.emplace_back("key_value_zh", key_text(table, repeated.row, registry, Lang::Zh));
    std::string key_value = key_text(table, repeated.row, registry, Lang::En);
    params.emplace_back("key_value_en", key_value);
    table.reject(repeated.row, table.spec->key.front(), Code::DuplicateKey, std::move(key_value), std::move(params), issues);
  }
}

}  // namespace junheng::ingest
