#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/forecast/history.h"

namespace junheng::forecast {

/// A whole number without decimals, others with one.
[[nodiscard]] std::string number_text(double value);

/// First and last year with data, by position.
struct YearSpan {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// nullopt for a school without any.
[[nodiscard]] std::optional<YearSpan> years_of_school(const History& history, std::size_t school);

/// Takes schools out whose history another one has. Before classes and the like are added: it moves names and pupils alone.
void remove_schools(History& history, const std::vector<bool>& is_gone);

/// Gives the years of one school to another under whose id it goes on (History::renamed), with those that it was before itself.
void hand_over(History& history, std::size_t older, std::size_t newer, YearSpan years);

/// Makes one school of two of the same name, county and township where the one ends in a year and the other begins in the next, if no
/// third is of that name. The later id stays.
void join_changed_codes(History& history, HistoryFindings& findings);

/// Names what is odd: years without data, grades that jump, totals that contradict grades, breaks, counties without births or without the
/// last year, a history of one year.
void check_history(const History& history, HistoryFindings& findings);

}  // namespace junheng::forecast
