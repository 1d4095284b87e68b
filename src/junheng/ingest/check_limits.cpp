#include "junheng/ingest/check_limits.h"

#include "junheng/core/codes.h"
#include "junheng/formats/number_text.h"

namespace junheng::ingest {

Limits read_limits(CheckReader& reader) {
  const auto min = reader.toml().maybe_number("min");
  const auto max = reader.toml().maybe_number("max");
  if (!reader.toml().has("min") && !reader.toml().has("max")) reader.toml().report(Code::CheckNoLimit, "");
  if (min && max && *min > *max)
    reader.toml().report(Code::CheckLimitsCrossed, formats::number_text(*min), {{"max", formats::number_text(*max)}}, "min");
  Limits limits;
  return {min.value_or(limits.min), max.value_or(limits.max)};
}

}  // namespace junheng::ingest
