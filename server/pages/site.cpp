#include "server/pages/site.hpp"

#include <optional>
#include <utility>

#include "api/problem.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "server/pages/address.hpp"
#include "server/pages/article_page.hpp"
#include "server/pages/assets.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/message_page.hpp"
#include "server/pages/search_page.hpp"

namespace kiosque::server {
namespace {

constexpr std::string_view kArticlePrefix = "/article/";
constexpr std::string_view kAllowed = "GET, HEAD, OPTIONS";
constexpr std::string_view kAllowedSomewhere = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

bool is_page(const std::string& path) {
    return path == "/" || path.starts_with(kArticlePrefix);
}

/// What a reader may do with a page. Other pages of the same origin may frame it: a site that has
/// the search under its own address can put it beside its articles.
void add_page_headers(api::Response& response) {
    response.headers.insert(
        response.headers.end(),
        {{"Vary", "Accept-Language"},
         {"Content-Security-Policy",
          "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
          "base-uri 'none'; frame-ancestors 'self'"},
         // What somebody searches for is no business of the sites that the articles come from.
         {"Referrer-Policy", "same-origin"}});
}

api::Response not_allowed(const std::string& method) {
    api::Response response =
        api::problem(Error(ErrorCode::method_not_allowed, "'" + method +
                                                              "' does not apply to this address, "
                                                              "which takes " +
                                                              std::string(kAllowed)));
    response.headers.emplace_back("Allow", kAllowed);
    return response;
}

/// The entity that a page is: the answer's, in a language, drawn in a way.
std::string page_tag(const api::Service& service, const Visit& visit) {
    std::string tag = service.entity_tag();
    if (tag.empty()) return tag;
    tag.pop_back();  // the closing quote
    return tag + "-" + std::string(code_of(visit.language)) + "-" +
           fingerprint(assets_version() + visit.site_name) + "\"";
}

/// The parameter that the contract has refused, taken out of the state.
WrongParameter take_out(SearchState& state, const std::string& name) {
    WrongParameter wrong{name, "", false};
    const auto take = [&](std::string& value) { wrong.value = std::exchange(value, ""); };
    if (name == "date") take(state.date);
    if (name == "sort") take(state.sort);
    if (name == "match") take(state.match);
    if (name == "q") take(state.query);
    const auto take_filter = [&](SearchState::Filters& filters, const std::string& prefix) {
        std::erase_if(filters, [&](const auto& filter) {
            if (prefix + filter.first != name) return false;
            wrong.value = filter.second;
            return true;
        });
    };
    take_filter(state.only, "f.");
    take_filter(state.without, "not.");
    if (name == "find." + state.find_facet) {
        take(state.find_text);
        state = state.without_find();
    }
    return wrong;
}

Document make_document(const api::Service& service, const api::Request& request, Visit& visit,
                       const std::optional<WrongParameter>& wrong) {
    try {
        if (wrong) return wrong_parameter_page(visit, *wrong);
        if (request.path == "/") return search_page(service, visit);
        return article_page(service, visit, request.path.substr(kArticlePrefix.size()));
    } catch (const Error& error) {
        const int status = api::problem_row(error.code()).status;
        if (error.code() == ErrorCode::invalid_parameter && error.parameter() != "id") {
            return wrong_parameter_page(visit, take_out(visit.state, error.parameter()));
        }
        if (error.code() == ErrorCode::not_found || error.code() == ErrorCode::invalid_parameter) {
            return not_found_page(visit);
        }
        if (error.code() == ErrorCode::index_missing) return no_index_page(visit);
        log_error("the page " + request.path + " failed: " + error.what());
        return failed_page(visit, status);
    } catch (const std::exception& error) {
        log_error("the page " + request.path + " failed: " + error.what());
        return failed_page(visit, 500);
    }
}

api::Response page_response(const api::Service& service, const api::Request& request,
                            const std::string& site_name) {
    const ReadState read = read_state(request.parameters);
    const auto chosen = language_of(read.state.language);
    const std::string path =
        request.path == "/" ? "/" : article_path(request.path.substr(kArticlePrefix.size()));
    Visit visit{site_name, chosen.value_or(preferred_language(request.accept_language)), path,
                read.state};
    // Before the page is made: a generation that is published meanwhile then only costs a reload.
    const std::string tag = page_tag(service, visit);
    api::Response response;
    response.content_type = "text/html; charset=utf-8";
    const Document document = make_document(service, request, visit, read.wrong);
    response.status = document.status;
    const bool is_lasting = document.status == 200 && !document.is_partial;
    if (is_lasting) {
        response.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}};
    } else {
        response.headers = {{"Cache-Control", "no-store"}};
        if (document.status == 503) response.headers.emplace_back("Retry-After", "10");
    }
    add_page_headers(response);
    if (is_lasting && api::is_same_entity(request.if_none_match, tag)) {
        response.status = 304;
        return response;
    }
    response.body = render(visit, document);
    response.total = document.total;
    return response;
}

}  // namespace

Site::Site(const api::Service& service, std::string name)
    : service_(service), name_(std::move(name)) {}

api::Response Site::handle(const api::Request& request) const {
    if (request.method == "OPTIONS" && request.target == "*") {
        return {204, "", "", {{"Allow", std::string(kAllowedSomewhere)}}};
    }
    if (!is_page(request.path) && !is_asset(request.path)) return service_.handle(request);
    if (request.method == "OPTIONS") return {204, "", "", {{"Allow", std::string(kAllowed)}}};
    if (!api::is_reading(request.method)) return not_allowed(request.method);
    if (is_asset(request.path)) return asset_response(request);
    return page_response(service_, request, name_);
}

}  // namespace kiosque::server
