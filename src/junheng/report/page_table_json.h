#pragma once

#include <string>
#include <string_view>

#include "junheng/report/report_table.h"

namespace junheng::formats {
class JsonWriter;
}

namespace junheng::report {

/// What tables of one subject share on a page.
struct PageTableGroup {
  std::string id;
  std::string title;
};

/// Writes an element of `tables` of page_tables.h. `id` tells tables of one page apart.
void write_page_table(formats::JsonWriter& json, const ReportTable& table, std::string_view id, const PageTableGroup& group);

}  // namespace junheng::report
