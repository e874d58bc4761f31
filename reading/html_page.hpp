#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

namespace kiosque::reading {

/// A parsed page. Its nodes live as long as it does.
class HtmlPage {
public:
    /// `markup` comes from scan_markup, which guards against what the parser cannot bear; it must
    /// outlive the page.
    explicit HtmlPage(std::string_view markup);
    ~HtmlPage();
    HtmlPage(const HtmlPage&) = delete;
    HtmlPage& operator=(const HtmlPage&) = delete;

    /// The <html> element; the parser supplies one where the page has none.
    const GumboNode& root() const;

    /// The <body> element, or the root when there is none.
    const GumboNode& body() const;

private:
    GumboOutput* output_;
};

bool is_element(const GumboNode& node);
bool is_element(const GumboNode& node, GumboTag tag);

/// The value of an attribute; empty when the element does not have it.
std::string_view attribute(const GumboNode& node, const char* name);
bool has_attribute(const GumboNode& node, const char* name);

/// The characters of a text node (entities resolved), nothing for other nodes.
std::string_view text_of(const GumboNode& node);

std::vector<const GumboNode*> children(const GumboNode& node);

/// Meets `root` and all below it in the order of the document, without recursion. `enter` says
/// whether to go below a node; `leave` follows once its children are done, and also when `enter`
/// said no.
template <typename Enter, typename Leave>
void walk(const GumboNode& root, Enter enter, Leave leave);

/// All text below `node` on one line.
std::string inner_text(const GumboNode& node);

template <typename Enter, typename Leave>
void walk(const GumboNode& root, Enter enter, Leave leave) {
    struct Step {
        const GumboNode* node;
        std::vector<const GumboNode*> below;
        std::size_t next = 0;
    };
    std::vector<Step> path;
    const auto step_into = [&](const GumboNode& node) {
        const bool goes_below = enter(node);
        path.push_back({&node, goes_below ? children(node) : std::vector<const GumboNode*>()});
    };
    step_into(root);
    while (!path.empty()) {
        Step& step = path.back();
        if (step.next < step.below.size()) {
            step_into(*step.below[step.next++]);
        } else {
            leave(*step.node);
            path.pop_back();
        }
    }
}

}  // namespace kiosque::reading
