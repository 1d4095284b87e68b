#pragma once

#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/import.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// Puts the ids of area measures and of packs' items in place of their other spellings in the column `item` and checks the values by the
/// measure's type. An item that is neither a measure, nor added by a standard, nor an item of a known standard is reported once and kept.
/// Issues: ItemUnknown; NumberNegative, NumberNotWhole (rejected).
void resolve_items(ParsedTable& area_facts, const ImportOptions& options, std::vector<Issue>& issues);

/// Puts the ids of measures and of packs' items in place of their other spellings in the column `item` of targets or school_facts, where
/// any other item may stand too: such a one stays as written.
void unify_items(ParsedTable& table);

/// The items of the rejected rows.
[[nodiscard]] std::vector<RejectedItem> rejected_items(const ParsedTable& area_facts);

/// Moves the rows, none of them rejected, of area_facts, quality_results, survey, accreditation or targets into the dataset.
void take_area_table(ParsedTable& table, model::Dataset& dataset);

}  // namespace junheng::ingest
