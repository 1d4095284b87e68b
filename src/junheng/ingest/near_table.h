#pragma once

#include <string_view>

#include "junheng/model/schema.h"

namespace junheng::ingest {

/// The table whose name a file or sheet all but has: a copy of it ("学段数据 (2)", "stage_facts - copy"), the name behind a year or a
/// county ("2024学段数据", "青山县学段数据"), or a name of four characters or more with one slip. nullptr if there is none, and for a name
/// that is a table's own.
[[nodiscard]] const model::TableSpec* near_table(std::string_view name);

}  // namespace junheng::ingest
