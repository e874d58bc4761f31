#include "server/http_request.hpp"

#include "front/body_length.hpp"
#include "server/url_parameters.hpp"

namespace kiosque::server {

api::Request http_request(const front::RequestHead& head) {
    const auto value = [&](std::string_view name) { return std::string(head.value(name)); };
    api::Request request;
    request.method = head.method;
    request.target = head.target;
    request.path = url_path(head.target);
    request.parameters = url_parameters(head.target);
    request.origin = value("Origin");
    request.if_none_match = value("If-None-Match");
    request.accept_language = value("Accept-Language");
    request.authorization = value("Authorization");  // of two keys nobody knows which was meant
    request.content_type = value("Content-Type");
    request.content_encoding = value("Content-Encoding");
    request.id = value("X-Request-Id");
    // A proxy may add its line to those of others, which are one list then.
    for (const auto line : head.values("X-Forwarded-For")) {
        if (!request.forwarded_for.empty()) request.forwarded_for += ", ";
        request.forwarded_for += line;
    }
    request.has_body = front::has_body(head);
    return request;
}

}  // namespace kiosque::server
