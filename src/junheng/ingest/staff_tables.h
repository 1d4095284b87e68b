#pragma once

#include "junheng/ingest/parsed_table.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// Moves the rows, none of them rejected, of teachers or establishment into the dataset; other tables are left alone.
void take_staff_table(ParsedTable& table, model::Dataset& dataset);

}  // namespace junheng::ingest
