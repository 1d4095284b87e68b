#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/report/review_tables.h"

namespace junheng::report {

/// Builds one table of a review: its cells, and the notes that they call for.
class ReviewTableBuilder {
 public:
  ReviewTableBuilder(const ReviewReport& report, std::string_view id, const Params& params = {});

  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return text(key, report_.lang, params); }
  /// Column headed by the text "review.column.<key>".
  void column(std::string_view key, ColumnAlign align = ColumnAlign::Right, const Params& params = {});
  void row(std::vector<TableCell> cells) { table_.rows.push_back(std::move(cells)); }
  void note(std::string words);

  [[nodiscard]] TableCell words(std::string text) const { return {std::move(text), std::nullopt, 0, {}}; }
  [[nodiscard]] TableCell area(AreaIndex area) const { return words(review_area(report_, area)); }
  [[nodiscard]] TableCell number(std::optional<double> value, int decimals) const;
  /// The year of a figure that has a number; a dash else.
  [[nodiscard]] TableCell year(const monitor::AreaFigure& figure) const;
  /// The number with its mark. Where there is none, what the dataset says of that becomes a note with the area and the item.
  [[nodiscard]] TableCell figure(const monitor::AreaFigure& figure, AreaIndex area, std::string_view item,
                                 std::optional<int> decimals = {});
  /// The best number in the published digits, marked where it is inferred or only published.
  [[nodiscard]] TableCell percent(const monitor::Percent& percent, AreaIndex area, std::string_view item);

  /// The published percentage alone.
  [[nodiscard]] TableCell published(const monitor::Percent& percent) const;

  /// The table with the notes of its marks. Numbers worked out from the schools are marked where others stand beside them.
  [[nodiscard]] ReportTable take();

 private:
  void mark_schools(std::vector<std::string>& marks);

  const ReviewReport& report_;
  ReportTable table_;
  bool has_inferred_ = false;
  bool has_published_ = false;
};

}  // namespace junheng::report
