#include "reading/html_page.hpp"

#include "reading/cleaning/lines.hpp"
#include "reading/encoding.hpp"

namespace kiosque::reading {
namespace {

GumboOptions parser_options() {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;  // pages of the web are full of them, and nobody reads the list
    return options;
}

const GumboOptions& options() {
    static const GumboOptions shared = parser_options();
    return shared;
}

}  // namespace

HtmlPage::HtmlPage(std::string_view markup)
    : output_(gumbo_parse_with_options(&options(), markup.data(), markup.size())) {}

HtmlPage::~HtmlPage() {
    gumbo_destroy_output(&options(), output_);
}

const GumboNode& HtmlPage::root() const {
    return *output_->root;
}

const GumboNode& HtmlPage::body() const {
    for (const GumboNode* child : children(root())) {
        if (is_element(*child, GUMBO_TAG_BODY)) return *child;
    }
    return root();
}

bool is_element(const GumboNode& node) {
    return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}

bool is_element(const GumboNode& node, GumboTag tag) {
    return is_element(node) && node.v.element.tag == tag;
}

std::string_view attribute(const GumboNode& node, const char* name) {
    if (!is_element(node)) return {};
    const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool has_attribute(const GumboNode& node, const char* name) {
    return is_element(node) && gumbo_get_attribute(&node.v.element.attributes, name) != nullptr;
}

std::string_view text_of(const GumboNode& node) {
    const bool is_text = node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
                         node.type == GUMBO_NODE_CDATA;
    return is_text ? std::string_view(node.v.text.text) : std::string_view();
}

std::vector<const GumboNode*> children(const GumboNode& node) {
    std::vector<const GumboNode*> nodes;
    if (!is_element(node)) return nodes;
    const GumboVector& vector = node.v.element.children;
    nodes.reserve(vector.length);
    for (unsigned int i = 0; i < vector.length; ++i) {
        nodes.push_back(static_cast<const GumboNode*>(vector.data[i]));
    }
    return nodes;
}

std::string inner_text(const GumboNode& node) {
    std::string text;
    walk(
        node,
        [&](const GumboNode& below) {
            text += text_of(below);
            if (is_element(below, GUMBO_TAG_BR)) text += ' ';
            return true;
        },
        [](const GumboNode&) {});
    return one_line(plain_text(text));
}

}  // namespace kiosque::reading
