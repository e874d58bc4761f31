#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace kiosque::bench {

/// Numbers by chance that a seed repeats on every machine, which the distributions of the standard
/// library do not promise. Steele, Lea and Flood's SplitMix64 (2014).
class Random {
public:
    /// Neighbouring `stream`s of a seed have nothing in common.
    Random(std::uint64_t seed, std::uint64_t stream)
        : state_(mixed(seed) + mixed(stream * kStep + 1)) {}

    /// A number of 0 to `end` - 1, which is far below 2^32, so that no number is drawn more often.
    std::size_t below(std::size_t end) { return ((next() >> 32U) * end) >> 32U; }

    /// A number of `first` to `last`.
    std::size_t between(std::size_t first, std::size_t last) {
        return first + below(last - first + 1);
    }

    /// A number above 0 and not above 1.
    double unit() { return (static_cast<double>(next() >> 11U) + 1) / 9007199254740992.0; }

    /// True with this probability.
    bool happens(double probability) { return unit() <= probability; }

    /// A number of the normal distribution around 0, its deviation 1 (Box and Muller).
    double normal() {
        const double radius = std::sqrt(-2 * std::log(unit()));
        return radius * std::cos(2 * std::numbers::pi * unit());
    }

private:
    static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15U;

    static std::uint64_t mixed(std::uint64_t value) {
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31U);
    }

    std::uint64_t next() { return mixed(state_ += kStep); }

    std::uint64_t state_;
};

}  // namespace kiosque::bench
