#include "server/pages/value_tree.hpp"

#include <algorithm>
#include <map>

#include "server/pages/formats.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

constexpr std::string_view kStepDown = " > ";
constexpr std::size_t kShownBranches = 6;  ///< of the top; more stand behind "12 de plus"

/// Lists of a tree, by the path that they stand below; "" for the top.
class Tree {
public:
    Tree(const Visit& visit, const ShownFacet& facet, const std::vector<Choice>& choices)
        : visit_(visit), facet_(facet) {
        for (const auto& choice : choices) add(choice);
    }

    Html top() const {
        const auto found = below_.find("");
        if (found == below_.end()) return {};
        const auto& nodes = found->second;
        const std::size_t shown =
            nodes.size() <= kShownBranches + 1 ? nodes.size() : kShownBranches;
        const auto middle = nodes.begin() + static_cast<std::ptrdiff_t>(shown);
        Html html = list({nodes.begin(), middle});
        if (middle == nodes.end()) return html;
        const bool is_open =
            std::any_of(middle, nodes.end(), [&](const auto& node) { return has_chosen(node); });
        return html += fold("more", Text::show_more, {middle, nodes.end()}, is_open);
    }

private:
    static std::string parent_of(const std::string& path) {
        const std::size_t step = path.rfind(kStepDown);
        return step == std::string::npos ? std::string() : path.substr(0, step);
    }

    /// Puts a value below its parent. A parent that the counts have cut off is put there, too: its
    /// count is not known, but a chosen child must have its place.
    void add(const Choice& choice) {
        const std::string parent = parent_of(choice.value);
        auto& siblings = below_[parent];
        const auto is_it = [&](const auto& other) { return other.value == choice.value; };
        const auto known = std::find_if(siblings.begin(), siblings.end(), is_it);
        if (known != siblings.end()) {
            known->count = std::max(known->count, choice.count);
            known->is_chosen = known->is_chosen || choice.is_chosen;
            return;
        }
        siblings.push_back(choice);
        if (!parent.empty()) add({parent, 0, visit_.state.has(facet_.name, parent)});
    }

    bool has_chosen(const Choice& node) const {
        if (node.is_chosen) return true;
        const auto below = below_.find(node.value);
        return below != below_.end() &&
               std::any_of(below->second.begin(), below->second.end(),
                           [&](const auto& child) { return has_chosen(child); });
    }

    Html list(const std::vector<Choice>& nodes) const {
        Html items;
        for (const auto& node : nodes) {
            const std::string parent = parent_of(node.value);
            const std::string label =
                parent.empty() ? node.value : node.value.substr(parent.size() + kStepDown.size());
            Html content = choice_link(visit_, facet_, node, label);
            const auto below = below_.find(node.value);
            if (below != below_.end()) {
                content += fold("branch", Text::show_below, below->second,
                                // One branch alone would be a list of one line.
                                nodes.size() == 1 || has_chosen(node));
            }
            items += element("li", {}, content);
        }
        return element("ul", {}, items);
    }

    Html fold(const char* name, Text text, const std::vector<Choice>& nodes, bool is_open) const {
        Attributes attributes = {{"class", name}};
        if (is_open) attributes.emplace_back("open", "");
        const std::string count = format_count(visit_.language, nodes.size());
        return element(
            "details", attributes,
            {element("summary", {}, Html::text(say(visit_.language, text, {count}))), list(nodes)});
    }

    const Visit& visit_;
    const ShownFacet& facet_;
    std::map<std::string, std::vector<Choice>> below_;
};

}  // namespace

Html choice_link(const Visit& visit, const ShownFacet& facet, const Choice& choice,
                 const std::string& label) {
    const Language language = visit.language;
    const bool is_path = facet.kind == ShownFacet::Kind::hierarchy;
    const SearchState next = is_path ? visit.state.with_toggled_path(facet.name, choice.value)
                                     : visit.state.with_toggled(facet.name, choice.value);
    const std::string text =
        label.empty() ? value_label(language, facet.kind, choice.value) : label;
    Html content = element("span", {{"class", "value"}}, Html::text(text));
    content += Html::text(" ");
    // A chosen value that the counts do not list has none.
    if (choice.count > 0) {
        content +=
            element("span", {{"class", "count"}}, Html::text(format_count(language, choice.count)));
    }
    Attributes more = {{"rel", "nofollow"}};
    if (choice.is_chosen) {
        more.emplace_back("aria-current", "true");
        content += hidden(say(language, Text::is_chosen));
    }
    return link(search_address(next), content, more);
}

bool is_tree(const ShownFacet& facet, const std::vector<Choice>& choices) {
    return facet.kind == ShownFacet::Kind::hierarchy &&
           std::any_of(choices.begin(), choices.end(), [](const auto& choice) {
               return choice.value.find(kStepDown) != std::string::npos;
           });
}

Html value_tree(const Visit& visit, const ShownFacet& facet, const std::vector<Choice>& choices) {
    return Tree(visit, facet, choices).top();
}

}  // namespace kiosque::server
