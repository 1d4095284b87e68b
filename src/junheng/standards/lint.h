#pragma once

#include "junheng/core/school_year.h"
#include "junheng/standards/loader.h"
#include "junheng/standards/pack.h"

namespace junheng::standards {

/// What can be judged by the file alone: ids, units, code lists, ranges, the needs of rules.
void lint_structure(PackDraft& draft);

/// Dates in order and without overlap, origins given and not too old (`today`), floors on the right side of their standards.
void lint_values(PackDraft& draft, const Date& today);

/// Codes that the lists of kinds and founders of schools do not have.
void lint_kinds(PackDraft& draft, std::uint32_t line, const std::vector<int>& kinds);
void lint_founders(PackDraft& draft, std::uint32_t line, const std::vector<int>& founders);

/// Prefixes with which no urban-rural code begins.
void lint_settings(PackDraft& draft, std::uint32_t line, const std::vector<std::string>& prefixes);

/// Limits of an indicator by setting: known prefixes, no setting in two lists at once, a limit for the schools of all other settings.
void lint_setting_limits(PackDraft& draft, const Indicator& indicator);

/// A unit that the registry does not have; none is allowed.
void lint_unit(PackDraft& draft, std::uint32_t line, const std::string& unit);

/// Of one list of dated values outside a pack's own lists: dates in order and without overlap, origins given.
void lint_limits(PackDraft& draft, std::string_view owner, const std::vector<DatedValue>& limits);

/// What needs the parent's content too: measures, targets of tolerances, counts, points. Only what the draft itself states is judged;
/// `merged` is the pack with its parents.
void lint_references(PackDraft& draft, const Pack& merged);

}  // namespace junheng::standards
