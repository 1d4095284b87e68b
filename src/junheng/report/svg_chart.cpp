#include "junheng/report/svg_chart.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "junheng/core/text.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

constexpr double kEmPerColumn = 0.55;

std::string titled(std::string_view title) { return title.empty() ? "/>" : "><title>" + escape_html(title) + "</title>"; }

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string_view symbol_class(Symbol symbol) {
  switch (symbol) {
    case Symbol::Met: return "m-met";
    case Symbol::Floor: return "m-floor";
    case Symbol::Unmet: return "m-unmet";
    case Symbol::Unknown: return "m-unknown";
    case Symbol::Neutral: return "m-neutral";
    case Symbol::Outside: return "m-outside";
  }
  return "m-neutral";
}

SvgChart::SvgChart(Size size, std::string_view label)
    : markup_(fmt::format(
          R"(<div class="chart-place" data-label="{2}"><svg class="chart" style="--w:{0:.0f}" viewBox="0 0 {0:.0f} {1:.0f}" role="img" aria-label="{2}">)",
          size.width, size.height, escape_html(label))) {}

SvgChart& SvgChart::line(Point from, Point to, std::string_view css_class) {
  fmt::format_to(std::back_inserter(markup_), R"(<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)", css_class, from.x,
                 from.y, to.x, to.y);
  return *this;
}

SvgChart& SvgChart::rect(Point corner, Size size, std::string_view css_class, std::string_view title) {
  fmt::format_to(std::back_inserter(markup_), R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"{})", css_class,
                 corner.x, corner.y, size.width, size.height, titled(title));
  if (!title.empty()) markup_ += "</rect>";
  return *this;
}

SvgChart& SvgChart::area(std::span<const Point> corners, std::string_view css_class) {
  const auto out = std::back_inserter(markup_);
  fmt::format_to(out, R"(<polygon class="{}" points=")", css_class);
  for (std::size_t i = 0; i < corners.size(); ++i) fmt::format_to(out, "{}{:.1f},{:.1f}", i == 0 ? "" : " ", corners[i].x, corners[i].y);
  markup_ += "\"/>";
  return *this;
}

SvgChart& SvgChart::text(Point at, std::string_view content, std::string_view css_class) {
  fmt::format_to(std::back_inserter(markup_), R"(<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>)", css_class, at.x, at.y,
                 escape_html(content));
  return *this;
}

SvgChart& SvgChart::symbol(Symbol symbol, Point at, double radius, std::string_view title) {
  const auto out = std::back_inserter(markup_);
  const std::string_view css_class = symbol_class(symbol);
  const std::string end = titled(title);
  switch (symbol) {
    case Symbol::Floor: {
      const double r = radius * 1.25;
      fmt::format_to(out, R"(<path class="{}" d="M{:.1f} {:.1f}l{:.1f} {:.1f}l{:.1f} {:.1f}l{:.1f} {:.1f}z"{})", css_class, at.x, at.y - r,
                     r, r, -r, r, -r, -r, end);
      break;
    }
    case Symbol::Unmet: {
      const double side = radius * 2.69;
      fmt::format_to(out, R"(<path class="{}" d="M{:.1f} {:.1f}l{:.1f} {:.1f}h{:.1f}z"{})", css_class, at.x, at.y - side * 0.577, side / 2,
                     side * 0.866, -side, end);
      break;
    }
    case Symbol::Outside: {
      const double r = radius * 0.8;
      fmt::format_to(out, R"(<path class="{}" d="M{:.1f} {:.1f}l{:.1f} {:.1f}m0 {:.1f}l{:.1f} {:.1f}"{})", css_class, at.x - r, at.y - r,
                     2 * r, 2 * r, -2 * r, -2 * r, 2 * r, end);
      break;
    }
    default: fmt::format_to(out, R"(<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"{})", css_class, at.x, at.y, radius, end);
  }
  if (!title.empty()) markup_ += symbol == Symbol::Floor || symbol == Symbol::Unmet || symbol == Symbol::Outside ? "</path>" : "</circle>";
  return *this;
}

SvgChart& SvgChart::icon(std::string_view id, Point corner, double side) {
  fmt::format_to(std::back_inserter(markup_), R"(<use href="#{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)", id, corner.x,
                 corner.y, side, side);
  return *this;
}

std::vector<double> round_ticks(double low, double high, int count) {
  std::vector<double> ticks;
  if (!(low < high) || count < 1) return ticks;
  const double rough = (high - low) / count;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double multiple = rough / power;
  const double step = power * (multiple <= 1 ? 1 : multiple <= 2 ? 2 : multiple <= 5 ? 5 : 10);
  // Multiples of the step rather than a running sum, which would drift.
  for (double n = std::ceil(low / step - 1e-9); n * step <= high + step * 1e-9; ++n) ticks.push_back(n * step);
  return ticks;
}

std::string tick_text(double value) {
  if (std::fabs(value) >= 1000) return shown_amount(value);
  // Ten digits hide what a multiple of 0.1 leaves behind.
  return fmt::format("{:.10g}", value == 0 ? 0.0 : value);
}

double text_ems(std::string_view text) { return static_cast<double>(display_width(text)) * kEmPerColumn; }

std::vector<std::string> wrapped(std::string_view text, std::span<const double> ems) {
  std::vector<std::string> lines;
  for (std::size_t line = 0; line + 1 < ems.size() && text_ems(text) > ems[line]; ++line) {
    std::size_t end = 0;
    // The longest beginning that fits and ends at a space or beside a character that is not ASCII.
    for (std::size_t at = 1; at < text.size(); ++at) {
      const auto next = static_cast<unsigned char>(text[at]);
      const auto last = static_cast<unsigned char>(text[at - 1]);
      if ((next & 0xC0U) == 0x80U || (next != ' ' && next < 0x80U && last < 0x80U)) continue;
      if (text_ems(text.substr(0, at)) > ems[line]) break;
      end = at;
    }
    if (end == 0) break;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(text[end] == ' ' ? end + 1 : end);
  }
  lines.push_back(fitted(text, ems[std::min(lines.size(), ems.size() - 1)]));
  return lines;
}

std::string fitted(std::string_view text, double ems) {
  if (text_ems(text) <= ems) return std::string(text);
  // The first guess takes every character, the ellipsis included, as wide.
  auto count = static_cast<std::size_t>(std::max(1.0, ems / (2 * kEmPerColumn) - 1));
  std::string best = abbreviate(text, count);
  while (true) {
    std::string longer = abbreviate(text, ++count);
    if (longer == text || text_ems(longer) > ems) return best;
    best = std::move(longer);
  }
}

}  // namespace junheng::report
