#include "cli/cli_run.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include <unistd.h>
#include <nlohmann/json.hpp>

#include "support/file_text.h"

namespace junheng::cli_test {

namespace {

using nlohmann::json;
using Faults = std::vector<std::string>;

std::map<std::string, std::string> environment_of(const CliCase& test) {
  std::map<std::string, std::string> out = {{"NO_COLOR", ""}, {"LANG", ""}, {"LANGUAGE", ""}, {"LC_ALL", "C.UTF-8"}};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view line = *entry;
    if (line.starts_with("JUNHENG_")) out[std::string(line.substr(0, line.find('=')))] = "";
  }
  for (const auto& [name, value] : test.environment) out[name] = value;
  return out;
}

void check_words(Faults& faults, std::string_view stream, const std::string& text, const std::vector<std::string>& wanted,
                 const std::vector<std::string>& unwanted) {
  for (const std::string& words : wanted)
    if (text.find(words) == std::string::npos) faults.push_back(std::string(stream) + " lacks: " + words);
  for (const std::string& words : unwanted)
    if (text.find(words) != std::string::npos) faults.push_back(std::string(stream) + " must not have: " + words);
}

json to_json(const formats::TomlValue& value) {
  if (const auto* flag = std::get_if<bool>(&value.value)) return *flag;
  if (const auto* whole = std::get_if<std::int64_t>(&value.value)) return *whole;
  if (const auto* number = std::get_if<double>(&value.value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value.value)) return *text;
  if (const auto* day = std::get_if<Date>(&value.value)) return to_string(*day);
  json out;
  if (const auto* list = value.as_array()) {
    out = json::array();
    for (const auto& item : *list) out.push_back(to_json(item));
  }
  if (const auto* table = value.as_table()) {
    out = json::object();
    for (const auto& [key, member] : *table) out[key] = to_json(member);
  }
  return out;
}

std::string type_of(const json& value) {
  if (value.is_null()) return "null";
  if (value.is_boolean()) return "true/false";
  if (value.is_number()) return "number";
  if (value.is_string()) return "text";
  return value.is_array() ? "array" : "object";
}

/// Empty if the value is as expected.
std::string json_fault(const JsonExpectation& expected, const json& value) {
  if (expected.equals && value != to_json(*expected.equals)) return "is " + value.dump() + ", not " + to_json(*expected.equals).dump();
  // Written so that NaN, which compares to nothing, is a fault.
  if (expected.near && !(value.is_number() && std::abs(value.get<double>() - *expected.near) <= expected.tolerance))
    return "is " + value.dump() + ", not " + json(*expected.near).dump() + " +- " + json(expected.tolerance).dump();
  if (!expected.type.empty() && type_of(value) != expected.type) return "is " + type_of(value) + ", not " + expected.type;
  if (expected.size && static_cast<std::int64_t>(value.size()) != *expected.size)
    return "has " + std::to_string(value.size()) + " members, not " + std::to_string(*expected.size);
  return "";
}

void check_json(Faults& faults, const CliCase& test, const std::string& text) {
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) {
    faults.push_back((test.json_file.empty() ? "stdout" : test.json_file) + " is not JSON");
    return;
  }
  for (const JsonExpectation& expected : test.json) {
    try {
      const std::string fault = json_fault(expected, document.at(json::json_pointer(expected.pointer)));
      if (!fault.empty()) faults.push_back(expected.pointer + " " + fault);
    } catch (const json::exception&) {
      faults.push_back(expected.pointer + " is not in the JSON");
    }
  }
}

/// Line of the first difference, for reading: the whole texts may be long.
std::string first_difference(const std::string& actual, const std::string& expected) {
  std::istringstream left(actual);
  std::istringstream right(expected);
  for (std::size_t number = 1;; ++number) {
    std::string have;
    std::string want;
    const bool has_have = static_cast<bool>(std::getline(left, have));
    const bool has_want = static_cast<bool>(std::getline(right, want));
    if (!has_have && !has_want) return "the last line end differs";
    if (has_have != has_want || have != want) return "line " + std::to_string(number) + " is\n  " + have + "\nnot\n  " + want;
  }
}

}  // namespace

CliRun run_case(const CliCase& test, const std::filesystem::path& program, const std::filesystem::path& folder) {
  for (const auto& [path, source] : test.copies) {
    std::filesystem::create_directories((folder / path).parent_path());
    std::filesystem::copy(std::filesystem::path(JUNHENG_SOURCE_DIR) / source, folder / path, std::filesystem::copy_options::recursive);
  }
  for (const auto& [path, content] : test.files) testing::write_file_text(folder / path, content);

  testing::ProcessRequest request;
  request.folder = folder;
  request.environment = environment_of(test);
  const auto run = [&](const std::vector<std::string>& arguments) {
    request.argv = {program.string()};
    request.argv.insert(request.argv.end(), arguments.begin(), arguments.end());
    return testing::run_process(request);
  };
  CliRun out;
  for (const auto& arguments : test.before) {
    const auto prepared = run(arguments);
    if (prepared.timed_out || prepared.exit_code != 0)
      out.faults.push_back("before: " + arguments.at(0) + " ended with " + std::to_string(prepared.exit_code) + ": " + prepared.errors);
  }
  request.input = test.input;
  if (!test.interrupt_once_exists.empty())
    request.interrupt_when = [path = folder / test.interrupt_once_exists] { return std::filesystem::exists(path); };
  out.result = run(test.argv);
  if (!test.same_output_as.empty() && run(test.same_output_as).output != out.result.output)
    out.faults.emplace_back("same_output_as prints something else");
  return out;
}

std::vector<std::string> outcome_faults(const CliCase& test, const testing::ProcessResult& result, const std::filesystem::path& folder) {
  Faults faults;
  if (result.timed_out) faults.emplace_back("the time limit passed");
  if (!test.interrupt_once_exists.empty() && !result.was_interrupted)
    faults.push_back("it ended before " + test.interrupt_once_exists + " was seen, so it was not interrupted");
  if (!result.timed_out && result.exit_code != test.exit)
    faults.push_back("exit code is " + std::to_string(result.exit_code) + ", not " + std::to_string(test.exit));
  check_words(faults, "stdout", result.output, test.stdout_contains, test.stdout_not_contains);
  check_words(faults, "stderr", result.errors, test.stderr_contains, test.stderr_not_contains);
  if (test.stdout_equals && result.output != *test.stdout_equals)
    faults.push_back("stdout: " + first_difference(result.output, *test.stdout_equals));
  for (const std::string& path : test.files_exist)
    if (!std::filesystem::exists(folder / path)) faults.push_back("there is no file " + path);
  for (const std::string& path : test.files_missing)
    if (std::filesystem::exists(folder / path)) faults.push_back("there is a file " + path);
  if (test.json.empty()) return faults;
  if (test.json_file.empty()) {
    check_json(faults, test, result.output);
  } else if (std::filesystem::exists(folder / test.json_file)) {
    check_json(faults, test, testing::file_text(folder / test.json_file));
  } else {
    faults.push_back("there is no file " + test.json_file);
  }
  return faults;
}

std::vector<std::string> golden_faults(const std::string& output, const std::filesystem::path& golden) {
  const char* update = std::getenv("JUNHENG_UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") {
    testing::write_file_text(golden, output);
    return {};
  }
  if (!std::filesystem::exists(golden)) return {"there is no " + golden.string() + "; JUNHENG_UPDATE_GOLDEN=1 writes it"};
  const std::string expected = testing::file_text(golden);
  if (output == expected) return {};
  return {"stdout is not tests/golden/" + golden.filename().string() + ": " + first_difference(output, expected)};
}

}  // namespace junheng::cli_test
