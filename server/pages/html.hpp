#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosque::server {

/// Markup that may stand in a page as it is. Text becomes Html by being escaped, so what comes from
/// outside cannot be put into a page by mistake.
class Html {
public:
    Html() = default;
    Html(std::initializer_list<Html> parts);

    /// Escapes; what HTML has no place for (malformed UTF-8, control characters) becomes U+FFFD.
    static Html text(std::string_view text);

    /// Takes `markup` as it is: our own constants, and the API's fields whose name ends in `_html`.
    static Html trusted(std::string_view markup);

    Html& operator+=(const Html& more);

    const std::string& markup() const { return markup_; }
    bool empty() const { return markup_.empty(); }

private:
    std::string markup_;
};

/// Names beside values; a value is escaped when it is written.
using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// <name attributes>content</name>
Html element(std::string_view name, const Attributes& attributes, const Html& content);

/// <name attributes>: an element that has no content, as `input` and `meta`.
Html void_element(std::string_view name, const Attributes& attributes);

}  // namespace kiosque::server
