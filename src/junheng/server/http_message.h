#pragma once

#include <utility>

#include <memory>
#include <string>

#include <boost/beast/http.hpp>

#include "junheng/server/options.h"
#include "junheng/server/reply.h"
#include "junheng/server/request.h"

namespace junheng::server {

/// Method, path, query, headers and language from the headers of a request.
/// Errors: BadTarget; MalformedRequest (no or several Host); MethodNotAllowed (a method that no route has).
[[nodiscard]] Result<void> fill_request(const boost::beast::http::request_header<>& head, Request& request);

/// Whether an error of reading is a fault in what was sent, so that the sender can be told.
[[nodiscard]] bool is_fault_of_sender(boost::beast::error_code error);
/// HeadersTooLarge or MalformedRequest.
[[nodiscard]] Error head_error(boost::beast::error_code error, const ServerOptions& options);
/// Why a body could not be written to the folder of uploads: StoreFull or CannotWriteFile.
[[nodiscard]] Error upload_error(boost::beast::error_code error, const ServerOptions& options);

/// The body stays where it is: the reply must outlive the message.
[[nodiscard]] std::shared_ptr<boost::beast::http::response<boost::beast::http::span_body<const char>>> span_message(const Reply& reply);
/// Errors: CannotReadFile.
[[nodiscard]] Result<std::shared_ptr<boost::beast::http::response<boost::beast::http::file_body>>> file_message(const Reply& reply,
                                                                                                                const std::string& path);
/// Date and Connection.
void set_general_headers(boost::beast::http::response_header<>& head, const Surroundings& surroundings, bool must_close);

/// The bytes before the first event.
[[nodiscard]] std::string stream_head(const Reply& reply, const Surroundings& surroundings, bool is_http_10);
/// Events as a chunk (HTTP/1.0: as they are), with the end of the stream behind it if it is the last.
[[nodiscard]] std::string stream_piece(std::string_view text, bool is_http_10, bool is_last);

/// Asks a stream for its events. What it throws goes to the log and ends the stream.
[[nodiscard]] EventBatch next_events(const EventStream& stream, const Surroundings& surroundings);

/// Removes the file of a reply that was to be removed once it is sent.
void remove_sent_file(const Reply& reply);

}  // namespace junheng::server
