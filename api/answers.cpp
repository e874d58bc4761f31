#include "api/answers.hpp"

#include <functional>
#include <map>

#include <nlohmann/json.hpp>

#include "search/facet_names.hpp"

namespace kiosque::api {
namespace {

/// An object with room for so many members: one that outgrows its room, as one in braces does,
/// copies all that it holds.
Json object_of(std::size_t members) {
    Json object = Json::object();
    object.get_ref<Json::object_t&>().reserve(members);
    return object;
}

Json array_of(std::size_t elements) {
    Json array = Json::array();
    array.get_ref<Json::array_t&>().reserve(elements);
    return array;
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json date_or_null(const std::optional<Day>& day) {
    return day ? Json(format_iso_day(*day)) : Json();
}

Json author(const Article& article) {
    std::string names;
    for (const auto& name : article.authors) names += (names.empty() ? "" : ", ") + name;
    return text_or_null(names);
}

Json echo(const search::QueryEcho& echo) {
    return {{"text", echo.text},
            {"parsed", echo.parsed},
            {"corrected", nullptr},
            {"relaxed", echo.relaxed}};
}

Json value_list(const std::vector<search::FacetValue>& values) {
    Json list = array_of(values.size());
    for (const auto& value : values) {
        Json row = object_of(value.by.empty() ? 3 : 4);
        row.emplace("value", value.value);
        row.emplace("count", value.count);
        row.emplace("selected", value.selected);
        if (!value.by.empty()) row.emplace("by", value_list(value.by));
        list.push_back(std::move(row));
    }
    return list;
}

Json facets_object(const std::vector<search::FacetResult>& facets) {
    Json object = object_of(facets.size());
    for (const auto& facet : facets) object[facet.name] = value_list(facet.values);
    return object;
}

/// The ends of the facets that have some; numbers as JSON has them.
Json extents_object(const std::vector<search::FacetResult>& facets) {
    const auto end = [](const std::string& value) {
        const auto number = search::read_number(value);
        return number ? Json(*number) : text_or_null(value);
    };
    Json object = Json::object();
    for (const auto& facet : facets) {
        if (!facet.extent) continue;
        object[facet.name] = {{"min", end(facet.extent->lowest)},
                              {"max", end(facet.extent->highest)},
                              {"articles", facet.extent->articles}};
    }
    return object;
}

Json range(const search::TextRange& range) {
    return {{"begin", range.begin},
            {"end", range.end},
            {"begin_character", range.begin_character},
            {"end_character", range.end_character}};
}

Json ranges(const std::vector<search::TextRange>& list) {
    Json ranges = Json::array();
    for (const auto& each : list) ranges.push_back(range(each));
    return ranges;
}

Json explanation(const std::vector<search::ScorePart>& parts) {
    Json list = Json::array();
    for (const auto& part : parts) {
        list.push_back({{"typed", text_or_null(part.typed)},
                        {"synonym", part.is_synonym},
                        {"level", part.level},
                        {"matched", part.matched},
                        {"fields", part.fields},
                        {"impact", part.impact},
                        {"weight", part.weight},
                        {"score", part.score}});
    }
    return list;
}

Json facets_of(const search::FacetsOfArticle& facets) {
    Json object = object_of(facets.size());
    for (const auto& [name, values] : facets) {
        if (!values.empty()) object[name] = values;
    }
    return object;
}

/// Says of an answer that time was up; of a whole one nothing.
Json with_partial(bool is_partial, Json answer) {
    if (is_partial) answer["partial"] = true;
    return answer;
}

/// What each field of a hit is made from; the names are those of `hit_fields`.
const std::map<std::string, std::function<Json(const search::Hit&)>>& field_makers() {
    using search::Hit;
    static const std::map<std::string, std::function<Json(const Hit&)>> makers = {
        {"id", [](const Hit& hit) { return Json(hit.article.id); }},
        {"title", [](const Hit& hit) { return Json(hit.article.title); }},
        {"url", [](const Hit& hit) { return text_or_null(hit.article.url); }},
        {"date", [](const Hit& hit) { return date_or_null(hit.article.date); }},
        {"source", [](const Hit& hit) { return text_or_null(hit.article.source); }},
        {"author", [](const Hit& hit) { return author(hit.article); }},
        {"score", [](const Hit& hit) { return Json(hit.score); }},
        {"title_html", [](const Hit& hit) { return Json(hit.title_html); }},
        {"snippet_html", [](const Hit& hit) { return Json(hit.snippet_html); }},
        {"facets", [](const Hit& hit) { return facets_of(hit.facets); }},
    };
    return makers;
}

}  // namespace

Json search_answer(const search::SearchResult& result, const std::vector<std::string>& fields) {
    Json hits = array_of(result.hits.size());
    for (const auto& hit : result.hits) {
        Json shown = object_of(fields.size() + 1);
        for (const auto& field : fields) shown[field] = field_makers().at(field)(hit);
        if (hit.explanation) shown["explanation"] = explanation(*hit.explanation);
        hits.push_back(std::move(shown));
    }
    Json answer = object_of(7);
    answer["query"] = echo(result.query);
    answer["total"] = result.total;
    answer["hits"] = std::move(hits);
    answer["facets"] = facets_object(result.facets);
    answer["facet_ranges"] = extents_object(result.facets);
    answer["next_offset"] = result.next_offset ? Json(*result.next_offset) : Json();
    return with_partial(result.is_partial, std::move(answer));
}

Json facets_answer(const search::FacetsResult& result) {
    Json answer = object_of(5);
    answer["query"] = echo(result.query);
    answer["total"] = result.total;
    answer["facets"] = facets_object(result.facets);
    answer["facet_ranges"] = extents_object(result.facets);
    return with_partial(result.is_partial, std::move(answer));
}

Json values_answer(const search::ValuesResult& result) {
    return with_partial(result.is_partial,
                        {{"query", echo(result.query)},
                         {"total", result.total},
                         {"facet", result.facet},
                         {"values", value_list(result.values)},
                         {"values_total", result.values_total},
                         {"next_offset", result.next_offset ? Json(*result.next_offset) : Json()}});
}

Json snippet_answer(const search::SnippetResult& result) {
    Json fragments = Json::array();
    for (const auto& fragment : result.fragments) {
        Json shown = {{"html", fragment.html}};
        shown.update(range(fragment.piece));
        shown["highlights"] = ranges(fragment.highlights);
        fragments.push_back(std::move(shown));
    }
    return {{"id", result.id},
            {"query", echo(result.query)},
            {"title_html", result.title_html},
            {"title_highlights", ranges(result.title_highlights)},
            {"snippet_html", result.snippet_html},
            {"fragments", std::move(fragments)}};
}

Json article_answer(const search::ArticleResult& result) {
    const Article& article = result.article;
    return {{"id", article.id},
            {"title", article.title},
            {"url", text_or_null(article.url)},
            {"date", date_or_null(article.date)},
            {"source", text_or_null(article.source)},
            {"author", author(article)},
            {"authors", article.authors},
            {"section", text_or_null(article.section)},
            {"tags", article.tags},
            {"description", text_or_null(article.description)},
            {"language", text_or_null(article.language)},
            {"facets", facets_of(result.facets)},
            {"body", article.body}};
}

Json analyze_answer(const std::string& text, const std::vector<search::AnalyzedToken>& tokens) {
    Json list = Json::array();
    for (const auto& token : tokens) {
        list.push_back({{"text", token.text},
                        {"begin", token.begin},
                        {"end", token.end},
                        {"position", token.position},
                        {"exact", token.exact},
                        {"lemmas", token.lemmas},
                        {"family", token.family},
                        {"stop_word", token.is_stop_word}});
    }
    return {{"text", text}, {"tokens", std::move(list)}};
}

Json stats_answer(const search::IndexStats& stats) {
    Json facets = Json::array();
    for (const auto& facet : stats.facets) {
        facets.push_back({{"name", facet.facet.name},
                          {"type", search::name_of(facet.facet.kind)},
                          {"origin", search::name_of(facet.facet.origin)},
                          {"label", text_or_null(facet.facet.label)},
                          {"values", facet.values}});
    }
    facets.push_back({{"name", "date"},
                      {"type", "date"},
                      {"origin", "declared"},
                      {"label", nullptr},
                      {"articles", stats.dated_articles},
                      {"first", date_or_null(stats.first_day)},
                      {"last", date_or_null(stats.last_day)}});
    return {{"articles", stats.articles},
            {"segments", stats.segments},
            {"bytes", stats.bytes},
            {"created", stats.created},
            {"schema_version", stats.schema_version},
            {"analyzer_version", stats.analyzer_version},
            {"facets", std::move(facets)}};
}

}  // namespace kiosque::api
