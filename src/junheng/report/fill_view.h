#pragma once

#include <string>

#include "junheng/formats/json_writer.h"
#include "junheng/report/fill_ledger.h"
#include "junheng/report/school_lacks.h"

namespace junheng::report {

struct FillViewInput {
  /// The county under the changes of the ledger.
  const assess::Assessment* after = nullptr;
  const FillLedger* ledger = nullptr;
  Lang lang = Lang::Zh;
};

/// Schema Fill of api/openapi.yaml: all changes, those added, and the reasons that the county is still not met for, each with why the fill
/// leaves it.
[[nodiscard]] std::string fill_json(const FillViewInput& input);

/// The member `item_fills`: of one school per county item that it keeps from being met the changes that would end that, all else as it is
/// (item_fill.h). None for items that its own figures do not mend, and none for a school of which small counts are hidden. `recorded`: the
/// assessment without the changes.
void write_item_fills(formats::JsonWriter& json, const assess::Assessment& recorded, const SchoolLacksInput& input);

}  // namespace junheng::report
