#pragma once

#include "junheng/synth/tables.h"

namespace junheng::synth {

/// Rows of one year of the tables that are written with detail only: class lists, music and art rooms, quality monitoring, survey,
/// teachers by subject, approved posts, pupils and residents by age.
void write_detail(CountyTables& tables, const County& county, const CountyYear& year);

void write_targets(CountyTables& tables, const County& county);
void write_settlements(CountyTables& tables, const County& county);
void write_teachers(CountyTables& tables, const County& county, const CountyYear& year);

}  // namespace junheng::synth
