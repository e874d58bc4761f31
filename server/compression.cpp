#include "server/compression.hpp"

#include <zlib.h>

#include "base/error.hpp"

namespace kiosque::server {
namespace {

constexpr std::size_t kSmallestWorth = 1024;  ///< bytes; below, a packet is saved by nothing
constexpr int kLevel = 3;
constexpr int kGzipWindow = 15 + 16;  ///< 16 asks zlib for the gzip format

bool is_refused(std::string_view parameters) {
    const std::size_t q = parameters.find("q=");
    if (q == std::string_view::npos) return false;
    const std::string_view value = parameters.substr(q + 2);
    return value.starts_with("0") && value.find_first_not_of("0. ") == std::string_view::npos;
}

}  // namespace

bool is_worth_compressing(const api::Response& response) {
    const std::string_view type = response.content_type;
    const bool is_text = type.starts_with("text/") || type.find("json") != std::string_view::npos ||
                         type.find("xml") != std::string_view::npos;
    return is_text && response.body.size() >= kSmallestWorth;
}

bool accepts_gzip(std::string_view header) {
    bool takes_any = false;
    while (!header.empty()) {
        const std::size_t comma = std::min(header.find(','), header.size());
        std::string_view coding = header.substr(0, comma);
        while (coding.starts_with(' ')) coding.remove_prefix(1);
        const std::size_t semicolon = std::min(coding.find(';'), coding.size());
        std::string_view name = coding.substr(0, semicolon);
        while (name.ends_with(' ')) name.remove_suffix(1);
        const bool takes = !is_refused(coding.substr(semicolon));
        if (name == "gzip") return takes;  // named, it wins over any "*"
        if (name == "*") takes_any = takes;
        header.remove_prefix(std::min(comma + 1, header.size()));
    }
    return takes_any;
}

std::string gzip(std::string_view text) {
    z_stream stream{};
    if (::deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw Error(ErrorCode::internal, "zlib could not start");
    }
    std::string out(::deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int outcome = ::deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    ::deflateEnd(&stream);
    if (outcome != Z_STREAM_END) throw Error(ErrorCode::internal, "zlib could not compress");
    return out;
}

}  // namespace kiosque::server
