#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "search/engine.hpp"
#include "support/test_index.hpp"

namespace kiosque::test {

/// A small index that is searched as a server would.
struct Searching {
    TestIndex index;
    search::Engine engine;

    explicit Searching(std::vector<Article> articles)
        : index(std::move(articles)), engine(index.path()) {
        engine.refresh();
    }

    search::SearchResult run(const search::SearchRequest& request) const {
        return engine.current()->search(request);
    }

    search::SearchResult run(const std::string& query,
                             search::MatchLevel match = search::MatchLevel::famille) const {
        search::SearchRequest request;
        request.selection.query = query;
        request.selection.match = match;
        request.limit = search::SearchRequest::kMaxLimit;
        return run(request);
    }

    /// Every hit of a request, page by page.
    std::vector<search::Hit> all_hits(search::SearchRequest request) const {
        std::vector<search::Hit> hits;
        request.limit = search::SearchRequest::kMaxLimit;
        request.offset = 0;
        while (true) {
            auto page = run(request);
            std::move(page.hits.begin(), page.hits.end(), std::back_inserter(hits));
            if (!page.next_offset) return hits;
            request.offset = *page.next_offset;
        }
    }

    /// The ids of at most 100 articles, best first: "a b c".
    std::string ranked(const std::string& query,
                       search::MatchLevel match = search::MatchLevel::famille) const {
        return joined(ids_of(run(query, match)));
    }

    /// The same in alphabetical order.
    std::string found(const std::string& query,
                      search::MatchLevel match = search::MatchLevel::famille) const {
        auto ids = ids_of(run(query, match));
        std::sort(ids.begin(), ids.end());
        return joined(ids);
    }

private:
    static std::vector<std::string> ids_of(const search::SearchResult& result) {
        std::vector<std::string> ids;
        for (const auto& hit : result.hits) ids.push_back(hit.article.id);
        return ids;
    }

    static std::string joined(const std::vector<std::string>& ids) {
        std::string text;
        for (const auto& id : ids) text += (text.empty() ? "" : " ") + id;
        return text;
    }
};

/// One of `from`, by chance.
template <typename List>
const auto& draw(const List& from, std::mt19937& random) {
    return from[random() % from.size()];
}

}  // namespace kiosque::test
