#include "junheng/formats/xml_reader.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace junheng::formats {

namespace {

/// Thrown by XmlVisitor::stop, caught before it would reach the parser, which is written in C.
struct XmlStop {
  Error error;
};

std::string_view local_name(const char* name) {
  const std::string_view whole = name;
  return whole.substr(whole.rfind(':') + 1);
}

class Parsing {
 public:
  explicit Parsing(XmlVisitor& visitor) : visitor_(visitor), parser_(XML_ParserCreate(nullptr), &XML_ParserFree) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &start_element, &end_element);
    XML_SetCharacterDataHandler(parser_.get(), &character_data);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &start_doctype);
  }

  Result<void> parse(std::string_view xml, const std::function<Error(std::string reason)>& damaged) {
    // The parser copies what it is given. Much smaller pieces would make it read a very long tag again and again.
    constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
    XML_Status status = XML_STATUS_OK;
    bool is_last = false;
    while (status == XML_STATUS_OK && !is_last) {
      const std::string_view piece = xml.substr(0, kPieceBytes);
      xml.remove_prefix(piece.size());
      is_last = xml.empty();
      status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), is_last ? XML_TRUE : XML_FALSE);
    }
    if (thrown_) std::rethrow_exception(thrown_);
    if (error_) return fail(std::move(*error_));
    if (!damage_.empty()) return fail(damaged(damage_));
    if (status == XML_STATUS_OK) return {};
    return fail(
        damaged(fmt::format("{}, line {}", XML_ErrorString(XML_GetErrorCode(parser_.get())), XML_GetCurrentLineNumber(parser_.get()))));
  }

 private:
  /// Runs a call of the visitor. After a stop the parser may still deliver a few events; they are dropped.
  template <typename Call>
  static void run(void* self, const Call& call) {
    auto& parsing = *static_cast<Parsing*>(self);
    if (parsing.is_stopped_) return;
    try {
      call(parsing);
      return;
    } catch (XmlStop& stopped) {
      parsing.error_ = std::move(stopped.error);
    } catch (...) {
      parsing.thrown_ = std::current_exception();
    }
    parsing.stop_parser();
  }

  static void start_element(void* self, const char* name, const char** attributes) {
    run(self, [&](Parsing& parsing) {
      // A deeper nesting is no workbook, and every level costs memory.
      constexpr std::size_t kMaxDepth = 256;
      if (++parsing.depth_ > kMaxDepth) return parsing.stop_damaged("the elements are nested too deeply");
      parsing.visitor_.start(local_name(name), XmlAttributes(attributes));
    });
  }

  static void end_element(void* self, const char* name) {
    run(self, [&](Parsing& parsing) {
      --parsing.depth_;
      parsing.visitor_.end(local_name(name));
    });
  }

  static void character_data(void* self, const char* text, int size) {
    run(self, [&](Parsing& parsing) { parsing.visitor_.text(std::string_view(text, static_cast<std::size_t>(size))); });
  }

  static void start_doctype(void* self, const char*, const char*, const char*, int) {
    run(self, [](Parsing& parsing) { parsing.stop_damaged("a document type declaration"); });
  }

  void stop_damaged(std::string reason) {
    damage_ = std::move(reason);
    stop_parser();
  }

  void stop_parser() {
    is_stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  XmlVisitor& visitor_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
  std::size_t depth_ = 0;
  bool is_stopped_ = false;
  std::optional<Error> error_;
  std::string damage_;
  std::exception_ptr thrown_;
};

}  // namespace

const char* XmlAttributes::lookup(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2)
    if (local_name(pair[0]) == name) return pair[1];
  return nullptr;
}

std::string_view XmlAttributes::find(std::string_view name) const {
  const char* value = lookup(name);
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

void XmlVisitor::stop(Error error) { throw XmlStop{std::move(error)}; }

Result<void> parse_xml(std::string_view xml, XmlVisitor& visitor, const std::function<Error(std::string reason)>& damaged) {
  return Parsing(visitor).parse(xml, damaged);
}

}  // namespace junheng::formats
