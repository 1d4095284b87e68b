#include "junheng/ingest/near_table.h"

#include <algorithm>
#include <array>
#include <string>

#include "junheng/core/text.h"

namespace junheng::ingest {

namespace {

constexpr std::array<std::string_view, 3> kCopyWords = {"副本", "复制", "copy"};
constexpr std::string_view kSheetWord = "表";
/// Shorter names are parts of many others: 学校, 班级, 目标.
constexpr std::size_t kLeastCharacters = 4;

std::size_t length_of(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

/// Without words for a copy, and without digits and signs at both ends.
std::string without_copy_marks(std::string folded) {
  for (const std::string_view word : kCopyWords)
    if (const std::size_t at = folded.find(word); at != std::string::npos) folded.erase(at, word.size());
  const auto first = std::ranges::find_if(folded, is_letter);
  folded.erase(folded.begin(), first);
  while (!folded.empty() && !is_letter(folded.back())) folded.pop_back();
  return folded;
}

}  // namespace

const model::TableSpec* near_table(std::string_view name) {
  const std::string folded = fold_header(name);
  if (model::find_table(folded) != nullptr) return nullptr;
  std::string bare = without_copy_marks(folded);
  if (const model::TableSpec* table = model::find_table(bare)) return table;
  if (bare.ends_with(kSheetWord)) bare.erase(bare.size() - kSheetWord.size());
  if (const model::TableSpec* table = model::find_table(bare)) return table;
  for (const model::TableSpec& table : model::table_specs()) {
    if (length_of(table.zh) >= kLeastCharacters && bare.ends_with(table.zh)) return &table;
    for (const std::string_view known : {table.id, table.zh})
      if (length_of(known) >= kLeastCharacters && edit_distance(bare, known) == 1) return &table;
  }
  return nullptr;
}

}  // namespace junheng::ingest
