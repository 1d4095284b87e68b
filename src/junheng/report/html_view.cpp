#include "junheng/report/html_view.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "junheng/core/catalogue.h"
#include "junheng/core/embedded.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#include <kainjow/mustache.hpp>
#pragma GCC diagnostic pop

namespace junheng::report {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

constexpr std::string_view kAssets = "src/junheng/report/assets/";
constexpr std::string_view kEnding = ".mustache";

data converted(const View& view) {
  data object;
  for (const auto& [name, field] : view.fields()) {
    if (const auto* text = std::get_if<std::string>(&field)) {
      object[name] = text->empty() ? data(false) : data(*text);
    } else if (const auto* is_on = std::get_if<bool>(&field)) {
      object[name] = data(*is_on);
    } else {
      data items(data::type::list);
      for (const View& item : std::get<std::vector<View>>(field)) items.push_back(converted(item));
      object[name] = std::move(items);
    }
  }
  return object;
}

/// "html.stage.cv" -> html: { stage: { cv: ... } }, as templates look dotted names up.
data texts_of(Lang lang) {
  data root;
  for (const auto& entry : detail::text_entries()) {
    if (!entry.key.starts_with("html.")) continue;
    data* at = &root;
    std::string_view rest = entry.key;
    for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      data& next = (*at)[std::string(rest.substr(0, dot))];
      at = &next;
      rest.remove_prefix(dot + 1);
    }
    (*at)[std::string(rest)] = data(std::string(entry.text.in(lang)));
  }
  return root;
}

}  // namespace

View& View::text(std::string_view name, std::string value) {
  fields_.emplace_back(std::string(name), std::move(value));
  return *this;
}

View& View::flag(std::string_view name, bool is_on) {
  fields_.emplace_back(std::string(name), is_on);
  return *this;
}

View& View::list(std::string_view name, std::vector<View> items) {
  fields_.emplace_back(std::string(name), std::move(items));
  return *this;
}

struct HtmlTemplates::Parsed {
  std::map<std::string, mustache, std::less<>> by_name;
  data texts;
};

HtmlTemplates::HtmlTemplates(Lang lang) : parsed_(std::make_unique<Parsed>()) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kAssets) || !file.path.ends_with(kEnding)) continue;
    std::string_view name = file.path.substr(kAssets.size());
    name.remove_suffix(kEnding.size());
    mustache parsed{std::string(file.bytes)};
    assert(parsed.is_valid());
    parsed_->by_name.emplace(std::string(name), std::move(parsed));
  }
  parsed_->texts = texts_of(lang);
}

HtmlTemplates::~HtmlTemplates() = default;

std::string HtmlTemplates::render(std::string_view name, const View& view) const {
  const auto found = parsed_->by_name.find(name);
  assert(found != parsed_->by_name.end());
  if (found == parsed_->by_name.end()) return {};
  const data fields = converted(view);
  kainjow::mustache::context<std::string> context(&parsed_->texts);
  context.push(&fields);
  return found->second.render(context);
}

std::string_view asset(std::string_view name) {
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with(kAssets) && file.path.substr(kAssets.size()) == name) return file.bytes;
  return {};
}

}  // namespace junheng::report
