#include "junheng/ingest/column_sum.h"

namespace junheng::ingest {

std::vector<NamedColumns> read_choices(formats::TomlReader& reader) {
  std::vector<NamedColumns> out;
  for (const std::string& choice : reader.texts_or_empty("larger_of")) {
    NamedColumns sum;
    for (const std::string& part : split(choice, '+')) sum.push_back(names_in(part));
    out.push_back(std::move(sum));
  }
  return out;
}

std::string choices_text(const std::vector<NamedColumns>& choices) {
  std::string out;
  for (const NamedColumns& choice : choices) {
    if (!out.empty()) out += " / ";
    for (std::size_t i = 0; i < choice.size(); ++i) {
      const std::string name = choice[i].empty() ? std::string() : choice[i].front();
      out += (i > 0 ? " + " : "") + name.substr(name.rfind('/') + 1);
    }
  }
  return out;
}

}  // namespace junheng::ingest
