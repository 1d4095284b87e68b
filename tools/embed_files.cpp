// embed_files OUTPUT.cpp ROOT FILE...: writes the files' bytes as a table of {path from ROOT, bytes}.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace fs = std::filesystem;

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: embed_files OUTPUT.cpp ROOT FILE...\n";
    return 2;
  }
  std::ofstream out(argv[1]);
  const fs::path root = argv[2];
  out << "#include \"junheng/core/embedded.h\"\n#include <array>\nnamespace {\n";
  std::string table;
  for (int i = 3; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    if (!in) {
      std::cerr << "cannot read " << argv[i] << "\n";
      return 1;
    }
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    out << "constexpr char kFile" << i << "[] = {";
    for (const char byte : bytes) out << static_cast<int>(byte) << ',';
    out << "0};\n";
    table += "    junheng::EmbeddedFile{\"" + fs::relative(argv[i], root).generic_string() + "\", {kFile" + std::to_string(i) + ", " +
             std::to_string(bytes.size()) + "}},\n";
  }
  out << "constexpr std::array<junheng::EmbeddedFile, " << argc - 3 << "> kFiles = {\n"
      << table << "};\n}\n"
      << "std::span<const junheng::EmbeddedFile> junheng::embedded_files() { return kFiles; }\n";
  return out.good() ? 0 : 1;
}
