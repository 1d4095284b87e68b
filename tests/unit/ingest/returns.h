#pragma once

#include <gtest/gtest.h>

#include <charconv>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dataset_folder.h"
#include "junheng/formats/xlsx_writer.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

using Lines = std::vector<std::vector<std::string>>;

inline bool is_number(const std::string& text) { return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos; }

inline double number_in(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Workbooks of returns in a folder named by its county.
class Returns {
 public:
  Returns() { std::filesystem::create_directory(folder()); }

  [[nodiscard]] std::filesystem::path folder() const { return scratch_ / "341881 returns"; }

  /// One sheet of the workbook being written; blank texts are blank cells, row codes stay text.
  class Book {
   public:
    explicit Book(const std::filesystem::path& path) : writer_(path.string()) {}
    Book& sheet(std::string_view name, const Lines& lines, std::uint32_t down = 0, std::uint32_t right = 0) {
      writer_.add_sheet(name);
      for (std::uint32_t row = 0; row < lines.size(); ++row)
        for (std::uint32_t column = 0; column < lines[row].size(); ++column) {
          const std::string& text = lines[row][column];
          if (text.empty()) continue;
          const bool is_code = text.size() == 2 && text.front() == '0';
          if (is_number(text) && !is_code) writer_.number(row + down + 1, column + right + 1, number_in(text));
          else writer_.text(row + down + 1, column + right + 1, text);
        }
      return *this;
    }
    formats::XlsxWriter& writer() { return writer_; }
    void close() { ASSERT_TRUE(writer_.close()); }

   private:
    formats::XlsxWriter writer_;
  };

  [[nodiscard]] Book book(std::string_view name) const { return Book(folder() / name); }
  [[nodiscard]] Result<Import> import() const { return import_at(folder()); }
  [[nodiscard]] static Result<Import> import_at(const std::filesystem::path& path) {
    ImportOptions options;
    options.path = path.string();
    options.mapping = "cn-jiaoji-2021";
    return import_dataset(options);
  }

 private:
  testing::ScratchFolder scratch_;
};

inline const Lines kPrimaryPupils = {
    {"小学分类型学生数"},
    {"2023/2024学年初", "", "", "教基3112"},
    {"", "", "", "单位：人"},
    {"指标名称", "代码", "毕业生数", "招生数", "在校生数", "#女", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级"},
    {"甲", "乙", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"},
    {"总计", "01", "48", "52", "300", "140", "52", "51", "50", "49", "50", "48"},
    {"  #女", "02", "20", "25", "140", "140", "25", "24", "23", "22", "24", "22"},
    {"#寄宿生", "05", "", "", "31", "", "", "", "", "", "", ""}};
inline const Lines kJuniorPupils = {{"初中分类型学生数"},
                                    {"2023/2024学年初", "", "", "教基3115"},
                                    {"指标名称", "代码", "毕业生数", "招生数", "在校生数", "#女", "一年级", "二年级", "三年级", "四年级"},
                                    {"甲", "乙", "1", "2", "3", "4", "5", "6", "7", "8"},
                                    {"总计", "01", "60", "66", "190", "90", "66", "64", "60", "0"},
                                    {"#女", "02", "30", "32", "90", "90", "32", "30", "28", "0"},
                                    {"#寄宿生", "05", "", "", "120", "", "", "", "", ""}};

/// 4155 with the given figures in 合计, 体育与健康, 艺术, 音乐, 美术 of the first rows of 小学 and 初中.
inline Lines teachers(const std::vector<std::string>& primary, const std::vector<std::string>& junior) {
  Lines out = {{"义务教育阶段专任教师分课程、分学历情况"},
               {"指标名称", "代码", "合计", "体育与健康", "艺术", "音乐", "美术"},
               {"甲", "乙", "1", "2", "3", "4", "5"}};
  out.push_back({"总计", "01", "40"});
  const auto add = [&](std::string label, const std::vector<std::string>& values) {
    std::vector<std::string> line = {std::move(label), std::to_string(out.size() - 2)};
    line.insert(line.end(), values.begin(), values.end());
    out.push_back(std::move(line));
  };
  for (const bool is_primary : {true, false}) {
    add(is_primary ? "小学" : "初中", is_primary ? primary : junior);
    add("#女", {"9"});
    add("#少数民族", {"1"});
    add("博士研究生", {"0"});
    add("硕士研究生", {is_primary ? "2" : "4"});
    add("本科", {is_primary ? "17" : "12"});
    add("专科", {"1"});
    add("高中阶段", {"0"});
    add("高中阶段以下", {"0"});
  }
  return out;
}

inline const Lines kSchool = {{"学校（机构）基本情况"},
                              {"学校（机构）标识码", "01", "2134000007"},
                              {"学校（机构）名称", "02", "山门学校"},
                              {"区划代码：341881104"},
                              {"办学类型", "04", "九年一贯制学校（312）"}};

inline const Lines kAssets = {{"占地面积及其他办学条件"},
                              {"指标名称", "代码", "计量单位", "数量"},
                              {"甲", "乙", "丙", "1"},
                              {"运动场地面积", "02", "平方米", "4200"},
                              {"图书", "05", "册", "15230"},
                              {"数字终端数", "06", "台", "86"},
                              {"网络多媒体教室", "07", "间", "18"},
                              {"教学仪器设备资产值", "08", "万元", "123.45"}};

inline double value(const Import& read, std::size_t row, std::string_view column) {
  const auto* numbers = read.dataset.stage_facts.column(column);
  return numbers == nullptr || row >= numbers->size() ? -1 : numbers->get(row).value_or(-1);
}

}  // namespace junheng::ingest
