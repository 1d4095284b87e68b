#include "junheng/formats/csv_scan.h"

#include <algorithm>
#include <cstring>

#include "junheng/core/codes.h"
#include "junheng/core/issue.h"
#include "junheng/formats/csv_parser.h"

namespace junheng::formats {

namespace {

std::size_t find_byte(std::string_view text, char byte, std::size_t from) {
  if (from >= text.size()) return text.size();
  const void* found = std::memchr(text.data() + from, byte, text.size() - from);
  return found == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

bool is_space(char c, char separator) { return (c == ' ' || c == '\t') && c != separator; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// True if the quote at `at` starts a field, so that what follows is quoted.
bool opens_field(std::string_view text, std::size_t at, char separator) {
  while (at > 0 && is_space(text[at - 1], separator)) --at;
  return at == 0 || text[at - 1] == separator || is_line_end(text[at - 1]);
}

enum class QuoteEnd { Closed, Unclosed, StrayText };

struct QuotedField {
  QuoteEnd end = QuoteEnd::Closed;
  /// Behind the closing quote, or where the stray text starts.
  std::size_t at = 0;
};

QuotedField skip_quoted(std::string_view text, std::size_t opening, char separator) {
  std::size_t at = opening + 1;
  while (true) {
    at = find_byte(text, '"', at) + 1;
    if (at > text.size()) return {QuoteEnd::Unclosed, text.size()};
    if (at < text.size() && text[at] == '"') {
      ++at;
      continue;
    }
    std::size_t next = at;
    while (next < text.size() && is_space(text[next], separator)) ++next;
    const bool ends = next == text.size() || text[next] == separator || is_line_end(text[next]);
    return ends ? QuotedField{QuoteEnd::Closed, next} : QuotedField{QuoteEnd::StrayText, next};
  }
}

/// Records that end in text[begin, end). A CR LF pair ends one record, at its LF.
class RecordCounter {
 public:
  explicit RecordCounter(std::string_view text) : text_(text), has_cr_(find_byte(text, '\r', 0) < text.size()) {}

  [[nodiscard]] std::uint32_t count(std::size_t begin, std::size_t end) const {
    // Between two quoted fields there is often but a comma: too short for the vectorised count to pay.
    constexpr std::size_t kShortSpan = 16;
    if (end - begin > kShortSpan) return count_long(begin, end);
    std::uint32_t count = 0;
    for (std::size_t at = begin; at < end; ++at) count += ends_record(at) ? 1U : 0U;
    return count;
  }

  /// Behind the first record end in text[begin, end); npos if there is none.
  [[nodiscard]] std::size_t first_end(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < end; ++at)
      if (ends_record(at)) return at + 1;
    return std::string_view::npos;
  }

 private:
  [[nodiscard]] bool ends_record(std::size_t at) const { return text_[at] == '\n' || (text_[at] == '\r' && !is_pair(at)); }

  [[nodiscard]] std::uint32_t count_long(std::size_t begin, std::size_t end) const {
    const auto line_feeds = std::count(text_.begin() + begin, text_.begin() + end, '\n');
    return static_cast<std::uint32_t>(line_feeds) + (has_cr_ ? lone_returns(begin, end) : 0);
  }

  [[nodiscard]] std::uint32_t lone_returns(std::size_t begin, std::size_t end) const {
    const char* bytes = text_.data();
    std::uint32_t count = 0;
    for (std::size_t at = begin; at + 1 < end; ++at) count += static_cast<std::uint32_t>((bytes[at] == '\r') & (bytes[at + 1] != '\n'));
    return count + static_cast<std::uint32_t>(bytes[end - 1] == '\r' && !is_pair(end - 1));
  }
  [[nodiscard]] bool is_pair(std::size_t cr) const { return cr + 1 < text_.size() && text_[cr + 1] == '\n'; }

  std::string_view text_;
  bool has_cr_;
};

class ChunkCutter {
 public:
  ChunkCutter(std::string_view text, std::size_t chunk_bytes) : text_(text), counter_(text), chunk_bytes_(chunk_bytes) {}

  /// Takes in text[begin, end), which lies outside quotes.
  void add_plain(std::size_t begin, std::size_t end) {
    while (true) {
      const std::size_t cut = counter_.first_end(std::max(begin, current_.begin + chunk_bytes_), end);
      if (cut == std::string_view::npos) break;
      current_.row_count += counter_.count(begin, cut);
      close_chunk(cut);
      begin = cut;
    }
    current_.row_count += counter_.count(begin, end);
  }

  std::vector<CsvChunk> finish() {
    const bool has_open_record = !text_.empty() && !is_line_end(text_.back());
    if (has_open_record) ++current_.row_count;
    if (current_.begin < text_.size() || chunks_.empty()) close_chunk(text_.size());
    return std::move(chunks_);
  }

 private:
  void close_chunk(std::size_t end) {
    current_.end = end;
    chunks_.push_back(current_);
    current_ = {end, end, current_.first_row + current_.row_count, 0};
  }

  std::string_view text_;
  RecordCounter counter_;
  std::size_t chunk_bytes_;
  CsvChunk current_;
  std::vector<CsvChunk> chunks_;
};

}  // namespace

Params cell_params(const std::string& name, CsvPosition position) {
  return {{"path", name}, {"row", std::to_string(position.row)}, {"cell", column_letters(position.column) + std::to_string(position.row)}};
}

Error cell_too_long(const std::string& name, CsvPosition position, const CsvLimits& limits) {
  Error error{Code::CsvCellTooLong, cell_params(name, position), {}};
  error.params.emplace_back("limit", std::to_string(limits.max_cell_bytes));
  return error;
}

Result<std::vector<CsvChunk>> cut_into_chunks(std::string_view text, const std::string& name, const CsvLimits& limits, char separator) {
  ChunkCutter cutter(text, limits.chunk_bytes);
  const auto place = [&](std::size_t offset) { return position_of(text, offset, separator); };
  std::size_t plain_from = 0;
  std::size_t at = 0;
  while ((at = find_byte(text, '"', at)) < text.size()) {
    if (!opens_field(text, at, separator)) {
      ++at;
      continue;
    }
    cutter.add_plain(plain_from, at);
    const QuotedField field = skip_quoted(text, at, separator);
    if (field.end == QuoteEnd::Unclosed) return fail(Code::CsvUnclosedQuote, cell_params(name, place(at)));
    if (field.end == QuoteEnd::StrayText) return fail(Code::CsvStrayQuote, cell_params(name, place(at)));
    if (field.at - at > limits.max_cell_bytes + 2) return fail(cell_too_long(name, place(at), limits));
    plain_from = at = field.at;
  }
  cutter.add_plain(plain_from, text.size());
  return cutter.finish();
}

CsvPosition position_of(std::string_view text, std::size_t offset, char separator) {
  CsvPosition position;
  const auto next_row = [&] {
    ++position.row;
    position.column = 1;
  };
  CsvParser parser(separator);
  parser.feed(
      text.substr(0, offset), [&](std::string_view) { ++position.column; }, next_row);
  return position;
}

}  // namespace junheng::formats
