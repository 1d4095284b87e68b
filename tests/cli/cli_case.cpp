#include "cli/cli_case.h"

#include <algorithm>
#include <cctype>

#include "support/file_text.h"

namespace junheng::cli_test {

namespace {

using formats::TomlReader;
using formats::TomlTable;

/// Reads one case file; collects what is wrong with it.
class CaseFile {
 public:
  CaseFile(const formats::TomlValue& table, std::filesystem::path path, std::vector<std::string>& faults)
      : path_(std::move(path)), top_(table, path_.filename().string(), issues_), faults_(faults) {}

  std::vector<CliCase> read() {
    suite_ = name_of(top_, "suite");
    std::vector<CliCase> out;
    for (TomlReader& test : top_.tables("test")) out.push_back(read_case(test));
    top_.finish();
    if (out.empty()) fault(1, "there is no [[test]]");
    for (const Issue& issue : issues_)
      if (issue.severity == Severity::Error) fault(issue.where.row, issue.message(Lang::En));
    return out;
  }

 private:
  void fault(std::uint32_t line, const std::string& text) {
    faults_.push_back(path_.filename().string() + ":" + std::to_string(line) + ": " + text);
  }

  /// GoogleTest joins suite and name with an underscore, so neither may hold one.
  std::string name_of(TomlReader& reader, std::string_view key) {
    std::string name = reader.text(key);
    const auto is_letter = [](unsigned char c) { return std::isalnum(c) != 0; };
    if (!std::ranges::all_of(name, is_letter)) fault(reader.line_of(key), "'" + name + "' must be letters and digits only");
    return name;
  }

  std::vector<std::pair<std::string, std::string>> text_table(TomlReader& reader, std::string_view key) {
    std::vector<std::pair<std::string, std::string>> out;
    auto table = reader.table(key);
    if (!table) return out;
    for (auto& [name, value] : table->rest()) {
      const auto* text = std::get_if<std::string>(&value.value);
      if (text == nullptr) fault(value.line, name + " must be text");
      out.emplace_back(name, text == nullptr ? "" : *text);
    }
    return out;
  }

  JsonExpectation read_json(TomlReader& reader) {
    JsonExpectation out;
    out.pointer = reader.text("pointer");
    out.near = reader.maybe_number("near");
    out.tolerance = reader.maybe_number("tolerance").value_or(0);
    out.type = reader.one_of("type", {"null", "true/false", "number", "text", "array", "object"}, "");
    if (reader.has("size")) out.size = reader.integer_or("size", 0);
    for (auto& [key, value] : reader.rest()) {
      if (key == "equals") {
        out.equals = value;
      } else {
        fault(value.line, "unknown key " + key);
      }
    }
    const int count = int{out.equals.has_value()} + int{out.near.has_value()} + int{!out.type.empty()} + int{out.size.has_value()};
    if (count != 1) fault(reader.line(), "give one of equals, near, type and size");
    return out;
  }

  CliCase read_case(TomlReader& reader) {
    CliCase out;
    out.suite = suite_;
    out.name = name_of(reader, "name");
    out.file = path_;
    out.line = reader.line();
    out.argv = reader.texts("argv");
    for (TomlReader& command : reader.tables("before")) {
      out.before.push_back(command.texts("argv"));
      command.finish();
    }
    out.input = reader.text_or("stdin", "");
    for (auto& [name, value] : text_table(reader, "env")) out.environment[name] = value;
    out.files = text_table(reader, "files");
    out.copies = text_table(reader, "copies");
    out.interrupt_once_exists = reader.text_or("interrupt_once_exists", "");
    out.same_output_as = reader.texts_or_empty("same_output_as");
    if (!reader.has("exit")) fault(out.line, "'exit' is missing");
    out.exit = reader.integer_or("exit", 0);
    out.stdout_contains = reader.texts_or_empty("stdout_contains");
    out.stdout_not_contains = reader.texts_or_empty("stdout_not_contains");
    out.stderr_contains = reader.texts_or_empty("stderr_contains");
    out.stderr_not_contains = reader.texts_or_empty("stderr_not_contains");
    if (reader.has("stdout_equals")) out.stdout_equals = reader.text("stdout_equals");
    out.files_exist = reader.texts_or_empty("files_exist");
    out.files_missing = reader.texts_or_empty("files_missing");
    out.json_file = reader.text_or("json_file", "");
    for (TomlReader& expectation : reader.tables("json")) out.json.push_back(read_json(expectation));
    out.golden = reader.text_or("golden", "");
    reader.finish();
    return out;
  }

  std::filesystem::path path_;
  std::vector<Issue> issues_;
  TomlReader top_;
  std::vector<std::string>& faults_;
  std::string suite_;
};

}  // namespace

std::vector<CliCase> parse_cases(std::string_view text, const std::filesystem::path& path, std::vector<std::string>& faults) {
  const auto table = formats::parse_toml(text, path.filename().string());
  if (!table) {
    faults.push_back(table.error().message(Lang::En));
    return {};
  }
  return CaseFile(*table, path, faults).read();
}

std::vector<CliCase> read_cases(const std::filesystem::path& path, std::vector<std::string>& faults) {
  return parse_cases(testing::file_text(path), path, faults);
}

}  // namespace junheng::cli_test
