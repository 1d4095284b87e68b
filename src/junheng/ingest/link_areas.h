#pragma once

#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/dependent_rows.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/ingest/references.h"

namespace junheng::ingest {

/// Checks keys, parents and levels of the table `areas`, rejects what is wrong and enters the rest in the registry.
/// Areas below a rejected one, or below a parent that has no row, go with it: they are dependents and have no findings of their own.
/// Issues: DuplicateKey, AreaParentUnknown (once for a parent), AreaParentItself, AreaParentCycle, AreaLevelOrder.
void link_areas(ParsedTable& table, Registry& registry, DependentRows& dependents, std::vector<Issue>& issues);

/// Areas of a dataset without that table, from the codes of its schools. China: the county (6 digits), its city and its province;
/// elsewhere every code is a county. Their names are their codes.
void derive_areas(const ParsedTable& schools, Registry& registry);

/// True if every school has a code as they are in China: what a dataset without a manifest goes by.
[[nodiscard]] bool has_china_codes_only(const ParsedTable& schools);

}  // namespace junheng::ingest
