#pragma once

#include <chrono>
#include <thread>

namespace kiosque::test {

/// Before one looks again for what is to come: who only looked would take a core from it.
inline void give_way() {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

/// Waits until `is_so`; false when it was not within a time that no machine should need.
template <typename IsSo>
bool comes_true(IsSo is_so) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!is_so()) {
        if (std::chrono::steady_clock::now() > give_up) return false;
        give_way();
    }
    return true;
}

}  // namespace kiosque::test
