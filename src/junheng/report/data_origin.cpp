#include "junheng/report/data_origin.h"

#include "junheng/core/catalogue.h"

namespace junheng::report {

std::string origin_text(const DataOrigin& origin, Lang lang) {
  std::string out =
      text("text.source", lang, {{"source", origin.source.empty() ? std::string(text("text.no_source", lang)) : origin.source}});
  if (origin.is_synthetic) out += "\n" + std::string(text("text.synthetic", lang));
  return out;
}

}  // namespace junheng::report
