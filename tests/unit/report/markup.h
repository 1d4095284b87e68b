#pragma once

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::testing {

/// The number that a text starts with; 0 if there is none.
inline double number_of(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// One start tag of a page.
struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;
};

/// What reading a page found: its tags in order, its text, and what is not well formed.
struct Markup {
  std::vector<Tag> tags;
  std::string text;
  std::vector<std::string> faults;

  [[nodiscard]] std::size_t count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count(tags, name, &Tag::name));
  }
  [[nodiscard]] std::size_t count_class(std::string_view wanted) const {
    return static_cast<std::size_t>(std::ranges::count_if(tags, [&](const Tag& tag) {
      const auto found = tag.attributes.find("class");
      return found != tag.attributes.end() && (" " + found->second + " ").find(" " + std::string(wanted) + " ") != std::string::npos;
    }));
  }
};

/// Reads a page as strictly as XML: every tag closed, in order, every attribute quoted and given once. Scripts and styles are skipped.
class MarkupReader {
 public:
  explicit MarkupReader(std::string_view page) : rest_(page) {}

  Markup read() {
    while (!rest_.empty()) {
      const std::size_t open = rest_.find('<');
      out_.text += rest_.substr(0, open);
      if (open == std::string_view::npos) break;
      rest_.remove_prefix(open);
      if (rest_.starts_with("<!")) skip(rest_.find('>') + 1);
      else read_tag();
    }
    for (const std::string& name : open_) out_.faults.push_back("not closed: " + name);
    return std::move(out_);
  }

 private:
  void skip(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }

  void read_tag() {
    if (rest_.starts_with("</")) {
      const std::size_t end = rest_.find('>');
      const std::string name(rest_.substr(2, end - 2));
      if (open_.empty() || open_.back() != name)
        out_.faults.push_back("</" + name + "> closes " + (open_.empty() ? "nothing" : open_.back()));
      else open_.pop_back();
      skip(end + 1);
      return;
    }
    skip(1);
    Tag tag;
    while (!rest_.empty() && (std::isalnum(static_cast<unsigned char>(rest_.front())) != 0)) take(tag.name);
    if (tag.name.empty()) out_.faults.push_back("a bare '<' before: " + std::string(rest_.substr(0, 20)));
    while (read_attribute(tag)) {
    }
    const bool is_empty = rest_.starts_with("/>");
    if (!is_empty && !rest_.starts_with(">"))
      out_.faults.push_back("tag does not end: " + tag.name + " " + std::string(rest_.substr(0, 30)));
    skip(is_empty ? 2 : 1);
    if (!is_empty) open_.push_back(tag.name);
    if (tag.name == "script" || tag.name == "style") skip(rest_.find("</" + tag.name));
    out_.tags.push_back(std::move(tag));
  }

  bool read_attribute(Tag& tag) {
    while (!rest_.empty() && (std::isspace(static_cast<unsigned char>(rest_.front())) != 0)) skip(1);
    std::string name;
    while (!rest_.empty() && (std::isalnum(static_cast<unsigned char>(rest_.front())) != 0 || rest_.front() == '-' || rest_.front() == ':'))
      take(name);
    if (name.empty()) return false;
    if (!rest_.starts_with("=\"")) {
      out_.faults.push_back("attribute without a quoted value: " + name);
      return true;
    }
    skip(2);
    const std::size_t end = rest_.find('"');
    if (!tag.attributes.emplace(name, rest_.substr(0, end)).second) out_.faults.push_back("attribute given twice: " + name);
    skip(end + 1);
    return true;
  }

  void take(std::string& into) {
    into += rest_.front();
    skip(1);
  }

  std::string_view rest_;
  std::vector<std::string> open_;
  Markup out_;
};

inline Markup read_markup(std::string_view page) { return MarkupReader(page).read(); }

}  // namespace junheng::testing
