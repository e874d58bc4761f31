#include "index/document_set.hpp"

#include <set>

#include <catch2/catch.hpp>

using kiosque::index::DocumentSet;

TEST_CASE("the set of all holds documents 1 to n and no other", "[index][document_set]") {
    const std::size_t documents = GENERATE(0U, 1U, 62U, 63U, 64U, 65U, 1000U);
    CAPTURE(documents);
    const DocumentSet all = DocumentSet::all(documents);
    CHECK(all.count() == documents);
    CHECK_FALSE(all.contains(0));
    std::size_t expected = 0;
    all.for_each([&](std::size_t document) { CHECK(document == ++expected); });
    CHECK(expected == documents);
}

TEST_CASE("sets answer as sets of numbers do", "[index][document_set]") {
    DocumentSet a(200);
    DocumentSet b(200);
    for (const std::size_t d : {1U, 63U, 64U, 128U, 200U}) a.insert(d);
    for (const std::size_t d : {2U, 64U, 200U}) b.insert(d);
    DocumentSet both = a;
    CHECK((both &= b).count() == 2);
    DocumentSet any = a;
    CHECK((any |= b).count() == 6);
    DocumentSet only = a;
    CHECK(only.subtract(b).count() == 3);
    CHECK(DocumentSet(200).empty());
    CHECK_FALSE(a.empty());
}

TEST_CASE("next finds the first document from a number on", "[index][document_set]") {
    DocumentSet set(130);
    set.insert(64);
    set.insert(130);
    CHECK(set.next(0) == 64);
    CHECK(set.next(64) == 64);
    CHECK(set.next(65) == 130);
    CHECK(set.next(131) == 131);
    CHECK(DocumentSet(130).next(1) == 131);
}
