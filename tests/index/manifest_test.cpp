#include "index/manifest.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace kiosque;
using namespace kiosque::index;

namespace {

Manifest sample() {
    Manifest manifest;
    manifest.generation = 7;
    manifest.revision = 12;
    manifest.build = "abc";
    manifest.created = "2026-11-22T08:30:00Z";
    manifest.previous = "0007.11";
    manifest.average_lengths = {8, 40.5, 300, 50};
    SegmentEntry segment;
    segment.path = "generations/0007/segments/0001";
    segment.documents = 50;
    segment.deleted = 2;
    segment.files = {{segment.path + "/xapian.db", 123'456, 42}};
    segment.tombstones = {"generations/0007/tombstones/0001-0012.bin", 24, 43};
    manifest.segments = {segment};
    manifest.file_tables = {{"generations/0007/files/0012.tsv", 100, 44}};
    return manifest;
}

}  // namespace

TEST_CASE("a manifest survives being written and read", "[index][manifest]") {
    const Manifest read = read_manifest(write_manifest(sample()), "MANIFEST.json");
    CHECK(read.name() == "0007.12");
    CHECK(read.documents() == 48);
    CHECK(read.average_lengths.lead == 40.5);
    CHECK(read.ranking == RankingParameters{});
    CHECK(read.previous == "0007.11");
    CHECK(read.segments.front().file(kDatabaseFile).checksum == 42);
    CHECK(read.segments.front().tombstones == sample().segments.front().tombstones);
    CHECK(read.file_tables == sample().file_tables);
}

TEST_CASE("an altered manifest is refused, and the message says what to do", "[index][manifest]") {
    std::string text = write_manifest(sample());
    text.replace(text.find("\"documents\": 50") + 13, 2, "51");
    CHECK_THROWS_MATCHES(read_manifest(text, "x/MANIFEST.json"), Error,
                         Catch::Message("x/MANIFEST.json is damaged: its checksum does not fit its "
                                        "content; build the index again with kiosque-index "
                                        "--rebuild"));
    CHECK_THROWS_AS(read_manifest("", "m"), Error);
    CHECK_THROWS_AS(read_manifest("{}", "m"), Error);
    CHECK_THROWS_AS(read_manifest(std::string(100'000, '['), "m"), Error);
}

TEST_CASE("tombstones that do not fit a segment are refused", "[index][manifest]") {
    Manifest manifest = sample();
    manifest.segments.front().deleted = 51;
    CHECK_THROWS_AS(read_manifest(write_manifest(manifest), "m"), Error);
    manifest.segments.front().deleted = 2;
    manifest.segments.front().tombstones.reset();
    CHECK_THROWS_AS(read_manifest(write_manifest(manifest), "m"), Error);
}

TEST_CASE("a segment path that leads out of the index is refused", "[index][manifest]") {
    Manifest manifest = sample();
    manifest.segments.front().path = "../elsewhere";
    CHECK_THROWS_AS(read_manifest(write_manifest(manifest), "m"), Error);
}

TEST_CASE("a number that its place cannot hold is refused", "[index][manifest]") {
    const std::string number = GENERATE("1e24", "-1", "4294967296", "0.5", "\"7\"", "null");
    std::string text = write_manifest(sample());
    const std::size_t at = text.rfind("\"checksum\": ") + 12;
    text.replace(at, text.find_first_not_of("0123456789", at) - at, number);
    CAPTURE(text.substr(at - 12));
    CHECK_THROWS_WITH(read_manifest(text, "m"),
                      Catch::Contains("its 'checksum' must be a whole number up to 4294967295"));
}
