#include "index/article_json.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace kiosque::index {
namespace {

using Json = nlohmann::json;

}  // namespace

std::string write_article_json(const Article& article) {
    Json json = {{"id", article.id}, {"title", article.title}, {"body", article.body}};
    const auto put = [&](const char* key, const auto& value) {
        if (!value.empty()) json[key] = value;
    };
    put("description", article.description);
    put("url", article.url);
    put("source", article.source);
    put("section", article.section);
    put("language", article.language);
    put("authors", article.authors);
    put("tags", article.tags);
    put("more", article.more);
    if (article.date) json["day"] = article.date->time_since_epoch().count();
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Article read_article_json(std::string_view data) {
    try {
        const Json json = Json::parse(data);
        const std::vector<std::string> none;
        Article article;
        article.id = json.at("id");
        article.title = json.at("title");
        article.body = json.at("body");
        article.description = json.value("description", "");
        article.url = json.value("url", "");
        article.source = json.value("source", "");
        article.section = json.value("section", "");
        article.language = json.value("language", "");
        article.authors = json.value("authors", none);
        article.tags = json.value("tags", none);
        article.more = json.value("more", decltype(article.more)());
        if (json.contains("day")) article.date = Day(std::chrono::days(json.at("day").get<int>()));
        return article;
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::index_damaged,
                    std::string("the index holds an article that cannot be read: ") + error.what() +
                        "; build it again with kiosque-index --rebuild");
    }
}

}  // namespace kiosque::index
