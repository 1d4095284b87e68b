#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "junheng/model/column.h"

namespace junheng::model {

/// One column of texts of which few differ (subjects, items, degrees): each is kept once, and rows hold its code.
class InternedColumn {
 public:
  InternedColumn() = default;
  explicit InternedColumn(const TextColumn& texts);

  [[nodiscard]] std::size_t size() const { return codes_.size(); }
  /// Empty where nothing is given.
  [[nodiscard]] std::string_view at(std::size_t row) const { return texts_.at(codes_[row]); }
  /// Rows with the same text, and no others, have the same code: a position in texts().
  [[nodiscard]] std::uint32_t code(std::size_t row) const { return codes_[row]; }
  /// In the order in which they first stand in the file.
  [[nodiscard]] const TextColumn& texts() const { return texts_; }
  /// The code of a text; nullopt if no row has it.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;

  void push(std::string_view text);
  /// The column of these rows, in this order. Codes stay what they are; a text that no row has any more keeps its code.
  [[nodiscard]] InternedColumn select(const std::vector<std::uint32_t>& rows) const;

 private:
  TextColumn texts_;
  std::vector<std::uint32_t> codes_;
  /// By hash: views into a growing buffer would not last.
  std::unordered_multimap<std::size_t, std::uint32_t> code_of_hash_;
};

}  // namespace junheng::model
