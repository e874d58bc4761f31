#include "index/stored_article.hpp"

#include <random>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/test_index.hpp"

using namespace kiosque;

namespace {

void check_same(const Article& a, const Article& b) {
    CHECK(a.id == b.id);
    CHECK(a.title == b.title);
    CHECK(a.body == b.body);
    CHECK(a.description == b.description);
    CHECK(a.url == b.url);
    CHECK(a.source == b.source);
    CHECK(a.section == b.section);
    CHECK(a.language == b.language);
    CHECK(a.authors == b.authors);
    CHECK(a.tags == b.tags);
    CHECK(a.more == b.more);
    CHECK(a.date == b.date);
}

}  // namespace

TEST_CASE("a stored article is read as it was", "[index]") {
    Article article = test::full_article();
    article.authors.emplace_back();
    article.more["vide"] = {};
    check_same(index::read_stored_article(index::write_stored_article(article)), article);
    check_same(index::read_stored_article(index::write_stored_article(Article())), Article());
}

TEST_CASE("days before and behind 1970 are stored", "[index]") {
    const int days = GENERATE(-719'162, -1, 0, 1, 2'932'896);  // the years 1 to 9999
    Article article;
    article.date = Day(std::chrono::days(days));
    CHECK(index::read_stored_article(index::write_stored_article(article)).date == article.date);
}

TEST_CASE("altered bytes of a stored article are refused, or are another article", "[index]") {
    const std::string written = index::write_stored_article(test::full_article());
    for (std::size_t size = 0; size < written.size(); ++size) {
        CHECK_THROWS_AS(index::read_stored_article(written.substr(0, size)), Error);
    }
    CHECK_THROWS_AS(index::read_stored_article(written + '\0'), Error);
    std::mt19937 random(1);
    for (int i = 0; i < 2'000; ++i) {
        std::string altered = written;
        altered[random() % altered.size()] = static_cast<char>(random());
        try {
            index::read_stored_article(altered);
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::index_damaged);
        }
    }
}
