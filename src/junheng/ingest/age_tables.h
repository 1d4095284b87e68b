#pragma once

#include "junheng/ingest/parsed_table.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// Moves the rows, none of them rejected, of age_facts or population into the dataset; other tables are left alone.
void take_age_table(ParsedTable& table, model::Dataset& dataset);

}  // namespace junheng::ingest
