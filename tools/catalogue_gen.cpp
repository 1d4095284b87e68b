// catalogue_gen OUT_DIR ERRORS.toml TEXTS.toml...: the message catalogues as C++: codes.h (enum Code) and catalogue_data.cpp.
// ERRORS.toml: [name] id, severity, http, exit, zh, en, hint_zh, hint_en. TEXTS.toml: "key" = { zh = "...", en = "..." }.
#include <toml++/toml.h>

#include <cctype>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    out += c;
  }
  return out + "\"";
}

std::string enumerator(std::string_view snake) {
  std::string out;
  bool upper = true;
  for (const char c : snake) {
    if (c == '_') {
      upper = true;
    } else {
      out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
      upper = false;
    }
  }
  return out;
}

void write_if_changed(const std::string& path, const std::string& text) {
  std::ifstream in(path);
  std::stringstream old;
  old << in.rdbuf();
  if (in && old.str() == text) return;
  std::ofstream(path) << text;
}

std::string required(const toml::table& entry, std::string_view key, const std::string& where) {
  const auto value = entry[key].value<std::string>();
  if (!value) throw std::runtime_error(where + ": '" + std::string(key) + "' is missing");
  return *value;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::cerr << "usage: catalogue_gen OUT_DIR ERRORS.toml TEXTS.toml...\n";
    return 2;
  }
  const std::string out_dir = argv[1];
  std::map<std::int64_t, std::string> codes;
  std::string entries;
  std::string enumerators;
  const toml::table errors = toml::parse_file(argv[2]);
  for (const auto& [name, node] : errors) {
    const toml::table& entry = *node.as_table();
    const std::string where = std::string(argv[2]) + ": " + std::string(name.str());
    const auto id = entry["id"].value<std::int64_t>();
    if (!id) throw std::runtime_error(where + ": 'id' is missing");
    if (!codes.emplace(*id, std::string(name.str())).second) throw std::runtime_error(where + ": id used twice");
    const std::string severity = required(entry, "severity", where);
    if (severity != "error" && severity != "warning" && severity != "info")
      throw std::runtime_error(where + ": severity '" + severity + "' is unknown");
    enumerators += "  " + enumerator(name.str()) + " = " + std::to_string(*id) + ",\n";
    entries += "    {Code::" + enumerator(name.str()) + ", " + quoted(name.str()) + ", Severity::" + enumerator(severity) + ", " +
               std::to_string(entry["http"].value_or(500)) + ", " + std::to_string(entry["exit"].value_or(1)) + ", {" +
               quoted(required(entry, "zh", where)) + ", " + quoted(required(entry, "en", where)) + "}, {" +
               quoted(entry["hint_zh"].value_or("")) + ", " + quoted(entry["hint_en"].value_or("")) + "}},\n";
  }
  std::map<std::string, std::string> texts;
  for (int i = 3; i < argc; ++i) {
    const toml::table file = toml::parse_file(argv[i]);
    for (const auto& [key, node] : file) {
      const std::string where = std::string(argv[i]) + ": " + std::string(key.str());
      if (!node.is_table()) throw std::runtime_error(where + ": { zh, en } expected");
      const toml::table& entry = *node.as_table();
      if (!texts
               .emplace(std::string(key.str()),
                        "{" + quoted(required(entry, "zh", where)) + ", " + quoted(required(entry, "en", where)) + "}")
               .second)
        throw std::runtime_error(where + ": key used twice");
    }
  }
  std::string text_entries;
  for (const auto& [key, value] : texts) text_entries += "    {" + quoted(key) + ", " + value + "},\n";

  write_if_changed(out_dir + "/junheng_codes.h",
                   "#pragma once\n#include <cstdint>\nnamespace junheng {\n"
                   "/// Every error and issue that the program can report; registry: src/junheng/core/errors.toml.\n"
                   "enum class Code : std::uint16_t {\n" +
                       enumerators + "};\n}\n");
  write_if_changed(out_dir + "/junheng_catalogue.cpp",
                   "#include \"junheng/core/catalogue.h\"\n#include \"junheng/core/codes.h\"\n#include <array>\nnamespace junheng::detail {\n"
                   "namespace {\nconstexpr std::array kCodes = std::to_array<CodeEntry>({\n" +
                       entries +
                       "});\n"
                       "constexpr std::array kTexts = std::to_array<TextEntry>({\n" +
                       text_entries +
                       "});\n}\n"
                       "std::span<const CodeEntry> code_entries() { return kCodes; }\n"
                       "std::span<const TextEntry> text_entries() { return kTexts; }\n}\n");
  return 0;
} catch (const std::exception& failure) {
  std::cerr << "catalogue_gen: " << failure.what() << "\n";
  return 1;
}
