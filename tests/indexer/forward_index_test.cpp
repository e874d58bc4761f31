#include "indexer/forward_index_writer.hpp"

#include <fstream>
#include <iterator>
#include <utility>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "index/durable_file.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using indexer::ForwardIndexWriter;

namespace {

using Words = std::vector<std::string_view>;
using Read = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Read read(const index::ForwardIndex& forward, std::size_t document) {
    Read words;
    forward.for_each_word(document, [&](std::uint32_t position, std::uint32_t number) {
        words.emplace_back(position, number);
    });
    return words;
}

ForwardIndexWriter sample() {
    ForwardIndexWriter writer;
    writer.add(1, Words{"gaz", "le", "gaz", "et", "le", "vent"});
    writer.add(0, Words{"le", "vent"});
    writer.add(0, {});
    return writer;
}

}  // namespace

TEST_CASE("a forward index gives back the words of each document in their order",
          "[indexer][forward]") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "forward.bin";
    sample().write(file);
    const index::ForwardIndex forward(file);
    REQUIRE(forward.documents() == 3);
    // The more frequent a word, the smaller its number.
    CHECK(forward.find("le") == 0U);
    CHECK(forward.find("gaz") == 1U);
    CHECK(forward.find("vent") == 2U);
    CHECK(forward.find("et") == 3U);
    CHECK_FALSE(forward.find("train"));
    CHECK_FALSE(forward.find(""));
    // The title has one word; the text begins behind a gap.
    const std::uint32_t gap = index::kPositionGap;
    CHECK(read(forward, 1) ==
          Read{{1, 1}, {2 + gap, 0}, {3 + gap, 1}, {4 + gap, 3}, {5 + gap, 0}, {6 + gap, 2}});
    CHECK(read(forward, 2) == Read{{1 + gap, 0}, {2 + gap, 2}});
    CHECK(read(forward, 3).empty());
}

TEST_CASE("a forward index joined of parts is that of all documents", "[indexer][forward]") {
    const test::TemporaryFolder folder;
    std::vector<std::string> texts;
    for (int i = 0; i < 3000; ++i) texts.push_back("mot" + std::to_string(i * i % 1771));
    ForwardIndexWriter whole;
    ForwardIndexWriter joined;
    ForwardIndexWriter part;
    for (std::size_t i = 0; i + 10 < texts.size(); i += 10) {
        const Words words(texts.begin() + static_cast<std::ptrdiff_t>(i),
                          texts.begin() + static_cast<std::ptrdiff_t>(i + 10));
        whole.add(i % 3, words);
        part.add(i % 3, words);
        if (i % 70 != 0) continue;
        joined.append(part);
        part = {};
    }
    joined.append(part);
    whole.write(folder.path() / "whole");
    joined.write(folder.path() / "joined");
    CHECK(index::read_whole(folder.path() / "whole", 1 << 20) ==
          index::read_whole(folder.path() / "joined", 1 << 20));
}

TEST_CASE("a forward index that is cut or altered is refused or stays inside itself",
          "[indexer][forward]") {
    const test::TemporaryFolder folder;
    sample().write(folder.path() / "forward.bin");
    std::ifstream in(folder.path() / "forward.bin", std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    const auto read_all = [](const std::filesystem::path& file) {
        try {
            const index::ForwardIndex forward(file);
            for (std::size_t d = 1; d <= forward.documents(); ++d) read(forward, d);
            forward.find("vent");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::index_damaged);
        }
    };
    for (std::size_t size = 0; size < whole.size(); size += 3) {
        read_all(folder.write("cut", whole.substr(0, size)));
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string altered = whole;
        altered[at] = static_cast<char>(altered[at] ^ 0xA5);
        read_all(folder.write("altered", altered));
    }
}
