// embed_files OUTPUT.cpp ROOT [--folder NAME FOLDER] FILE...: writes the files' bytes as a table of {path from ROOT, bytes}; every file of
// FOLDER with the path NAME/path from FOLDER.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// The bytes as one string literal: compilers read it many times faster than a list of numbers.
void write_literal(std::ostream& out, const std::string& bytes) {
  constexpr std::size_t kLine = 4096;
  std::string line;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const bool is_plain = byte >= ' ' && byte < 0x7f && byte != '"' && byte != '\\' && byte != '?';
    if (is_plain) {
      line += static_cast<char>(byte);
    } else {
      line += '\\';
      for (const int shift : {6, 3, 0}) line += static_cast<char>('0' + ((byte >> shift) & 7));
    }
    if (line.size() >= kLine || i + 1 == bytes.size()) {
      out << '"' << line << "\"\n";
      line.clear();
    }
  }
  if (bytes.empty()) out << "\"\"";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: embed_files OUTPUT.cpp ROOT [--folder NAME FOLDER] FILE...\n";
    return 2;
  }
  const fs::path root = argv[2];
  std::vector<std::pair<std::string, fs::path>> files;
  int first = 3;
  if (argc >= 6 && argv[3] == std::string_view("--folder")) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(argv[5])) {
      if (entry.is_regular_file()) files.emplace_back((argv[4] / fs::relative(entry.path(), argv[5])).generic_string(), entry.path());
    }
    first = 6;
  }
  for (int i = first; i < argc; ++i) files.emplace_back(fs::relative(argv[i], root).generic_string(), argv[i]);
  std::ranges::sort(files);

  std::ofstream out(argv[1]);
  out << "#include \"junheng/core/embedded.h\"\n#include <array>\n#pragma GCC diagnostic ignored \"-Woverlength-strings\"\nnamespace {\n";
  std::string table;
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::ifstream in(files[i].second, std::ios::binary);
    if (!in) {
      std::cerr << "cannot read " << files[i].second << "\n";
      return 1;
    }
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    out << "constexpr char kFile" << i << "[] =\n";
    write_literal(out, bytes);
    out << ";\n";
    table +=
        "    junheng::EmbeddedFile{\"" + files[i].first + "\", {kFile" + std::to_string(i) + ", " + std::to_string(bytes.size()) + "}},\n";
  }
  out << "constexpr std::array<junheng::EmbeddedFile, " << files.size() << "> kFiles = {\n"
      << table << "};\n}\n"
      << "std::span<const junheng::EmbeddedFile> junheng::embedded_files() { return kFiles; }\n";
  return out.good() ? 0 : 1;
}
