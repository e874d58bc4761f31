#include "server/pages/layout.hpp"

#include "server/pages/address.hpp"
#include "server/pages/assets.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

Html head(const Visit& visit, const Document& document) {
    const std::string title = document.title.empty()
                                  ? visit.site_name + " – " + say(visit.language, Text::tagline)
                                  : document.title + " – " + visit.site_name;
    Html head = {
        void_element("meta", {{"charset", "utf-8"}}),
        void_element("meta",
                     {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
        element("title", {}, Html::text(title)),
        void_element("meta", {{"name", "description"}, {"content", document.description}}),
        void_element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}),
        void_element("link", {{"rel", "stylesheet"}, {"href", asset_address("kiosque.css")}}),
        void_element(
            "link",
            {{"rel", "icon"}, {"type", "image/svg+xml"}, {"href", asset_address("favicon.svg")}}),
    };
    if (!document.canonical.empty()) {
        head += void_element("link", {{"rel", "canonical"}, {"href", document.canonical}});
    }
    if (!document.is_for_robots) {
        head += void_element("meta", {{"name", "robots"}, {"content", "noindex, follow"}});
    }
    return element("head", {}, head);
}

/// The search box. What was chosen stays chosen when other words are searched; a search among the
/// values of a facet ends.
Html search_form(const Visit& visit, const Document& document) {
    Attributes box = {{"type", "search"},           {"id", "q"},           {"name", "q"},
                      {"value", visit.state.query}, {"maxlength", "1000"}, {"autocomplete", "off"},
                      {"spellcheck", "true"},       {"lang", "fr"}};
    if (!document.above_search.empty()) box.emplace_back("autofocus", "");
    Html fields = {
        element("label", {{"for", "q"}, {"class", "visually-hidden"}},
                Html::text(say(visit.language, Text::search_label))),
        void_element("input", box),
        element("button", {{"type", "submit"}},
                Html::text(say(visit.language, Text::search_button))),
    };
    for (const auto& [name, value] : visit.state.with_page(1).without_find().page_parameters()) {
        if (name == "q") continue;
        fields += void_element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
    }
    return element("form",
                   {{"class", "search"}, {"role", "search"}, {"action", "/"}, {"method", "get"}},
                   fields);
}

Html language_link(const Visit& visit) {
    const Language other =
        visit.language == Language::french ? Language::english : Language::french;
    const std::string code(code_of(other));
    return link(address(visit.path, visit.state.with_language(code).page_parameters()),
                Html::text(say(visit.language, Text::other_language)),
                {{"class", "language"}, {"lang", code}, {"hreflang", code}, {"rel", "alternate"}});
}

Html masthead(const Visit& visit, const Document& document) {
    SearchState start;
    start.language = visit.state.language;
    const Html name = link(search_address(start), Html::text(visit.site_name), {{"rel", "home"}});
    return element(
        "header", {{"class", "masthead"}},
        element("div", {{"class", "sheet"}},
                {element("div", {{"class", "nameplate"}},
                         {element("p", {{"class", "name"}}, name), language_link(visit)}),
                 document.above_search.empty() ? search_form(visit, document) : Html()}));
}

Html footer(const Visit& visit, const Document& document) {
    Html notes = element("span", {}, Html::text(say(visit.language, Text::footer_note)));
    if (!document.api_address.empty()) {
        notes += link(document.api_address, Html::text(say(visit.language, Text::footer_api)));
    }
    return element("footer", {{"class", "colophon"}}, element("p", {{"class", "sheet"}}, notes));
}

}  // namespace

std::string render(const Visit& visit, const Document& document) {
    const bool is_start = !document.above_search.empty();
    Html main = document.above_search;
    if (is_start) main += search_form(visit, document);
    main += document.main;
    const Html body = {
        link("#content", Html::text(say(visit.language, Text::skip_to_content)),
             {{"class", "skip"}}),
        masthead(visit, document),
        element("main", {{"id", "content"}, {"class", "sheet"}, {"tabindex", "-1"}}, main),
        footer(visit, document),
    };
    return "<!DOCTYPE html>\n" +
           element("html", {{"lang", std::string(code_of(visit.language))}},
                   {head(visit, document),
                    element("body", {{"class", is_start ? "start" : "inner"}}, body)})
               .markup() +
           "\n";
}

Html link(const std::string& href, const Html& content, Attributes more) {
    more.insert(more.begin(), {"href", href});
    return element("a", more, content);
}

Html hidden(const std::string& text) {
    return element("span", {{"class", "visually-hidden"}}, Html::text(text));
}

std::string search_address(const SearchState& state) {
    return address("/", state.page_parameters());
}

}  // namespace kiosque::server
