#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "junheng/core/lang.h"
#include "junheng/monitor/composite_index.h"

namespace junheng::report {

/// The title that the specification gives the component, else "Computers ÷ pupils".
[[nodiscard]] std::string index_component(const monitor::CompositeIndex& index, std::size_t component, Lang lang);
/// Name of an area or school; its code where it has none.
[[nodiscard]] std::string index_unit(const monitor::CompositeIndex& index, std::uint32_t unit);
/// Stage of the schools; the level of the areas where every component is of areas.
[[nodiscard]] std::string index_stage(const monitor::CompositeIndex& index, Lang lang);
/// Whether there are limits of chance, and areas to liken: not where areas report the first component and it is no share, or schools are
/// ranked by a mean; nor where there is nothing to liken by.
[[nodiscard]] bool has_funnel(const monitor::CompositeIndex& index);
[[nodiscard]] bool has_peers(const monitor::CompositeIndex& index);
/// Its name, empty where it has none.
[[nodiscard]] std::string index_unit_name(const monitor::CompositeIndex& index, std::uint32_t unit);
[[nodiscard]] std::string index_unit_id(const monitor::CompositeIndex& index, std::uint32_t unit);
/// Title of a subsystem, else its name.
[[nodiscard]] std::string subsystem_name(const monitor::CompositeIndex& index, std::size_t subsystem);
/// Title of the class of a degree of coordination; empty where there is none.
[[nodiscard]] std::string coordination_class(const monitor::CompositeIndex& index, const monitor::RankedUnit& unit);
/// "1 – 4"; empty without an interval.
[[nodiscard]] std::string index_interval(const monitor::RankedUnit& unit);
/// Where the first component stands to its funnel limits, with the limits: "above 1.2 – 3.4"; a dash without limits.
[[nodiscard]] std::string index_funnel_place(const monitor::RankedUnit& unit, Lang lang);
/// Names of the peers, the nearest first, at most `most` of them.
[[nodiscard]] std::string index_peers(const monitor::CompositeIndex& index, const monitor::RankedUnit& unit, Lang lang, std::size_t most);
/// "Books: not collected".
[[nodiscard]] std::string index_lack(const monitor::CompositeIndex& index, const monitor::UnrankedUnit& unit, Lang lang);
/// How weights, normalisation and aggregation were done.
[[nodiscard]] std::string index_method(const monitor::CompositeIndex& index, Lang lang);
/// Whether the judgements of AHP agree; empty for other weights.
[[nodiscard]] std::string index_consistency(const monitor::CompositeIndex& index, Lang lang);
/// Method, consistency, schools outside, intervals, funnel, peers, source.
[[nodiscard]] std::vector<std::string> index_notes(const monitor::CompositeIndex& index, Lang lang);

}  // namespace junheng::report
