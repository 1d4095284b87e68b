#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::project {

struct SourceFile {
  /// From the top of the tree, e.g. "src/junheng/core/text.cpp".
  std::string path;
  std::string text;

  [[nodiscard]] bool is_header() const { return path.ends_with(".h"); }
  /// Folder below src/junheng; empty for a file that is in no module.
  [[nodiscard]] std::string_view module() const;
};

/// Every file under these folders of the tree whose name ends in one of `endings` (all where none is given), by path.
/// A folder that is not there has no files.
[[nodiscard]] std::vector<SourceFile> source_files(std::initializer_list<std::string_view> folders,
                                                   std::initializer_list<std::string_view> endings = {});

enum class Part { Code, Comment, Literal };

/// C++ text in which comments or string and character literals, or both, are blanked; lines and columns stay.
[[nodiscard]] std::string without(std::string_view code, std::initializer_list<Part> parts);

/// The contents of the string literals of C++ text, as written (escapes are not resolved).
[[nodiscard]] std::vector<std::string> string_literals(std::string_view code);

/// 1-based line of a position.
[[nodiscard]] std::size_t line_at(std::string_view text, std::size_t position);

}  // namespace junheng::project
