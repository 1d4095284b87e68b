#pragma once

#include <string>

#include "junheng/formats/json_writer.h"
#include "junheng/report/explain_report.h"

namespace junheng::report {

/// The chain of one county item: value, requirement, rule, clause, schools that offend, source cells. Lines for a terminal.
[[nodiscard]] std::string explain_item_text(const ExplainInput& input, const assess::ItemResult& item);
/// The same as a JSON object.
void write_item_chain(formats::JsonWriter& json, const ExplainInput& input, const assess::ItemResult& item);

}  // namespace junheng::report
