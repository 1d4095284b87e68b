#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/formats/xlsx_package.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/formats/xlsx_shared_parts.h"
#include "junheng/formats/xml_reader.h"

namespace junheng::formats {

struct CellAddress {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

/// "B12" -> row 12, column 2. nullopt for anything that no worksheet has.
[[nodiscard]] std::optional<CellAddress> parse_address(std::string_view text);

/// What is left of a workbook's limits.
struct XlsxBudget {
  std::size_t cells = 0;
  std::size_t text_bytes = 0;
  std::size_t cell_bytes = 0;
};

/// Reads a worksheet's part into a Sheet.
class SheetVisitor : public XmlVisitor {
 public:
  SheetVisitor(Sheet& sheet, const XlsxShared& shared, XlsxBudget& budget, const std::string& file, const std::string& part);

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

 private:
  enum class Type : std::uint8_t { Number, Shared, Text, Inline, Bool, Error, Date };

  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void add_merged(std::string_view range);
  void finish_cell();
  void finish_row();
  [[nodiscard]] Cell content();
  [[nodiscard]] Cell number_content() const;
  void store(Cell cell);
  [[noreturn]] void stop_damaged(std::string reason) const;
  [[nodiscard]] std::string address() const;

  Sheet& sheet_;
  const XlsxShared& shared_;
  XlsxBudget& budget_;
  const std::string& file_;
  const std::string& part_;

  bool in_cells_ = false;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  std::vector<Cell> row_cells_;

  Type type_ = Type::Number;
  bool is_date_style_ = false;
  bool has_formula_ = false;
  bool in_value_ = false;
  std::string value_;
  RichText rich_;
};

}  // namespace junheng::formats
