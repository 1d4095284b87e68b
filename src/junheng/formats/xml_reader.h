#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::formats {

/// Attributes of an element by local name. The values live until start() returns.
class XmlAttributes {
 public:
  /// `pairs`: name, value, name, value, ..., null.
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}

  /// Empty if there is none of that name.
  [[nodiscard]] std::string_view find(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return lookup(name) != nullptr; }

 private:
  [[nodiscard]] const char* lookup(std::string_view name) const;
  const char* const* pairs_;
};

/// Receives the elements of an XML text. Names come without their namespace prefix: the parts of a workbook do not mix
/// vocabularies where we look, but programs differ in their prefixes.
class XmlVisitor {
 public:
  XmlVisitor() = default;
  XmlVisitor(const XmlVisitor&) = delete;
  XmlVisitor& operator=(const XmlVisitor&) = delete;
  virtual ~XmlVisitor() = default;

  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// One text may come in several pieces.
  virtual void text(std::string_view text) = 0;

 protected:
  /// Ends the reading with an error: parse_xml returns it.
  [[noreturn]] static void stop(Error error);
};

/// Reads a whole XML text. A document type declaration, which no part of a workbook may have, is an error too: entities are a way
/// to make a small text huge. `damaged` makes the error from a reason in English.
[[nodiscard]] Result<void> parse_xml(std::string_view xml, XmlVisitor& visitor, const std::function<Error(std::string reason)>& damaged);

}  // namespace junheng::formats
