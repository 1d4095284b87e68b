#pragma once

#include <span>
#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// Puts the ids of area measures in place of their Chinese names in the column `item` and checks the values by the measure's type.
/// An item that is neither a measure, nor added by a standard, nor shaped like the id of a pack's item (A1, G5, V6) is reported once
/// and kept. Issues: ItemUnknown; NumberNegative, NumberNotWhole (rejected).
void resolve_items(ParsedTable& area_facts, std::span<const std::string> added_items, std::vector<Issue>& issues);

/// Moves the rows, none of them rejected, of area_facts, quality_results, survey or accreditation into the dataset.
void take_area_table(ParsedTable& table, model::Dataset& dataset);

}  // namespace junheng::ingest
