#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "search/engine.hpp"
#include "server/pages/site.hpp"
#include "support/test_index.hpp"

namespace kiosque::test {

/// A site over a real index, asked without a socket.
struct TestSite {
    explicit TestSite(std::vector<Article> articles,
                      std::optional<indexer::IndexerConfig> config = {})
        : index(std::move(articles), std::move(config)) {
        engine.refresh();
    }

    api::Response get(const std::string& path, const api::Parameters& parameters = {}) const {
        api::Request request;
        request.path = path;
        request.parameters = parameters;
        return site.handle(request);
    }

    test::TestIndex index;
    search::Engine engine{index.path()};
    api::Service service{engine, {}};
    server::Site site{service, "Kiosque"};
};

inline Article dated(const std::string& id, const std::string& title, int year,
                     const std::string& section, std::vector<std::string> tags) {
    Article made = test::article(id, title, "Le vent souffle sur la steppe. " + title + ".");
    made.date = Day(std::chrono::year(year) / 7 / 1);
    made.section = section;
    made.source = "Le Quotidien";
    made.tags = std::move(tags);
    return made;
}

inline std::vector<Article> few_articles() {
    std::vector<Article> articles = {
        dated("énergie/parc éolien.md", "Un parc éolien", 2024, "Énergie", {"vent", "R&D"}),
        dated("rail/100%?#1.md", "Le chemin de fer", 2013, "Transports", {"vent"}),
        dated("ponts.md", "Les ponts du fleuve", 2013, "Transports", {}),
        test::article("hostile.md", "<script>alert('x')</script> & \"fils\"",
                      "Le corps a des <b>balises</b>.\n\nUn autre paragraphe."),
    };
    articles[1].url = "https://www.example.org/rail?a=1&b=2";
    articles[2].url = "javascript:alert(1)";
    articles[2].authors = {"Anne Roux"};
    return articles;
}

inline const TestSite& few() {
    static const TestSite site(few_articles());
    return site;
}

inline auto has(const std::string& text) {
    return Catch::Contains(text);
}

}  // namespace kiosque::test
