#include "indexer/columns_writer.hpp"

#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::index;
using indexer::ColumnsWriter;

namespace {

std::filesystem::path write_columns(const test::TemporaryFolder& folder) {
    ColumnsWriter writer({{"section", FacetKind::hierarchy, {}, {}},
                          {"tags", FacetKind::values, {}, {}},
                          {"prix", FacetKind::number, {}, {}}});
    writer.add(Day(std::chrono::days(100)), {{"Économie"}, {"eau", "énergie"}, {"10"}});
    writer.add(std::nullopt, {{}, {"énergie", "énergie"}, {"9", "10"}});
    writer.add(Day(std::chrono::days(-5)), {{"Culture"}, {}, {}});
    const auto file = folder.path() / "columns.bin";
    writer.write(file);
    return file;
}

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("columns give back what was written", "[indexer][columns]") {
    const test::TemporaryFolder folder;
    const Columns columns(write_columns(folder));
    REQUIRE(columns.documents() == 3);
    CHECK(columns.day(1) == 100);
    CHECK(columns.day(2) == kNoDay);
    CHECK(columns.day(3) == -5);
    const FacetColumn* tags = columns.facet("tags");
    REQUIRE(tags != nullptr);
    CHECK(tags->value_count() == 2);
    CHECK(tags->ordinals(1).size() == 2);
    CHECK(tags->ordinals(2).size() == 1);  // a value counts once
    CHECK(tags->ordinals(3).empty());
    CHECK(tags->value(tags->ordinals(2)[0]) == "énergie");
    CHECK(tags->find("eau") == 0U);
    CHECK_FALSE(tags->find("gaz"));
    CHECK(tags->rank(0) == 0);
    CHECK(tags->total(1) == 2);
    CHECK(tags->folded(1) == "energie");
    CHECK(columns.facet("pays") == nullptr);
}

TEST_CASE("numbers stand in the order of their size", "[indexer][columns]") {
    const test::TemporaryFolder folder;
    const Columns columns(write_columns(folder));
    const FacetColumn* prices = columns.facet("prix");
    REQUIRE(prices != nullptr);
    CHECK(prices->value(0) == "9");
    CHECK(prices->value(1) == "10");
    CHECK(prices->find("10.0") == 1U);
    CHECK_FALSE(prices->find("dix"));
    CHECK(prices->lower_bound(9.5) == 1U);
    CHECK(prices->ordinals(2).size() == 2);
}

TEST_CASE("columns without a document or a value can be read", "[indexer][columns]") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "columns.bin";
    ColumnsWriter({{"tags", FacetKind::values, {}, {}}}).write(file);
    const Columns columns(file);
    CHECK(columns.documents() == 0);
    CHECK_FALSE(columns.facet("tags")->find("eau"));
}

TEST_CASE("a columns file that is cut or altered is refused or stays inside itself",
          "[indexer][columns]") {
    const test::TemporaryFolder folder;
    const auto file = write_columns(folder);
    const std::string whole = read(file);
    for (std::size_t size = 0; size < whole.size(); size += 4) {
        folder.write("cut.bin", whole.substr(0, size));
        CHECK_THROWS_AS(Columns(folder.path() / "cut.bin"), Error);
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string altered = whole;
        altered[at] = static_cast<char>(altered[at] ^ 0x5A);
        const auto path = folder.write("altered.bin", altered);
        try {
            const Columns columns(path);
            for (const auto& facet : columns.facets()) {
                for (std::size_t d = 1; d <= columns.documents(); ++d) {
                    for (const auto ordinal : facet.ordinals(d))
                        CHECK(facet.value(ordinal).size() < 100);
                }
            }
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::index_damaged);
        }
    }
}
