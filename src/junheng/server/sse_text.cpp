#include "junheng/server/sse_text.h"

#include <algorithm>

namespace junheng::server {

std::string sse_text(const Event& event) {
  std::string out = "event: " + event.name + "\n";
  for (std::size_t begin = 0; begin <= event.payload.size();) {
    const std::size_t end = std::min(event.payload.find('\n', begin), event.payload.size());
    out += "data: " + event.payload.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return out + "\n";
}

}  // namespace junheng::server
