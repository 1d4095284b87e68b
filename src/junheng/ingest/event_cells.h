#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace junheng::ingest {

/// The first school year that counts what happens on a day: pupils are counted in September, so a day up to then belongs to the school year
/// of its calendar year, a later one to the next. Reads a day, a month or a year (2026-09-01, 2026/9/1, 2026年9月1日, 2026-09, 2026), with
/// or without a time behind it; nullopt for anything else.
[[nodiscard]] std::optional<int> first_school_year(std::string_view date);

/// Grades of a cell ("1-3", "1 2 3", "1,2;3", "1、2") as bits, bit g for grade g of 0 to 12; 0 for an empty cell, nullopt for anything
/// else.
[[nodiscard]] std::optional<std::uint16_t> grade_bits(std::string_view cell);

}  // namespace junheng::ingest
