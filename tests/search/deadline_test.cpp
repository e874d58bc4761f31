#include "search/deadline.hpp"

#include <algorithm>
#include <chrono>

#include <catch2/catch.hpp>

#include "index/document_set.hpp"
#include "support/search_fixture.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::Searching;

namespace {

const Searching& library() {
    static const Searching fixture(
        {test::article("a", "Le vent", "Un parc éolien dans la plaine."),
         test::article("b", "La plaine", "Le vent souffle sur la plaine."),
         test::article("c", "Le gaz", "Un gazoduc traverse la plaine.")});
    return fixture;
}

SearchResult search_until(Deadline deadline, const std::string& query) {
    SearchRequest request;
    request.selection.query = query;
    request.facets.emplace_back().name = "source";
    return library().engine.current()->search(request, deadline);
}

}  // namespace

TEST_CASE("what was not looked at in time is left out, and the answer says so",
          "[search][deadline]") {
    for (const std::string query : {"plaine", "\"la plaine\"", "vent -gaz", "vent PROCHE plaine",
                                    "zéphyr", "titre:vent", ""}) {
        CAPTURE(query);
        const SearchResult late = search_until(Deadline(Deadline::Clock::now()), query);
        const SearchResult whole = search_until({}, query);
        CHECK(late.is_partial);
        CHECK_FALSE(whole.is_partial);
        CHECK(late.total <= whole.total);
        CHECK_FALSE(late.query.relaxed);
        CHECK(late.query.parsed.find("̶") == std::string::npos);
        for (const auto& hit : late.hits) {
            const auto has = [&](const Hit& other) { return other.article.id == hit.article.id; };
            CHECK(std::any_of(whole.hits.begin(), whole.hits.end(), has));
        }
    }
}

TEST_CASE("whatever the time was enough to find, some of it is shown", "[search][deadline]") {
    for (int microseconds = 0; microseconds < 2'000; microseconds += 5) {
        const Deadline deadline(Deadline::Clock::now() + std::chrono::microseconds(microseconds));
        const SearchResult late = search_until(deadline, "plaine vent");
        CAPTURE(microseconds, late.total);
        CHECK(late.hits.empty() == (late.total == 0));
    }
}

TEST_CASE("an answer in time is a whole one", "[search][deadline]") {
    const auto result =
        search_until(Deadline(Deadline::Clock::now() + std::chrono::hours(1)), "plaine");
    CHECK(result.total == 3);
    CHECK_FALSE(result.is_partial);
}

TEST_CASE("a deadline that has passed stays so", "[search][deadline]") {
    Deadline none;
    CHECK_FALSE(none.look());
    CHECK_FALSE(none.was_missed());
    Deadline past(Deadline::Clock::now());
    CHECK_FALSE(past.was_missed());
    CHECK(past.has_passed());
    CHECK(past.has_passed());
    CHECK(past.was_missed());
}

TEST_CASE("a set is cut behind a document", "[search][deadline]") {
    for (const std::size_t last : {0U, 1U, 62U, 63U, 64U, 100U, 199U, 200U, 500U}) {
        CAPTURE(last);
        auto set = kiosque::index::DocumentSet::all(200);
        set.cut_behind(last);
        CHECK(set.count() == std::min<std::size_t>(last, 200));
        CHECK(set.next(1) == (last == 0 ? 201 : 1));
    }
}
