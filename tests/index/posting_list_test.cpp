#include "index/posting_list.hpp"

#include <map>
#include <random>
#include <string>

#include <catch2/catch.hpp>

using namespace kiosque::index;

namespace {

constexpr Xapian::docid kDocuments = 1'000;

/// Articles of which every n-th has the term "n", with impacts drawn at random.
Xapian::WritableDatabase database_of_multiples() {
    std::mt19937 random(7);
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    for (Xapian::docid number = 1; number <= kDocuments; ++number) {
        Xapian::Document document;
        for (const unsigned n : {1U, 2U, 3U, 200U, 1'000U}) {
            if (number % n == 0) document.add_term(std::to_string(n), 1 + random() % 127);
        }
        document.add_posting("word of a facet", 1, 0);
        document.add_term("often", 300);
        database.add_document(document);
    }
    return database;
}

std::map<Xapian::docid, unsigned> impacts_of(const Xapian::Database& database,
                                             const std::string& term) {
    std::map<Xapian::docid, unsigned> impacts;
    const auto end = database.postlist_end(term);
    for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
        impacts[*posting] = posting.get_wdf();
    }
    return impacts;
}

}  // namespace

TEST_CASE("an unpacked list tells what Xapian's does, of rare and of frequent terms", "[index]") {
    const auto database = database_of_multiples();
    for (const std::string term : {"1", "2", "3", "200", "1000", "nowhere"}) {
        CAPTURE(term);
        const PostingList list(database, term);
        const auto expected = impacts_of(database, term);
        CHECK(list.documents() == expected.size());
        PostingList::Reader reader(list);
        DocumentSet set(kDocuments);
        list.add_to(set);
        unsigned highest = 0;
        for (Xapian::docid document = 1; document <= kDocuments; ++document) {
            const auto known = expected.find(document);
            const unsigned impact = known == expected.end() ? 0 : known->second;
            highest = std::max(highest, impact);
            CHECK(set.contains(document) == (impact != 0));
            if (document % 7 == 0) CHECK(reader.impact(document) == impact);
        }
        CHECK(list.highest_impact() == highest);
    }
}

TEST_CASE("a word that weighs nothing is in its documents all the same", "[index]") {
    const auto database = database_of_multiples();
    const PostingList list(database, "word of a facet");
    DocumentSet set(kDocuments);
    list.add_to(set);
    CHECK(set.count() == kDocuments);
    CHECK(list.highest_impact() == 1);
    CHECK(PostingList(database, "often").highest_impact() == 255);
}
