// Clients that are slow or vanish, descriptors and disks that come to an end, with a real server.

#include <csignal>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <sys/mount.h>
#include <catch2/catch.hpp>

#include "index/inbox.hpp"
#include "support/broken_index.hpp"
#include "support/raw_client.hpp"
#include "support/server_process.hpp"
#include "support/waiting.hpp"

using namespace kiosque;
using namespace kiosque::test;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargeBytes = 12'000'000;  ///< more than the system keeps for a reader

const TestIndex& index_with_large() {
    static const TestIndex index{{article("a", "Le gaz", "Un gazoduc."),
                                  article("large", "Le livre", std::string(kLargeBytes, 'x'))}};
    return index;
}

std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

bool serves(const HttpClient& client) {
    const auto found = client.get("/v1/search", {{"q", "gazoduc"}});
    return found.status == 200 && found.json()["total"] == 1;
}

/// A small disk in memory, which only root can have.
class SmallDisk {
public:
    explicit SmallDisk(const fs::path& folder) : folder_(folder) {
        fs::create_directories(folder);
        is_there_ = ::mount("none", folder.c_str(), "tmpfs", 0, "size=1m") == 0;
    }
    ~SmallDisk() {
        if (is_there_) ::umount2(folder_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool is_there() const { return is_there_; }
    fs::path filling() const { return folder_ / "filling"; }
    void fill() const {
        std::ofstream file(filling(), std::ios::binary);
        while (file.put('x').flush()) {
        }
    }

private:
    fs::path folder_;
    bool is_there_ = false;
};

}  // namespace

TEST_CASE("clients that vanish in the middle of everything leave no descriptor behind",
          "[end_to_end][fault]") {
    const ServerProcess server(index_with_large().path());
    REQUIRE(serves(server.client()));
    REQUIRE(server.client().get("/v1/articles/large").status == 200);
    // With those that each thread takes to read the index.
    const std::size_t most = server.program().open_descriptors() + 8;
    for (int i = 0; i < 500; ++i) {
        RawClient client(server.port());
        const std::string whole = get(i % 20 == 0 ? "/v1/articles/large" : "/v1/stats");
        client.send(i % 2 == 0 ? whole : whole.substr(0, static_cast<std::size_t>(i) % 40));
        if (i % 4 == 0) client.read_some();
        client.vanish();
    }
    CHECK(comes_true([&] { return server.program().open_descriptors() <= most; }));
    CHECK(serves(server.client()));
}

TEST_CASE("readers that do not read and writers of single bytes hold up nobody",
          "[end_to_end][fault]") {
    ServerProcess server(index_with_large().path(), {"--threads", "2"});
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 6; ++i) {
        slow.push_back(std::make_unique<RawClient>(server.port()));
        slow.back()->send(get("/v1/articles/large"));
    }
    RawClient writer(server.port());
    for (const char byte : get("/v1/search?q=gazoduc")) {
        writer.send(std::string(1, byte));
        if (byte == '/') CHECK(serves(server.client()));
    }
    CHECK(writer.read_until("}\n").starts_with("HTTP/1.1 200"));
    CHECK(slow.front()->read_until("}\n").size() > kLargeBytes);
    server.program().send_signal(SIGTERM);
    CHECK(server.program().wait() == 0);
}

TEST_CASE("a server without a descriptor left serves again, and takes nothing for damaged",
          "[end_to_end][fault]") {
    const TestIndex index({article("a", "Le gaz", "Un gazoduc.")});
    const ServerProcess server(index.path());
    const auto& program = server.program();
    REQUIRE(serves(server.client()));
    std::vector<std::unique_ptr<RawClient>> held;
    for (int i = 0; i < 20; ++i) {
        held.push_back(std::make_unique<RawClient>(server.port()));
        held.back()->send(get("/healthz"));
        REQUIRE(held.back()->read_until("}\n").starts_with("HTTP/1.1 200"));
    }
    const std::size_t most = program.open_descriptors();
    program.limit_descriptors(most);
    index.replace({article("b", "Le gaz", "Un gazoduc."), article("c", "Le gaz", "Le gaz.")});
    CHECK(comes_true([&] { return server.has_logged("the new generation is not served: "); }));
    for (int i = 0; i < 5; ++i) {
        held.push_back(std::make_unique<RawClient>(server.port()));
        held.back()->send(get("/healthz"));
        CHECK(held.back()->read_until("}\n").starts_with("HTTP/1.1 200"));
    }
    CHECK(serves(server.client()));
    CHECK(held.front()->is_closed());
    CHECK_FALSE(server.has_logged("damaged"));
    CHECK_FALSE(server.has_logged("--rebuild"));
    held.clear();
    program.limit_descriptors(1'000);
    CHECK(comes_true([&] { return server.client().get("/v1/articles/c").status == 200; }));
    CHECK(serves(server.client()));
}

TEST_CASE("a server that is let have few descriptors keeps some for its index",
          "[end_to_end][fault]") {
    const TestIndex index({article("a", "Le gaz", "Un gazoduc.")});
    Restraint restraint;
    restraint.most_files = 64;
    const ServerProcess server(index.path(), {}, restraint);
    std::vector<std::unique_ptr<RawClient>> many;
    for (int i = 0; i < 200; ++i) {
        many.push_back(std::make_unique<RawClient>(server.port()));
        many.back()->send(get("/v1/stats"));
    }
    CHECK(serves(server.client()));
    CHECK(server.program().open_descriptors() < 60);
    index.replace({article("b", "Le gaz", "Un gazoduc.")});
    CHECK(comes_true([&] { return server.client().get("/v1/articles/b").status == 200; }));
    many.clear();
    CHECK(serves(server.client()));
}

TEST_CASE("a full disk takes no article, and loses none that was taken", "[end_to_end][fault]") {
    const TemporaryFolder folder;
    const SmallDisk disk(folder.path() / "disk");
    if (!disk.is_there()) {
        WARN("skipped: only root may have a small disk");
        return;
    }
    const fs::path index = folder.path() / "disk/index";
    const fs::path access_log = folder.path() / "disk/access.log";
    const std::string key = folder.write("key", "a-key-for-the-tests\n").string();
    const ServerProcess server(index,
                               {"--write-key-file", key, "--access-log", access_log.string()});
    const HttpClient client = server.client();
    const auto put = [&](const std::string& id, std::size_t bytes) {
        return client
            .request("PUT", "/v1/articles/" + id,
                     {{"Authorization", "Bearer a-key-for-the-tests"},
                      {"Content-Type", "application/json"}},
                     R"({"titre": "a", "texte": ")" + std::string(bytes, 'x') + "\"}")
            .status;
    };
    CHECK(put("first", 10'000) == 202);
    disk.fill();
    for (int i = 0; i < 20; ++i) CHECK(put("lost", 10'000) == 507);
    CHECK(put("first", 20'000) == 507);
    CHECK(client.get("/healthz").status == 200);
    CHECK(server.has_logged("No space left on device"));
    CHECK(server.has_logged("the access log cannot be written"));
    fs::remove(disk.filling());
    CHECK(put("second", 10'000) == 202);
    const index::Inbox inbox(index);
    CHECK(inbox.waiting().size() == 2);
    CHECK(index::Inbox::read_entry(inbox.article_file("first"))->article->body.size() == 10'000);
    CHECK(index::Inbox::read_entry(inbox.article_file("second"))->article->body.size() == 10'000);
    CHECK_FALSE(index::Inbox::read_entry(inbox.article_file("lost")));
    CHECK(bytes_of(access_log).find("\"status\":202") != std::string::npos);
}
