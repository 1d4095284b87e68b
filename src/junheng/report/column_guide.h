#pragma once

#include <cstdint>
#include <string>

#include "junheng/formats/xlsx_writer.h"
#include "junheng/report/template_plan.h"

namespace junheng::report {

/// How the codes of a list stand in a drop-down list: the reader takes names as well as codes, but of other countries' lists it knows no
/// names.
enum class CodeNames : std::uint8_t { Named, Codes };

/// What may be typed into a column: a drop-down list, or bounds of a number; nothing for texts and ids.
[[nodiscard]] formats::CellValidation column_rule(const TemplateColumn& column, Lang lang, CodeNames names);

/// The note on a header: what the column is, whether it is required, its unit, an example: of China where its codes have names.
[[nodiscard]] std::string column_note(const model::TableSpec& table, const TemplateColumn& column, Lang lang, CodeNames names);

}  // namespace junheng::report
