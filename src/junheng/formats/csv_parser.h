#pragma once

#include <csv.h>

#include <memory>
#include <new>
#include <string_view>
#include <type_traits>

namespace junheng::formats {

/// libcsv with records numbered as a spreadsheet does: every line end outside quotes ends one record, blank lines included,
/// and CR LF is one line end. Spaces and tabs around a field, but for the separator, are dropped unless they stand in quotes.
class CsvParser {
 public:
  explicit CsvParser(char separator) {
    if (csv_init(&parser_, CSV_REPALL_NL) != 0) throw std::bad_alloc();
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    csv_set_blk_size(&parser_, kGrowBytes);
  }
  CsvParser(const CsvParser&) = delete;
  CsvParser& operator=(const CsvParser&) = delete;
  ~CsvParser() { csv_free(&parser_); }

  /// Calls on_field(std::string_view) for each field (the view lives until it returns) and on_row() at each record end.
  template <typename OnField, typename OnRow>
  void feed(std::string_view text, OnField&& on_field, OnRow&& on_row) {
    Sink<std::remove_reference_t<OnField>, std::remove_reference_t<OnRow>> sink{on_field, on_row, *this};
    for (std::size_t at = 0; at < text.size();) {
      // A blank makes no field, so that without this the LF of "CR blank LF" would pass for the CR's own.
      if (is_blank(text[at])) after_cr_ = false;
      const std::string_view part = text.substr(at, end_at_blank_behind_cr(text, at) - at);
      if (csv_parse(&parser_, part.data(), part.size(), &sink.take_field, &sink.take_row, &sink) != part.size()) throw std::bad_alloc();
      at += part.size();
    }
  }

  /// Ends the last record where no line end does.
  template <typename OnField, typename OnRow>
  void finish(OnField&& on_field, OnRow&& on_row) {
    Sink<std::remove_reference_t<OnField>, std::remove_reference_t<OnRow>> sink{on_field, on_row, *this};
    csv_fini(&parser_, &sink.take_field, &sink.take_row, &sink);
  }

  /// Bytes of the field that is being read.
  [[nodiscard]] std::size_t open_field_bytes() const { return parser_.entry_pos; }

 private:
  static constexpr std::size_t kGrowBytes = 1 << 14;

  static bool is_blank(char c) { return c == ' ' || c == '\t'; }

  /// The first blank behind `at` that follows a CR, else the end of the text.
  static std::size_t end_at_blank_behind_cr(std::string_view text, std::size_t at) {
    while ((at = text.find('\r', at)) != std::string_view::npos) {
      ++at;
      if (at < text.size() && is_blank(text[at])) return at;
    }
    return text.size();
  }

  template <typename OnField, typename OnRow>
  struct Sink {
    OnField& on_field;
    OnRow& on_row;
    CsvParser& parser;

    static void take_field(void* text, std::size_t size, void* self) {
      auto& sink = *static_cast<Sink*>(self);
      sink.parser.after_cr_ = false;
      sink.on_field(std::string_view(static_cast<const char*>(text), size));
    }
    static void take_row(int line_end, void* self) {
      auto& sink = *static_cast<Sink*>(self);
      const bool is_second_of_pair = line_end == '\n' && sink.parser.after_cr_;
      sink.parser.after_cr_ = line_end == '\r';
      if (!is_second_of_pair) sink.on_row();
    }
  };

  csv_parser parser_{};
  /// The record end before was a CR and no field has come since.
  bool after_cr_ = false;
};

}  // namespace junheng::formats
