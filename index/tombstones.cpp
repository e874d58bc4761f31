#include "index/tombstones.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "index/durable_file.hpp"
#include "index/file_check.hpp"

namespace kiosque::index {
namespace {

constexpr std::string_view kMagic = "KIOSQDEL";
constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::size_t kHeader = 2 * kWord;
constexpr std::size_t kBits = 8 * kWord;

void append(std::uint64_t number, std::string& bytes) {
    bytes.append(reinterpret_cast<const char*>(&number), kWord);
}

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data() + at, kWord);
    return number;
}

}  // namespace

FileEntry write_tombstones(const std::filesystem::path& root, std::string path,
                           const DocumentSet& deleted) {
    std::string bytes(kMagic);
    append(deleted.documents(), bytes);
    std::string words((deleted.documents() / kBits + 1) * kWord, '\0');
    deleted.for_each([&](std::size_t document) {
        words[document / 8] = static_cast<char>(static_cast<unsigned char>(words[document / 8]) |
                                                (1U << (document % 8)));
    });
    const std::filesystem::path file = root / path;
    std::filesystem::create_directories(file.parent_path());
    write_durably(file, bytes + words);
    return describe_file(root, std::move(path));
}

DocumentSet read_tombstones(const std::filesystem::path& root, const SegmentEntry& segment) {
    DocumentSet deleted(segment.documents);
    if (!segment.tombstones) return deleted;
    check_content(root, *segment.tombstones);
    const std::filesystem::path file = root / segment.tombstones->path;
    const std::string bytes = read_whole(file, segment.tombstones->bytes);
    const std::size_t expected = kHeader + (segment.documents / kBits + 1) * kWord;
    if (bytes.size() == expected && bytes.starts_with(kMagic) &&
        number_at(bytes, kWord) == segment.documents) {
        for (std::size_t document = 1; document <= segment.documents; ++document) {
            const auto byte = static_cast<unsigned char>(bytes[kHeader + document / 8]);
            if ((byte >> (document % 8) & 1U) != 0) deleted.insert(document);
        }
    }
    if (deleted.count() != segment.deleted) {
        throw Error(ErrorCode::index_damaged,
                    file.string() + " is damaged: it does not mark the " +
                        std::to_string(segment.deleted) +
                        " documents that its manifest names; go back with kiosque-index "
                        "--rollback, or build the index again with kiosque-index --rebuild");
    }
    return deleted;
}

}  // namespace kiosque::index
