#include "server/access_keys.hpp"

#include <cstdlib>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::server;

namespace {

/// The environment variable of the key, as long as the object lives.
struct Environment {
    explicit Environment(const char* value) { ::setenv(kWriteKeyVariable, value, 1); }
    ~Environment() { ::unsetenv(kWriteKeyVariable); }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
};

}  // namespace

TEST_CASE("the key is what stands in the file, without its line end", "[server][key]") {
    const test::TemporaryFolder folder;
    for (const std::string end : {"", "\n", "\r\n"}) {
        const auto key = find_write_key(folder.write("key", "a-key-from-a-file" + end));
        REQUIRE(key);
        CHECK(key->opens("Bearer a-key-from-a-file"));
    }
}

TEST_CASE("without a file the environment gives the key, or nothing does", "[server][key]") {
    CHECK_FALSE(find_write_key({}));
    {
        const Environment empty("");
        CHECK_FALSE(find_write_key({}));
    }
    const Environment set("a-key-from-outside");
    CHECK(find_write_key({})->opens("Bearer a-key-from-outside"));
    const test::TemporaryFolder folder;
    const auto file = folder.write("key", "a-key-from-a-file");
    CHECK(find_write_key(file)->opens("Bearer a-key-from-a-file"));
}

TEST_CASE("a key that can be none stops the server, which says where it came from",
          "[server][key]") {
    const std::string expected =
        ": the key for writing must be 16 to 512 letters, digits and -._~+/= (openssl rand -base64 "
        "24 makes one), but has ";
    const test::TemporaryFolder folder;
    const auto file = folder.write("key", "two-lines-are-no\nkey");
    CHECK_THROWS_WITH(find_write_key(file), file.string() + expected + "other characters");
    CHECK_THROWS_WITH(find_write_key(folder.write("key", "\n")), file.string() + expected + "0");
    const Environment set("court");
    CHECK_THROWS_WITH(find_write_key({}), "KIOSQUE_WRITE_KEY" + expected + "5");
    const auto large = folder.write("key", std::string(5'000, 'x'));
    CHECK_THROWS_WITH(find_write_key(large),
                      large.string() +
                          " must be a file of less than 4096 bytes with keys for "
                          "writing, but is larger");
    CHECK_THROWS_AS(find_read_keys(folder.write("keys", std::string(2'000'000, 'x'))), Error);
    CHECK_THROWS_WITH(find_write_key(folder.path() / "none"),
                      "cannot read the key for writing from " + (folder.path() / "none").string() +
                          ": No such file or directory");
}
