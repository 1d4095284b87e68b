#include "junheng/server/target.h"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>

#include "junheng/core/text.h"

namespace junheng::server {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { Space, Itself };

/// nullopt: broken sequence, control character or not UTF-8.
std::optional<std::string> decode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      if (at + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[at + 1]);
      const int low = hex_digit(text[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (c == '+' && plus == Plus::Space) {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return std::nullopt;
    out += c;
  }
  return is_utf8(out) ? std::optional(out) : std::nullopt;
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Calls visit(piece) for each piece between separators, trimmed; stops when it returns false.
template <typename Visit>
void for_each_piece(std::string_view text, char separator, const Visit& visit) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    if (!visit(trim_blanks(text.substr(begin, end - begin)))) return;
    begin = end + 1;
  }
}

struct Weighted {
  std::string token;
  double quality = 1;
};

Weighted weighted(std::string_view piece) {
  Weighted out;
  const std::size_t semicolon = std::min(piece.find(';'), piece.size());
  out.token = lower_ascii(trim_blanks(piece.substr(0, semicolon)));
  for_each_piece(piece.substr(std::min(semicolon + 1, piece.size())), ';', [&](std::string_view parameter) {
    if (parameter.starts_with("q=")) {
      const std::string_view number = parameter.substr(2);
      if (std::from_chars(number.data(), number.data() + number.size(), out.quality).ec != std::errc()) out.quality = 0;
    }
    return true;
  });
  return out;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  target = target.substr(0, target.find('#'));
  const std::size_t mark = std::min(target.find('?'), target.size());
  auto path = decode(target.substr(0, mark), Plus::Itself);
  if (!path) return std::nullopt;
  Target out{std::move(*path), {}};
  bool is_sound = true;
  if (mark < target.size()) {
    for_each_piece(target.substr(mark + 1), '&', [&](std::string_view piece) {
      if (piece.empty()) return true;
      const std::size_t equals = std::min(piece.find('='), piece.size());
      auto name = decode(piece.substr(0, equals), Plus::Space);
      auto value = decode(piece.substr(std::min(equals + 1, piece.size())), Plus::Space);
      is_sound = name.has_value() && value.has_value();
      if (is_sound) out.query.emplace_back(std::move(*name), std::move(*value));
      return is_sound;
    });
  }
  return is_sound ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::string> find_cookie(std::string_view header, std::string_view name) {
  std::optional<std::string> found;
  for_each_piece(header, ';', [&](std::string_view piece) {
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos || trim_blanks(piece.substr(0, equals)) != name) return true;
    std::string_view value = trim_blanks(piece.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    found = std::string(value);
    return false;
  });
  return found;
}

std::string host_name(std::string_view host_and_port) {
  const std::size_t bracket = host_and_port.starts_with('[') ? host_and_port.find(']') : std::string_view::npos;
  if (host_and_port.starts_with('[') && bracket == std::string_view::npos) return {};
  const std::size_t colon = host_and_port.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const std::string_view port = colon == std::string_view::npos ? std::string_view{} : host_and_port.substr(colon + 1);
  if (!std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; })) return {};
  std::string host = lower_ascii(host_and_port.substr(0, colon));
  // "localhost." is the same name written in full.
  if (host.ends_with('.')) host.pop_back();
  return host;
}

bool is_address(std::string_view host) {
  in6_addr address{};
  if (host.starts_with('[') && host.ends_with(']'))
    return ::inet_pton(AF_INET6, std::string(host.substr(1, host.size() - 2)).c_str(), &address) == 1;
  return ::inet_pton(AF_INET, std::string(host).c_str(), &address) == 1;
}

bool accepts(std::string_view header, std::string_view token) {
  std::optional<double> named;
  std::optional<double> any;
  for_each_piece(header, ',', [&](std::string_view piece) {
    const Weighted entry = weighted(piece);
    if (entry.token == token) named = entry.quality;
    if (entry.token == "*") any = entry.quality;
    return true;
  });
  return named.value_or(any.value_or(0)) > 0;
}

std::optional<Lang> preferred_lang(std::string_view accept_language) {
  std::optional<Lang> best;
  double best_quality = 0;
  for_each_piece(accept_language, ',', [&](std::string_view piece) {
    const Weighted entry = weighted(piece);
    const std::string language = entry.token.substr(0, entry.token.find('-'));
    if ((language == "zh" || language == "en") && entry.quality > best_quality) {
      best = language == "zh" ? Lang::Zh : Lang::En;
      best_quality = entry.quality;
    }
    return true;
  });
  return best;
}

}  // namespace junheng::server
