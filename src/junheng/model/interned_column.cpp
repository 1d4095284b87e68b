#include "junheng/model/interned_column.h"

#include <functional>

namespace junheng::model {

InternedColumn::InternedColumn(const TextColumn& texts) {
  codes_.reserve(texts.size());
  for (std::size_t row = 0; row < texts.size(); ++row) push(texts.at(row));
}

std::optional<std::uint32_t> InternedColumn::find(std::string_view text) const {
  const auto [begin, end] = code_of_hash_.equal_range(std::hash<std::string_view>{}(text));
  for (auto each = begin; each != end; ++each)
    if (texts_.at(each->second) == text) return each->second;
  return std::nullopt;
}

void InternedColumn::push(std::string_view text) {
  // Files are mostly sorted: the text is often that of the row before.
  if (!codes_.empty() && texts_.at(codes_.back()) == text) return codes_.push_back(codes_.back());
  auto code = find(text);
  if (!code) {
    code = static_cast<std::uint32_t>(texts_.size());
    texts_.push(text);
    code_of_hash_.emplace(std::hash<std::string_view>{}(text), *code);
  }
  codes_.push_back(*code);
}

InternedColumn InternedColumn::select(const std::vector<std::uint32_t>& rows) const {
  InternedColumn out;
  out.texts_ = texts_;
  out.code_of_hash_ = code_of_hash_;
  out.codes_.reserve(rows.size());
  for (const std::uint32_t row : rows) out.codes_.push_back(codes_[row]);
  return out;
}

}  // namespace junheng::model
