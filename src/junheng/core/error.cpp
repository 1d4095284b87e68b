#include "junheng/core/error.h"

namespace junheng {

std::string Error::message(Lang lang) const {
  std::string out = fill(code_entry(code).message.in(lang), params);
  for (const std::string& step : context) out = step + (lang == Lang::Zh ? "：" : ": ") + out;
  return out;
}

std::string Error::hint(Lang lang) const { return fill(code_entry(code).hint.in(lang), params); }

int Error::exit_code() const { return code_entry(code).exit; }

}  // namespace junheng
