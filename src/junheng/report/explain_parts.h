#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/formats/json_writer.h"
#include "junheng/standards/standard.h"

namespace junheng::report {

/// Lines that name a limit ("school standard 4.2 persons/100 pupils") with its first day, document, clause and address.
[[nodiscard]] std::string limit_lines(std::size_t indent, const standards::Limit& limit, std::string_view named, Lang lang);

/// Members `file`, `sheet`, `row`, `column`, `header`.
void write_location(formats::JsonWriter& json, const Location& where);
/// Members `document`, `clause`, `href`, `status`.
void write_source(formats::JsonWriter& json, const standards::Source& source, standards::ValueStatus status);
/// A member with the limit as an object, or null.
void write_limit(formats::JsonWriter& json, std::string_view name, const std::optional<standards::Limit>& limit);

}  // namespace junheng::report
