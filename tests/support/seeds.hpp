#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

namespace kiosque::test {

/// The bytes of the scraped article whose name begins with `number`; empty, with a word about it,
/// where the folder for measuring is missing. They are no part of the product.
inline std::string seed(const std::string& number) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::path(KIOSQUE_SHARED) / "seeds";
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (!entry.path().filename().string().starts_with(number)) continue;
        std::stringstream bytes;
        bytes << std::ifstream(entry.path()).rdbuf();
        return bytes.str();
    }
    WARN("skipped: there is no seed " + number + " in " + folder.string());
    return {};
}

}  // namespace kiosque::test
