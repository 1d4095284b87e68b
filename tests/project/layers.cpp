#include "project/layers.h"

#include <algorithm>
#include <array>
#include <regex>
#include <stdexcept>

#include "junheng/formats/toml.h"

namespace junheng::project {

namespace {

std::string first_part(std::string_view include) { return std::string(include.substr(0, include.find('/'))); }

/// Namespace of a library where it differs from the first part of its include path.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kNamespaces = {{{"unicode", "icu"}, {"toml++", "toml"}}};

std::string namespace_of(const std::string& library) {
  const auto found = std::ranges::find(kNamespaces, library, &std::pair<std::string_view, std::string_view>::first);
  return found == kNamespaces.end() ? library : std::string(found->second);
}

/// The lowest module whose row lists the library; empty if none does.
std::string_view owner_of(const Layers& layers, std::string_view library) {
  const Layers::value_type* owner = nullptr;
  for (const auto& row : layers)
    if (std::ranges::count(row.second.third_party, library) > 0 && (owner == nullptr || row.second.rank < owner->second.rank)) owner = &row;
  return owner == nullptr ? std::string_view{} : std::string_view(owner->first);
}

/// Libraries whose types are for the headers of one module only.
std::set<std::string> guarded_libraries(const Layers& layers) {
  std::set<std::string> out;
  for (const auto& [name, row] : layers) out.insert(row.third_party.begin(), row.third_party.end());
  for (const auto& [name, row] : layers)
    for (const std::string& library : row.types_for_all) out.erase(library);
  return out;
}

/// Empty if the include is allowed.
std::string include_fault(const Layers& layers, const SourceFile& file, const std::string& include, bool is_angled) {
  const Layer& row = layers.find(file.module())->second;
  if (include.starts_with("junheng/")) {
    const std::string target = first_part(std::string_view(include).substr(8));
    return reachable(layers, file.module()).contains(target) ? "" : "module " + std::string(file.module()) + " may not include " + target;
  }
  const bool is_standard = is_angled && include.find_first_of("./") == std::string::npos;
  if (is_standard) return "";
  const std::string library = first_part(include);
  if (!guarded_libraries(layers).contains(library) && !owner_of(layers, library).empty()) return "";
  if (std::ranges::count(row.third_party, library) == 0) return include + " is not listed for module " + std::string(file.module());
  if (file.is_header() && owner_of(layers, library) != file.module())
    return include + " stands in a header outside the module that owns it";
  return "";
}

}  // namespace

Layers read_layers(const std::string& path) {
  const auto file = formats::read_toml(path);
  if (!file) throw std::runtime_error(file.error().message(Lang::En));
  std::vector<Issue> issues;
  Layers out;
  formats::TomlReader table(*file, path, issues);
  for (const auto& [name, value] : *file->as_table()) {
    auto row = table.table(name);
    if (!row) continue;
    out[name] = {static_cast<int>(row->integer_or("rank", 0)), row->texts("may_include"), row->texts("third_party"),
                 row->texts_or_empty("types_for_all")};
    row->finish();
  }
  if (!issues.empty()) throw std::runtime_error(describe(issues[0].where, Lang::En) + ": " + issues[0].message(Lang::En));
  return out;
}

std::set<std::string, std::less<>> reachable(const Layers& layers, std::string_view module) {
  std::set<std::string, std::less<>> out;
  std::vector<std::string> open = {std::string(module)};
  while (!open.empty()) {
    const std::string next = open.back();
    open.pop_back();
    if (!out.insert(next).second) continue;
    if (const auto row = layers.find(next); row != layers.end())
      open.insert(open.end(), row->second.may_include.begin(), row->second.may_include.end());
  }
  return out;
}

std::vector<std::string> table_faults(const Layers& layers) {
  std::vector<std::string> faults;
  for (const auto& [name, row] : layers)
    for (const std::string& target : row.may_include) {
      const auto found = layers.find(target);
      if (found == layers.end()) {
        faults.push_back(name + " names " + target + ", which has no row");
      } else if (found->second.rank >= row.rank) {
        faults.push_back(name + " names " + target + ", which does not stand below it");
      }
    }
  return faults;
}

std::vector<std::string> layer_faults(const Layers& layers, const SourceFile& file) {
  if (!layers.contains(file.module())) return {file.path + ": module " + std::string(file.module()) + " has no row in tools/layers.toml"};
  std::vector<std::string> faults;
  const auto report = [&](std::size_t position, const std::string& fault) {
    faults.push_back(file.path + ":" + std::to_string(line_at(file.text, position)) + ": " + fault);
  };
  const std::string code = without(file.text, {Part::Comment});
  static const std::regex include_line(R"((?:^|\n)[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])");
  for (std::sregex_iterator at(code.begin(), code.end(), include_line), end; at != end; ++at) {
    const std::string fault = include_fault(layers, file, (*at)[2], (*at)[1] == "<");
    if (!fault.empty()) report(static_cast<std::size_t>(at->position(2)), fault);
  }
  if (!file.is_header()) return faults;
  const std::string bare = without(file.text, {Part::Comment, Part::Literal});
  for (const std::string& library : guarded_libraries(layers)) {
    if (library.ends_with(".h") || owner_of(layers, library) == file.module()) continue;
    const std::regex use("\\b" + namespace_of(library) + "::");
    std::smatch found;
    if (std::regex_search(bare, found, use))
      report(static_cast<std::size_t>(found.position()), found.str() + " stands in a header outside the module that owns it");
  }
  return faults;
}

}  // namespace junheng::project
