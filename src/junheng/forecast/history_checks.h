#pragma once

#include <string>

#include "junheng/forecast/history.h"

namespace junheng::forecast {

/// A whole number without decimals, others with one.
[[nodiscard]] std::string number_text(double value);

/// Makes one school of two of the same name, county and township where the one ends in a year and the other begins in the next, if no
/// third is of that name. The later id stays.
void join_changed_codes(History& history, HistoryFindings& findings);

/// Names what is odd: years without data, grades that jump, totals that contradict grades, breaks, counties without births or without the
/// last year, a history of one year.
void check_history(const History& history, HistoryFindings& findings);

}  // namespace junheng::forecast
