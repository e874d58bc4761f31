// A front whose memory comes to an end: allocations of one size fail while a test says so.

#include <atomic>
#include <cstdlib>
#include <new>
#include <thread>

#include <catch2/catch.hpp>

#include "front/connection.hpp"
#include "front/front.hpp"
#include "support/raw_client.hpp"

using namespace kiosque::front;
using kiosque::test::RawClient;

namespace {

std::atomic<std::size_t> failing_bytes = 0;

const std::string kGet = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

}  // namespace

void* operator new(std::size_t bytes) {
    if (bytes == failing_bytes) throw std::bad_alloc();
    if (void* memory = std::malloc(bytes)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    return std::malloc(bytes);
}

void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

TEST_CASE("a client for whom there is no memory is turned away, and the next one served",
          "[front][memory]") {
    Front front({[](const Request&) { return std::string("answered\n"); },
                 [](const RequestHead&) { return std::optional<std::size_t>(0); },
                 [](const Refused&) { return std::string("refused"); }},
                {});
    auto listener = Listener::tcp("127.0.0.1", 0);
    const int port = listener.port();
    front.listen(std::move(listener));
    std::thread serving([&] { front.serve(); });
    failing_bytes = sizeof(Connection);
    {
        RawClient unlucky(port);
        unlucky.send(kGet);
        CHECK(unlucky.read_all().empty());
    }
    failing_bytes = 0;
    RawClient next(port);
    next.send(kGet);
    CHECK(next.read_until("\n") == "answered\n");
    CHECK(front.traffic().refused == 1);
    CHECK(front.traffic().connections == 1);
    front.stop();
    serving.join();
}
