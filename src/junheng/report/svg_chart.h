#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::report {

/// The text with & < > " ' written as entities.
[[nodiscard]] std::string escape_html(std::string_view text);

struct Point {
  double x = 0;
  double y = 0;
};

struct Size {
  double width = 0;
  double height = 0;
};

/// Symbols of a point: the shape says what the colour says.
enum class Symbol : std::uint8_t {
  Met,      ///< disc
  Floor,    ///< lozenge
  Unmet,    ///< triangle
  Unknown,  ///< ring
  Neutral,  ///< disc in another colour
  Outside,  ///< small cross
};

/// CSS class of a symbol ("m-met"), which gives it its colour.
[[nodiscard]] std::string_view symbol_class(Symbol symbol);

/// Builds one inline SVG picture. Coordinates are in units of the view box; the page scales it to the width there is. Looks come from
/// the classes of report.css.
class SvgChart {
 public:
  /// `label` says what the picture shows to those who do not see it.
  SvgChart(Size size, std::string_view label);

  SvgChart& line(Point from, Point to, std::string_view css_class);
  /// `title` appears when the pointer rests on it; empty: none.
  SvgChart& rect(Point corner, Size size, std::string_view css_class, std::string_view title = {});
  /// A filled area with these corners.
  SvgChart& area(std::span<const Point> corners, std::string_view css_class);
  SvgChart& text(Point at, std::string_view content, std::string_view css_class = {});
  /// `radius` is that of the disc; other shapes have the same area.
  SvgChart& symbol(Symbol symbol, Point at, double radius, std::string_view title = {});
  /// A symbol of the page ("i-met") in a square of `side`.
  SvgChart& icon(std::string_view id, Point corner, double side);

  /// The finished element, in a place that scrolls where it is narrower than the picture is drawn.
  [[nodiscard]] std::string svg() const { return markup_ + "</svg></div>"; }

 private:
  std::string markup_;
};

/// A linear scale from values to coordinates.
struct Axis {
  double low = 0;
  double high = 1;
  double from = 0;
  double to = 1;

  [[nodiscard]] double at(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

/// Round numbers between `low` and `high` (1, 2 or 5 times a power of ten apart), about `count` of them. Empty where low >= high.
[[nodiscard]] std::vector<double> round_ticks(double low, double high, int count);

/// Shortest text of a tick: "0.25", "2 000".
[[nodiscard]] std::string tick_text(double value);

/// Width that a text takes, in units of its font size: about 1 for a Chinese character, 0.55 for a Latin one.
[[nodiscard]] double text_ems(std::string_view text);

/// The text in lines of at most these widths, broken between words, or between Chinese characters; what the last line cannot hold is cut
/// with an ellipsis. One line where the first holds it all.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::span<const double> ems);

/// The text, cut with an ellipsis where it would be wider than `ems`.
[[nodiscard]] std::string fitted(std::string_view text, double ems);

}  // namespace junheng::report
