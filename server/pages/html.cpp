#include "server/pages/html.hpp"

#include "base/utf8.hpp"

namespace kiosque::server {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

bool is_control(char32_t c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

/// The one place where text becomes markup; good for content and for values in double quotes.
std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (std::size_t at = 0; at < text.size();) {
        const auto [code_point, bytes] = decode_utf8(text, at);
        switch (code_point) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                // A malformed byte decodes to U+FFFD, but would be copied as it is.
                out += is_control(code_point) || code_point == 0xFFFD ? kReplacement
                                                                      : text.substr(at, bytes);
        }
        at += bytes;
    }
    return out;
}

std::string open_tag(std::string_view name, const Attributes& attributes) {
    std::string tag = "<" + std::string(name);
    for (const auto& [attribute, value] : attributes) {
        tag.append(" ").append(attribute).append("=\"").append(escape(value)).append("\"");
    }
    return tag + ">";
}

}  // namespace

Html::Html(std::initializer_list<Html> parts) {
    for (const auto& part : parts) markup_ += part.markup_;
}

Html Html::text(std::string_view text) {
    return trusted(escape(text));
}

Html Html::trusted(std::string_view markup) {
    Html html;
    html.markup_ = markup;
    return html;
}

Html& Html::operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
}

Html element(std::string_view name, const Attributes& attributes, const Html& content) {
    return Html::trusted(open_tag(name, attributes) + content.markup() + "</" + std::string(name) +
                         ">");
}

Html void_element(std::string_view name, const Attributes& attributes) {
    return Html::trusted(open_tag(name, attributes));
}

}  // namespace kiosque::server
