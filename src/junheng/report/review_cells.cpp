#include "junheng/report/review_cells.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

constexpr std::string_view kInferred = "†";
constexpr std::string_view kPublished = "‡";
constexpr std::string_view kSchools = "§";
constexpr std::string_view kNone = "—";

/// Without thousands set apart, as publications print percentages.
std::string percent_text(double percent, int decimals) { return fmt::format("{:.{}f}", percent, decimals); }

}  // namespace

ReviewTableBuilder::ReviewTableBuilder(const ReviewReport& report, std::string_view id, const Params& params) : report_(report) {
  table_.id = id;
  table_.title = say("review.title." + std::string(id), params);
  table_.lead = say("review.lead." + std::string(id), params);
}

void ReviewTableBuilder::column(std::string_view key, ColumnAlign align, const Params& params) {
  table_.columns.push_back({say("review.column." + std::string(key), params), align});
}

void ReviewTableBuilder::note(std::string words) {
  if (std::ranges::find(table_.notes, words) == table_.notes.end()) table_.notes.push_back(std::move(words));
}

TableCell ReviewTableBuilder::number(std::optional<double> value, int decimals) const {
  return {value ? shown(value, decimals) : std::string(kNone), value, decimals, {}};
}

TableCell ReviewTableBuilder::year(const monitor::AreaFigure& figure) const {
  return words(figure.value ? std::to_string(figure.year) : std::string(kNone));
}

TableCell ReviewTableBuilder::figure(const monitor::AreaFigure& figure, AreaIndex area, std::string_view item,
                                     std::optional<int> decimals) {
  TableCell cell = number(figure.value, decimals.value_or(amount_decimals(figure.value.value_or(0), item)));
  if (figure.is_inferred) {
    cell.mark = kInferred;
    has_inferred_ = true;
  }
  if (figure.value) {
    cell.origin = figure.is_of_schools ? TableCell::Origin::Schools : TableCell::Origin::Told;
    return cell;
  }
  const Params params = {{"area", review_area(report_, area)}, {"item", review_item(item, report_.lang)}};
  if (!figure.evidence.empty()) {
    Params said = params;
    said.emplace_back("evidence", std::string(figure.evidence));
    note(say("review.note.no_number", said));
  } else if (figure.counties_missing > 0 && figure.counties_missing < figure.counties) {
    Params lacking = params;
    lacking.emplace_back("missing", std::to_string(figure.counties_missing));
    lacking.emplace_back("counties", std::to_string(figure.counties));
    note(say("review.note.counties_missing", lacking));
  }
  return cell;
}

TableCell ReviewTableBuilder::percent(const monitor::Percent& percent, AreaIndex area, std::string_view item) {
  const bool is_published_only = !percent.computed.value && percent.published.value;
  const bool is_of_schools = percent.published.is_of_schools;
  TableCell cell = figure(percent.best(), area, item, percent.decimals);
  if (cell.number) cell.text = percent_text(*cell.number, percent.decimals);
  if (is_published_only && !is_of_schools && cell.mark.empty()) {
    cell.mark = kPublished;
    has_published_ = true;
  }
  return cell;
}

TableCell ReviewTableBuilder::published(const monitor::Percent& percent) const {
  const auto& value = percent.published.value;
  return {value ? percent_text(*value, percent.decimals) : std::string(kNone), value, percent.decimals, {}};
}

void ReviewTableBuilder::mark_schools(std::vector<std::string>& marks) {
  using Origin = TableCell::Origin;
  const auto holds = [&](Origin origin) {
    return std::ranges::any_of(table_.rows,
                               [&](const auto& row) { return std::ranges::find(row, origin, &TableCell::origin) != row.end(); });
  };
  if (!holds(Origin::Schools)) return;
  if (!holds(Origin::Told)) {
    marks.push_back(say("review.note.all_schools"));
    return;
  }
  marks.push_back(say("review.note.schools"));
  for (auto& row : table_.rows)
    for (TableCell& cell : row)
      if (cell.origin == Origin::Schools) cell.mark.insert(0, kSchools);
}

ReportTable ReviewTableBuilder::take() {
  std::vector<std::string> marks;
  if (has_inferred_) marks.push_back(say("review.note.inferred"));
  if (has_published_) marks.push_back(say("review.note.published"));
  mark_schools(marks);
  table_.notes.insert(table_.notes.begin(), marks.begin(), marks.end());
  return std::move(table_);
}

}  // namespace junheng::report
