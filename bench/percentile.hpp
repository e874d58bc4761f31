#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

/// What benches that time queries have in common.
namespace kiosque::bench {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

/// The value that `share` (0 to 1) of `values`, which are not empty, do not exceed.
inline double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

}  // namespace kiosque::bench
