#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "support/raw_client.hpp"
#include "support/server_process.hpp"
#include "support/test_index.hpp"

namespace kiosque::test {

/// A server that takes articles, with a log of all that it was asked, for those who attack it.
struct AttackedServer {
    const std::string key = "a-key-for-the-tests";
    TestIndex index{{article("a", "Le vent", "Un parc éolien."),
                     article("b", "Le gaz", "Un gazoduc traverse la plaine.")}};
    TemporaryFolder folder;
    std::filesystem::path access_log = folder.path() / "access.log";
    ServerProcess server{index.path(),
                         {"--write-key-file", folder.write("key", key + "\n").string(),
                          "--access-log", access_log.string()},
                         {.keeps_freed_memory = false}};
    HttpClient client = server.client();

    /// The head of a request as bytes on the wire, with the key.
    std::string head(const std::string& method, const std::string& target,
                     const std::string& more = "") const {
        return method + " " + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key +
               "\r\nContent-Type: application/json\r\n" + more + "\r\n";
    }

    /// All that the server says to these bytes until it closes the connection, and a word where it
    /// does not.
    std::string told(const std::string& bytes) const {
        RawClient raw(server.port());
        raw.send(bytes);
        const std::string come = raw.read_all();
        return raw.is_closed() ? come : come + "[the connection stays open]";
    }

    /// The next client is answered, and right.
    bool serves() const {
        const auto found = client.get("/v1/search", {{"q", "gazoduc"}});
        return found.status == 200 && found.json()["total"] == 1;
    }

    std::string asked() const {
        std::stringstream all;
        all << std::ifstream(access_log).rdbuf();
        return all.str();
    }
};

}  // namespace kiosque::test
