#include "index/schema.hpp"

#include <cstdint>
#include <cstdio>

namespace kiosque::index {
namespace {

constexpr std::string_view kIdPrefix = "Q";
constexpr std::size_t kLongestIdInTerm =
    200;  ///< bytes; a zero byte would count twice, ids have none

/// FNV-1a of 64 bits: the same on every machine, which std::hash does not promise.
std::uint64_t stable_hash(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3U;
    }
    return hash;
}

}  // namespace

Field facet_field(std::string_view facet) {
    return Field("X").append(facet).append(":");
}

std::string word_term(const Field& field, Level level, std::string_view word) {
    return std::string(field)
        .append(kLevels.at(static_cast<std::size_t>(level)).prefix)
        .append(word);
}

std::string accents_key(std::string_view folded) {
    return std::string("A").append(folded);
}

std::string forms_key(std::string_view lemma) {
    return std::string("L").append(lemma);
}

std::string id_term(std::string_view id) {
    std::string term(kIdPrefix);
    if (id.size() <= kLongestIdInTerm) return term.append(id);
    std::array<char, 20> hash{};
    std::snprintf(hash.data(), hash.size(), "#%016llx",
                  static_cast<unsigned long long>(stable_hash(id)));
    return term.append(id.substr(0, kLongestIdInTerm)).append(hash.data());
}

}  // namespace kiosque::index
