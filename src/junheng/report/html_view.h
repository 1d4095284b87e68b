#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "junheng/core/lang.h"

namespace junheng::report {

/// What a template is filled with: named texts, flags and lists of further views.
///
/// Texts are plain and escaped by the template, unless it takes them with three braces as finished markup. An empty text counts as a flag
/// that is off, so that {{#name}} ... {{/name}} shows a part only where there is something to show.
class View {
 public:
  View& text(std::string_view name, std::string value);
  View& flag(std::string_view name, bool is_on);
  View& list(std::string_view name, std::vector<View> items);

  using Field = std::variant<std::string, bool, std::vector<View>>;
  [[nodiscard]] const std::vector<std::pair<std::string, Field>>& fields() const { return fields_; }

 private:
  std::vector<std::pair<std::string, Field>> fields_;
};

/// The templates of src/junheng/report/assets, each parsed once, with the texts "html.*" of one language under their keys.
class HtmlTemplates {
 public:
  explicit HtmlTemplates(Lang lang);
  HtmlTemplates(const HtmlTemplates&) = delete;
  HtmlTemplates& operator=(const HtmlTemplates&) = delete;
  ~HtmlTemplates();

  /// Fills "assets/<name>.mustache". A name without a file is a bug (asserted).
  [[nodiscard]] std::string render(std::string_view name, const View& view) const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

/// The bytes of a file of the assets folder, e.g. "report.css".
[[nodiscard]] std::string_view asset(std::string_view name);

}  // namespace junheng::report
