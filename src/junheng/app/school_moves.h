#pragma once

#include <vector>

#include "junheng/report/fill_ledger.h"

namespace junheng::app {

/// Moves the pupils whom schools above the limit of a clause on their size have too many: from the stage with more pupils to schools of the
/// county with that stage, the nearest first where both have a place, else those with the most room. None gets above its own limit, nor,
/// unless that leaves no room for all, above its pupils by more than a tenth. Nothing is moved from a school whose surplus finds no room.
/// `is_closed`, by school: neither gives nor takes.
void move_pupils(const report::FillBasis& basis, const assess::ItemResult& item, const assess::ClauseResult& clause,
                 const std::vector<bool>& is_closed, report::FillLedger& ledger);

}  // namespace junheng::app
