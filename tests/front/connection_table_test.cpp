#include "front/connection_table.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace kiosque::front;
using Phase = Connection::Phase;

namespace {

/// The addresses of those that await a request, the one that is idle longest first.
std::string closed_in_order(ConnectionTable& table) {
    std::string order;
    while (Connection* idlest = table.idlest()) {
        order += idlest->peer;
        table.close(*idlest);
    }
    return order;
}

}  // namespace

TEST_CASE("the connection that is idle longest is known, whatever became of the others",
          "[front][table]") {
    ConnectionTable table;
    CHECK(table.idlest() == nullptr);
    Connection& a = table.add(Descriptor(), "a");
    Connection& b = table.add(Descriptor(), "b");
    Connection& c = table.add(Descriptor(), "c");
    table.add(Descriptor(), "d");
    table.enter(a, Phase::working);
    CHECK(table.idlest() == &b);
    table.enter(c, Phase::body);
    table.enter(c, Phase::working);
    table.enter(c, Phase::answering);
    table.enter(c, Phase::head);
    table.enter(a, Phase::answering);
    table.enter(a, Phase::lingering);
    table.close(b);
    table.close(b);
    CHECK(table.size() == 3);
    CHECK(closed_in_order(table) == "dc");
    CHECK_FALSE(table.is_empty());
    table.close(a);
    CHECK(table.is_empty());
    CHECK(table.size() == 0);
}

TEST_CASE("only those whose deadline is over are late, and never one that is answered",
          "[front][table]") {
    ConnectionTable table;
    const auto now = ConnectionTable::Clock::now();
    for (const std::string peer : {"a", "b", "c", "d"}) {
        Connection& added = table.add(Descriptor(), peer);
        added.deadline = now + std::chrono::seconds(peer == "b" ? 1 : -1);
        if (peer == "c") table.enter(added, Phase::working);
        if (peer == "d") table.enter(added, Phase::lingering);
    }
    std::string late;
    for (const Connection* each : table.late(now)) late += each->peer;
    CHECK(late == "ad");
    table.clear();
    CHECK(table.late(now).empty());
}
