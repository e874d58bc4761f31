#pragma once

#include <chrono>
#include <string>

namespace kiosque::index {

/// A moment as manifests and tasks write it, in UTC: "2026-11-22T08:30:00Z".
std::string universal_time(std::chrono::system_clock::time_point moment);

std::string universal_time_now();

}  // namespace kiosque::index
