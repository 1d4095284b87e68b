#pragma once

#include "junheng/synth/tables.h"

namespace junheng::synth {

/// Rows of the tables that are written with detail only: class lists, music and art rooms, quality monitoring, survey.
void write_detail(CountyTables& tables, const County& county, const CountyYear& year);

}  // namespace junheng::synth
