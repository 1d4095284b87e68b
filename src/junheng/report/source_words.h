#pragma once

#include <string>
#include <string_view>

#include "junheng/core/lang.h"
#include "junheng/standards/pack.h"

namespace junheng::report {

/// The English name of a document that the packs and monitors cite, by the beginning of its Chinese name (texts "source.known.*"); empty
/// for others.
[[nodiscard]] std::string english_document(std::string_view document);

/// Document and clause of a source. In English a source in Chinese is a quotation that says so, behind the English name where there is one:
/// "Measures for ... (2017), in Chinese: “教督〔2017〕6号 ..., 教育质量 第 1 项”".
[[nodiscard]] std::string source_words(const standards::Source& source, Lang lang);

/// Whether there is a Chinese character in it.
[[nodiscard]] bool has_chinese(std::string_view words);

/// The words as markup; in English what is quoted in Chinese stands in <span lang="zh-CN">.
[[nodiscard]] std::string words_markup(std::string_view words, Lang lang);

}  // namespace junheng::report
