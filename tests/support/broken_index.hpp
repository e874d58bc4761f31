#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "index/index_directory.hpp"
#include "support/test_index.hpp"

namespace kiosque::test {

/// What may happen to a file.
enum class Damage { removed, cut_short, emptied, zeroed, altered };

inline std::string name_of(Damage damage) {
    switch (damage) {
        case Damage::removed:
            return "removed";
        case Damage::cut_short:
            return "cut short";
        case Damage::emptied:
            return "emptied";
        case Damage::zeroed:
            return "zeroed";
        case Damage::altered:
            break;
    }
    return "altered";
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::stringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
}

/// In place, as a faulty disk or copy does it. A removed folder goes with all that is in it.
inline void damage(const std::filesystem::path& file, Damage how) {
    namespace fs = std::filesystem;
    if (how == Damage::removed) {
        fs::remove_all(file);
        return;
    }
    if (how == Damage::cut_short || how == Damage::emptied) {
        fs::resize_file(file, how == Damage::emptied ? 0 : fs::file_size(file) / 2);
        return;
    }
    std::string bytes = bytes_of(file);
    if (how == Damage::zeroed) bytes.assign(bytes.size(), '\0');
    if (how == Damage::altered) bytes[bytes.size() / 2] ^= 1;
    std::fstream(file, std::ios::binary | std::ios::in | std::ios::out) << bytes;
}

/// What the manifest in force is written in.
inline std::filesystem::path manifest_of(const std::filesystem::path& index) {
    const std::string pointer = index::IndexDirectory(index).current_name();
    return index / pointer.substr(0, pointer.find(' '));
}

/// The folder of the first segment of the manifest in force.
inline std::filesystem::path segment_of(const std::filesystem::path& index) {
    return index / index::IndexDirectory(index).current().value().segments.front().path;
}

/// Publishes `from` in `to` at once, with a file of its segment (or, of an empty name, all of it)
/// damaged before anybody can see it. `from` must have a generation that `to` does not have.
inline void publish_damaged(const std::filesystem::path& from, const std::filesystem::path& to,
                            const std::string& file, Damage how) {
    namespace fs = std::filesystem;
    const fs::path generation = fs::relative(manifest_of(from).parent_path(), from);
    damage(segment_of(from) / file, how);
    fs::copy(from / generation, to / generation, fs::copy_options::recursive);
    fs::copy_file(from / "CURRENT", to / "CURRENT.new");
    fs::rename(to / "CURRENT.new", to / "CURRENT");
}

}  // namespace kiosque::test
