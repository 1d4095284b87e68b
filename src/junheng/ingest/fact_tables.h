#pragma once

#include <string_view>

#include "junheng/ingest/parsed_table.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// The table of the dataset that holds the facts of a school table; nullptr for other tables.
[[nodiscard]] model::FactTable* fact_table(model::Dataset& dataset, std::string_view table_id);

/// Moves the rows, none of them rejected, into a fact table. Its columns are those that the files have.
[[nodiscard]] model::FactTable take_fact_table(ParsedTable& table);

}  // namespace junheng::ingest
