#include "server/pages/message_page.hpp"

#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

Document message(const Visit& visit, int status, Text heading, Text text) {
    Document document;
    document.status = status;
    document.title = say(visit.language, heading);
    document.description = say(visit.language, text);
    document.main = element("div", {{"class", "message"}},
                            {element("h1", {}, Html::text(document.title)),
                             element("p", {}, Html::text(document.description))});
    return document;
}

}  // namespace

Document not_found_page(const Visit& visit) {
    Document document = message(visit, 404, Text::not_found_heading, Text::not_found_article);
    document.main += element(
        "p", {{"class", "back"}},
        link(search_address(visit.state),
             Html::text(say(visit.language, visit.state.is_start() ? Text::back_to_search
                                                                   : Text::back_to_results))));
    return document;
}

Document no_index_page(const Visit& visit) {
    return message(visit, 503, Text::no_index_heading, Text::no_index_text);
}

Document failed_page(const Visit& visit, int status) {
    return message(visit, status, Text::failed_heading, Text::failed_text);
}

}  // namespace kiosque::server
