#include "server/pages/language.hpp"

#include <algorithm>
#include <cstddef>

namespace kiosque::server {
namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// The weight of ";q=0.8" in thousandths; what cannot be read weighs as if it were not there.
int weight_of(std::string_view parameters) {
    const std::size_t q = parameters.find("q=");
    if (q == std::string_view::npos) return 1000;
    const std::string_view digits = trimmed(parameters.substr(q + 2));
    if (!digits.starts_with('0')) return 1000;
    int weight = 0;
    int place = 100;
    for (std::size_t i = 2; i < std::min<std::size_t>(digits.size(), 5); ++i, place /= 10) {
        if (digits[i] >= '0' && digits[i] <= '9') weight += (digits[i] - '0') * place;
    }
    return weight;
}

}  // namespace

std::string_view code_of(Language language) {
    return language == Language::english ? "en" : "fr";
}

std::optional<Language> language_of(std::string_view code) {
    if (code == "fr") return Language::french;
    if (code == "en") return Language::english;
    return {};
}

Language preferred_language(std::string_view accept_language) {
    Language best = Language::french;
    int best_weight = 0;
    while (!accept_language.empty()) {
        const std::size_t comma = std::min(accept_language.find(','), accept_language.size());
        const std::string_view range = trimmed(accept_language.substr(0, comma));
        const std::size_t semicolon = std::min(range.find(';'), range.size());
        const std::string_view tag = trimmed(range.substr(0, semicolon));
        const auto language = language_of(tag.substr(0, tag.find('-')));
        const int weight = weight_of(range.substr(semicolon));
        if (language && weight > best_weight) {
            best = *language;
            best_weight = weight;
        }
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
    }
    return best;
}

}  // namespace kiosque::server
