#pragma once

#include <string>
#include <utility>
#include <vector>

#include "junheng/formats/toml.h"
#include "junheng/ingest/column_sum.h"
#include "junheng/ingest/label_names.h"

namespace junheng::ingest {

/// One of our values and where it stands in a return: a form, a row of it, and one or several columns.
struct FormCell {
  /// Our column.
  std::string to;
  /// Form numbers; the first one that the workbook has (and whose sheet has the block) is read.
  std::vector<std::string> forms;
  /// The part of the form that the row stands in, e.g. 小学; empty: the whole form.
  std::string block;
  /// Code of the row ("01"); empty: by `row_names`, and without those the first row of the block.
  std::string row_code;
  LabelNames row_names;
  /// Columns that are added up; none: the first column of values.
  NamedColumns sum;
  /// Added to the sum: the largest of these sums of columns, e.g. {艺术, 音乐 + 美术}.
  std::vector<NamedColumns> larger_of;
  double factor = 1;
  /// The form says beside the value whether it counts 元 or 万元.
  bool is_money = false;
  /// The form may lack the row: the value then counts as not collected.
  bool is_optional = false;
};

enum class FormStage { Primary, Junior, WholeSchool };

/// One row of one of our tables. It is made if its stage is taught.
struct FormRow {
  std::string table;
  FormStage stage = FormStage::Primary;
  /// Columns with fixed values, e.g. grade = "1".
  std::vector<std::pair<std::string, std::string>> fixed;
  std::vector<FormCell> cells;
};

/// A column of `schools` and the labels beside which its value stands.
struct SchoolLabel {
  std::string to;
  LabelNames labels;
};

/// How the ministry's returns, one workbook per school, become our tables (docs/mappings.md).
struct FormMapping {
  /// Names of blocks: a block ends where the next one begins.
  std::vector<std::string> blocks;
  /// Forms that describe the school.
  std::vector<std::string> school_forms;
  std::vector<SchoolLabel> school;
  std::vector<FormRow> rows;
};

/// Reads and checks the keys of a mapping of kind "forms".
[[nodiscard]] FormMapping read_form_mapping(formats::TomlReader& top);

}  // namespace junheng::ingest
