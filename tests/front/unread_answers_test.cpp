#include <memory>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "front/front.hpp"
#include "support/raw_client.hpp"
#include "support/waiting.hpp"

using namespace kiosque::front;
using kiosque::test::RawClient;

TEST_CASE("answers that nobody reads take so much memory together, and the oldest ends first",
          "[front]") {
    constexpr std::size_t kAnswer = 32'000'000;  // more than the system keeps for a reader
    Settings settings;
    settings.most_answer_bytes = 3 * kAnswer + 1'000;
    Front front({[](const Request&) { return std::string(kAnswer, 'x') + "end\n"; },
                 [](const RequestHead&) { return std::optional<std::size_t>(0); },
                 [](const Refused&) { return std::string("refused"); }},
                settings);
    auto listener = Listener::tcp("127.0.0.1", 0);
    const int port = listener.port();
    front.listen(std::move(listener));
    std::thread serving([&] { front.serve(); });
    std::vector<std::unique_ptr<RawClient>> clients;
    for (std::size_t asked = 1; asked <= 6; ++asked) {
        clients.push_back(std::make_unique<RawClient>(port));
        clients.back()->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(kiosque::test::comes_true([&] {
            const Traffic now = front.traffic();
            return now.requests == asked && now.working == 0;
        }));
    }
    CHECK(kiosque::test::comes_true([&] { return front.traffic().connections == 3; }));
    CHECK(front.traffic().refused == 3);
    CHECK(clients.front()->read_until("end\n").size() < kAnswer);
    for (std::size_t i = 3; i < 6; ++i) {
        CHECK(clients[i]->read_until("end\n").size() == kAnswer + 4);
    }
    // What has been taken makes room.
    clients.back()->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(clients.back()->read_until("end\n").size() == kAnswer + 4);
    front.stop();
    serving.join();
}
