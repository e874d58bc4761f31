#include <zlib.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "fuzz/require.hpp"
#include "index/manifest.hpp"

using namespace kiosque;
using fuzz::require;

namespace {

/// The JSON with a checksum that fits, so that what lies behind the check is reached.
std::string with_checksum(std::string_view bytes) {
    auto json = nlohmann::ordered_json::parse(bytes, nullptr, false);
    if (!json.is_object()) return std::string(bytes);
    json.erase("checksum");
    std::string text;
    try {
        text = json.dump();
    } catch (const nlohmann::json::exception&) {
        return std::string(bytes);
    }
    json["checksum"] = ::crc32(0, reinterpret_cast<const unsigned char*>(text.data()),
                               static_cast<unsigned>(text.size()));
    return json.dump();
}

void check_read(std::string_view json) {
    try {
        const index::Manifest manifest = index::read_manifest(json, "MANIFEST.json");
        for (const auto& segment : manifest.segments) {
            require(!segment.path.empty() && segment.path.front() != '/' &&
                        segment.path.find("..") == std::string::npos,
                    "a segment lies in the index directory");
        }
        const auto again = index::read_manifest(index::write_manifest(manifest), "again");
        require(again.name() == manifest.name() && again.documents() == manifest.documents(),
                "what was written is read again");
    } catch (const Error& error) {
        require(error.code() == ErrorCode::index_damaged, "a bad manifest is a damaged index");
    }
}

}  // namespace

/// Any bytes are a manifest or an Error that says how it is damaged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::as_text(data, size);
    check_read(bytes);
    // nlohmann's own recursion is not what is tried here.
    if (size < 20'000) check_read(with_checksum(bytes));
    return 0;
}
