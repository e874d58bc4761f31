#include "front/entrance.hpp"

#include <utility>

#include <fcntl.h>

namespace kiosque::front {
namespace {

Descriptor spare_descriptor() {
    return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

}  // namespace

Entrance::Entrance(const Poller& poller) : poller_(poller), spare_(spare_descriptor()) {}

void Entrance::add(Listener listener) {
    listeners_.push_back(std::move(listener));
    poller_.add(listeners_.back().descriptor(), EPOLLIN, &listeners_.back());
}

const Listener* Entrance::find(const void* who) const {
    for (const auto& listener : listeners_) {
        if (who == &listener) return &listener;
    }
    return nullptr;
}

void Entrance::watch(bool is_open) {
    if (is_open == is_open_) return;
    is_open_ = is_open;
    for (auto& listener : listeners_) {
        poller_.change(listener.descriptor(), is_open ? std::uint32_t{EPOLLIN} : 0U, &listener);
    }
}

bool Entrance::turn_one_away(const Listener& listener) {
    spare_.reset();
    std::string peer;
    Descriptor client = listener.accept(peer);
    const bool is_turned_away = client.get() >= 0;
    client.reset();
    spare_ = spare_descriptor();
    return is_turned_away && spare_.get() >= 0;
}

}  // namespace kiosque::front
