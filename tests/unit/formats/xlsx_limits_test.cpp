// Workbooks that are broken or hostile: each is refused with its reason, none crashes or fills the memory.
#include <gtest/gtest.h>

#include <random>

#include "junheng/core/codes.h"
#include "junheng/formats/xlsx_reader.h"
#include "refusal.h"
#include "workbook_parts.h"

namespace junheng::formats {
namespace {

Result<Workbook> read_parts(const WorkbookParts& parts, const XlsxLimits& limits = {}) {
  return read_xlsx_bytes(zipped(parts), "t.xlsx", limits);
}

std::string number_rows(std::uint32_t count) {
  std::string rows;
  for (std::uint32_t row = 1; row <= count; ++row) rows += "<row><c><v>" + std::to_string(row) + "</v></c></row>";
  return rows;
}

TEST(XlsxLimits, FileOverTheLimitIsRefused) {
  XlsxLimits limits;
  limits.max_file_bytes = 100;
  EXPECT_TRUE(refused(read_parts(one_sheet(sheet_part("")), limits), Code::XlsxTooLarge, {"t.xlsx", "its size"}));
}

TEST(XlsxLimits, ZipBombIsStoppedByItsRatio) {
  // Deflate shrinks blanks about a thousandfold.
  const std::string blanks(40'000'000, ' ');
  EXPECT_TRUE(refused(read_parts(one_sheet(sheet_part(blanks))), Code::XlsxZipBomb, {"t.xlsx", "200 times"}));
}

TEST(XlsxLimits, UnpackedSizeIsCountedOverAllParts) {
  XlsxLimits limits;
  limits.max_unpacked_bytes = 10'000;
  limits.max_unpack_ratio = 1e9;
  WorkbookParts parts =
      one_sheet(sheet_part("<row r='1'><c r='A1' t='s'><v>0</v></c></row>"), "<sst><si><t>" + std::string(6'000, 'x') + "</t></si></sst>");
  EXPECT_TRUE(read_parts(parts, limits));
  parts["xl/worksheets/sheet1.xml"] += std::string(6'000, ' ');
  EXPECT_TRUE(refused(read_parts(parts, limits), Code::XlsxZipBomb, {"t.xlsx"}));
}

TEST(XlsxLimits, PartsNobodyReadsAreNotUnpacked) {
  XlsxLimits limits;
  limits.max_unpacked_bytes = 10'000;
  WorkbookParts parts = one_sheet(sheet_part(""));
  parts["xl/media/image1.png"] = std::string(1'000'000, 'x');
  EXPECT_TRUE(read_parts(parts, limits));
}

TEST(XlsxLimits, CellOverTheLimitNamesSheetAndCell) {
  XlsxLimits limits;
  limits.max_cell_bytes = 10;
  const auto book = read_parts(one_sheet(sheet_part("<row r='7'><c r='AB7' t='inlineStr'><is><t>12345678901</t></is></c></row>")), limits);
  EXPECT_TRUE(refused(book, Code::XlsxCellTooLong, {"t.xlsx", "学校", "AB7", "10 bytes"}));
}

constexpr std::size_t kHugeCell = 200'000'000;

/// A workbook whose cell B2 has 200 MB: `piece` again and again, packed as it goes.
std::string with_huge_cell(std::string_view piece) {
  WorkbookParts parts = one_sheet("");
  parts.erase("xl/worksheets/sheet1.xml");
  const std::string whole = sheet_part("<row r='2'><c r='B2' t='inlineStr'><is><t>|</t></is></c></row>");
  const std::size_t cut = whole.find('|');
  return zipped_with(parts, "xl/worksheets/sheet1.xml",
                     {std::string_view(whole).substr(0, cut), piece, kHugeCell / piece.size(), std::string_view(whole).substr(cut + 1)});
}

TEST(XlsxLimits, CellOf200MegabytesOfOneLetterIsAZipBomb) {
  const std::string bytes = with_huge_cell(std::string(1000, 'x'));
  EXPECT_LT(bytes.size(), 1'000'000U);
  EXPECT_TRUE(refused(read_xlsx_bytes(bytes, "t.xlsx"), Code::XlsxZipBomb, {"t.xlsx", "200 times"}));
}

TEST(XlsxLimits, CellOf200MegabytesIsNamedByTheLimitInForce) {
  // Words that deflate shrinks less than two-hundredfold, so that it is the cell that is refused.
  std::mt19937 random(7);
  std::string piece(1000, 'x');
  std::string words;
  for (std::size_t i = 0; i < 100; ++i) {
    for (std::size_t j = 0; j < 30; ++j) piece[j] = static_cast<char>('a' + random() % 26);
    words += piece;
  }
  const std::string bytes = with_huge_cell(words);
  EXPECT_LT(bytes.size(), 10'000'000U);
  EXPECT_TRUE(refused(read_xlsx_bytes(bytes, "t.xlsx"), Code::XlsxCellTooLong, {"t.xlsx", "学校", "B2", "1048576 bytes"}));
}

TEST(XlsxLimits, TooManyCellsAreRefused) {
  XlsxLimits limits;
  limits.max_cells = 200;
  EXPECT_TRUE(read_parts(one_sheet(sheet_part(number_rows(100))), limits));
  EXPECT_TRUE(refused(read_parts(one_sheet(sheet_part(number_rows(101))), limits), Code::XlsxTooLarge, {"t.xlsx"}));
}

TEST(XlsxLimits, FarCellsInEveryRowAreRefused) {
  // 4,000 rows of 16,384 cells would take gigabytes.
  std::string rows;
  for (std::uint32_t row = 1; row <= 4'000; ++row)
    rows += "<row r='" + std::to_string(row) + "'><c r='XFD" + std::to_string(row) + "'><v>1</v></c></row>";
  XlsxLimits limits;
  limits.max_cells = 1'000'000;
  EXPECT_TRUE(refused(read_parts(one_sheet(sheet_part(rows)), limits), Code::XlsxTooLarge, {"number of its cells"}));
}

TEST(XlsxLimits, OneTextInManyCellsIsCountedEachTime) {
  XlsxLimits limits;
  limits.max_unpacked_bytes = 50'000;
  std::string rows;
  for (int row = 0; row < 60; ++row) rows += "<row><c t='s'><v>0</v></c></row>";
  const auto book = read_parts(one_sheet(sheet_part(rows), "<sst><si><t>" + std::string(1'000, 'x') + "</t></si></sst>"), limits);
  EXPECT_TRUE(refused(book, Code::XlsxTooLarge, {"text of its cells"}));
}

TEST(XlsxLimits, DeepNestingIsRefused) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_TRUE(refused(read_parts(one_sheet(deep)), Code::XlsxDamaged, {"nested"}));
}

TEST(XlsxDamage, ReasonAndPartAreNamed) {
  const auto damaged = [](std::string sheet, std::initializer_list<std::string_view> words) {
    return refused(read_parts(one_sheet(std::move(sheet))), Code::XlsxDamaged, words);
  };
  EXPECT_TRUE(damaged("", {"xl/worksheets/sheet1.xml"}));
  EXPECT_TRUE(damaged("not xml", {"xl/worksheets/sheet1.xml"}));
  EXPECT_TRUE(damaged("<worksheet><sheetData>", {"xl/worksheets/sheet1.xml", "no element found"}));
  EXPECT_TRUE(damaged("<worksheet><sheetData></worksheet></sheetData>", {"mismatched tag"}));
  EXPECT_TRUE(damaged("<worksheet>\xFF</worksheet>", {"invalid token"}));
  EXPECT_TRUE(damaged(sheet_part("<row r='1'><c r='A2'><v>1</v></c></row>"), {"cell address 'A2'"}));
  EXPECT_TRUE(damaged(sheet_part("<row r='1'><c r='XFE1'><v>1</v></c></row>"), {"cell address 'XFE1'"}));
  EXPECT_TRUE(damaged(sheet_part("<row r='1048577'/>"), {"row number 1048577"}));
  EXPECT_TRUE(damaged(sheet_part("<row r='1'><c r='B1' t='s'><v>3</v></c></row>"), {"shared text 3", "B1"}));
  EXPECT_TRUE(damaged(sheet_part("", "<mergeCells><mergeCell ref='A1:?'/></mergeCells>"), {"merged range 'A1:?'"}));
}

TEST(XlsxDamage, EntitiesAreRefused) {
  const std::string bomb = "<!DOCTYPE w [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;'>]><worksheet>&b;</worksheet>";
  EXPECT_TRUE(refused(read_parts(one_sheet(bomb)), Code::XlsxDamaged, {"document type"}));
}

TEST(XlsxDamage, MissingPartIsNamed) {
  WorkbookParts parts = one_sheet(sheet_part(""));
  parts.erase("xl/worksheets/sheet1.xml");
  EXPECT_TRUE(refused(read_parts(parts), Code::XlsxDamaged, {"xl/worksheets/sheet1.xml", "missing"}));
  parts = one_sheet(sheet_part(""));
  parts.erase("xl/_rels/workbook.xml.rels");
  EXPECT_TRUE(refused(read_parts(parts), Code::XlsxDamaged, {"no part for sheet '学校'"}));
}

TEST(XlsxDamage, WrongCheckSumIsNoticed) {
  std::string bytes = zipped(one_sheet(sheet_part(number_rows(2'000))));
  const auto central = bytes.rfind("PK\1\2");
  std::size_t refusals = 0;
  for (std::size_t at = 40; at < central; at += 97) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const auto book = read_xlsx_bytes(changed, "t.xlsx");
    if (!book) ++refusals;
  }
  // A changed byte in a local header that nothing reads does no harm; in the content it must not go unnoticed.
  EXPECT_GT(refusals, (central - 40) / 97 / 2);
}

TEST(XlsxDamage, EveryTruncationIsRefused) {
  const std::string bytes = zipped(one_sheet(sheet_part(number_rows(50))));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_TRUE(refused(read_xlsx_bytes(std::string_view(bytes).substr(0, size), "t.xlsx"), Code::XlsxTruncated, {"breaks off"})) << size;
}

TEST(XlsxDamage, RandomChangesNeverCrash) {
  const WorkbookParts whole = one_sheet(sheet_part("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' "
                                                   "s='1'><f>A1&amp;1</f><v>45536.5</v></c><!-- x --><c r='C1' t='inlineStr'><is><t>"
                                                   "<![CDATA[甲]]>&#x5B66;</t></is></c></row>",
                                                   "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>"),
                                        "<?xml version='1.0'?><sst><si><r><t>a</t></r></si></sst>",
                                        "<styleSheet><cellXfs><xf numFmtId='14'/><xf numFmtId='22'/></cellXfs></styleSheet>");
  std::mt19937 random(5);
  constexpr std::string_view kPieces[] = {"<",
                                          ">",
                                          "/",
                                          "&",
                                          "\"",
                                          "'",
                                          "<!",
                                          "<![CDATA[",
                                          "-->",
                                          "<?",
                                          "?>",
                                          "&#x;",
                                          "]]>",
                                          "<!DOCTYPE",
                                          "\xFF",
                                          "=",
                                          "<c",
                                          "r=",
                                          std::string_view("\0", 1)};
  for (int i = 0; i < 1'000; ++i) {
    WorkbookParts parts = whole;
    auto& content = std::next(parts.begin(), static_cast<std::ptrdiff_t>(random() % parts.size()))->second;
    for (auto changes = 1 + random() % 3; changes > 0 && !content.empty(); --changes) {
      const auto at = random() % content.size();
      switch (random() % 4) {
        case 0: content[at] = static_cast<char>(random()); break;
        case 1: content.erase(at, random() % 20); break;
        case 2: content.insert(at, kPieces[random() % std::size(kPieces)]); break;
        default: content.resize(at); break;
      }
    }
    const auto book = read_parts(parts);
    if (!book) {
      ASSERT_FALSE(book.error().message(Lang::En).empty());
    }
  }
}

}  // namespace
}  // namespace junheng::formats
