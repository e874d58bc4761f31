#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "search/result.hpp"

/// From results to the JSON of the contract; the order of the keys is part of what people read.
namespace kiosque::api {

using Json = nlohmann::ordered_json;

Json search_answer(const search::SearchResult& result, const std::vector<std::string>& fields);
Json facets_answer(const search::FacetsResult& result);
Json snippet_answer(const search::SnippetResult& result);
Json values_answer(const search::ValuesResult& result);
Json article_answer(const search::ArticleResult& result);
Json analyze_answer(const std::string& text, const std::vector<search::AnalyzedToken>& tokens);
Json stats_answer(const search::IndexStats& stats);

}  // namespace kiosque::api
