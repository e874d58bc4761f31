#include "index/file_check.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

#include <zlib.h>

#include "base/error.hpp"

namespace kiosque::index {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void damaged(const fs::path& file, const std::string& why) {
    throw Error(ErrorCode::index_damaged,
                file.string() + " is damaged: " + why +
                    "; go back with kiosque-index --rollback, or build the index again with "
                    "kiosque-index --rebuild");
}

}  // namespace

FileEntry describe_file(const fs::path& root, std::string path) {
    const fs::path file = root / path;
    std::ifstream stream(file, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 18U);
    FileEntry entry{std::move(path), 0, 0};
    uLong checksum = ::crc32(0, nullptr, 0);
    while (stream.read(block.data(), static_cast<std::streamsize>(block.size())) ||
           stream.gcount() > 0) {
        const auto got = static_cast<std::size_t>(stream.gcount());
        checksum = ::crc32(checksum, reinterpret_cast<const unsigned char*>(block.data()),
                           static_cast<unsigned>(got));
        entry.bytes += got;
    }
    if (!stream.eof()) {
        throw Error(ErrorCode::io_failed,
                    "cannot read " + file.string() + ": " + std::strerror(errno));
    }
    entry.checksum = static_cast<std::uint32_t>(checksum);
    return entry;
}

void check_size(const fs::path& root, const FileEntry& entry) {
    const fs::path file = root / entry.path;
    std::error_code error;
    const auto bytes = fs::file_size(file, error);
    if (error == std::errc::no_such_file_or_directory) damaged(file, "it is not there");
    if (error) {
        throw Error(ErrorCode::io_failed, "cannot read " + file.string() + ": " + error.message());
    }
    if (bytes != entry.bytes) {
        damaged(file, "it has " + std::to_string(bytes) + " bytes and should have " +
                          std::to_string(entry.bytes));
    }
}

void check_content(const fs::path& root, const FileEntry& entry) {
    check_size(root, entry);
    const FileEntry there = describe_file(root, entry.path);
    if (there != entry) damaged(root / entry.path, "its checksum is not the one in the manifest");
}

}  // namespace kiosque::index
