#include "search/number_range.hpp"

#include "index/facet.hpp"

namespace kiosque::search {

std::optional<NumberRange> parse_number_range(std::string_view text) {
    constexpr std::string_view kBetween = "..";
    const std::size_t dots = text.find(kBetween);
    NumberRange range;
    if (dots == std::string_view::npos) {
        range.first = range.last = index::read_number(text);
        if (!range.first) return {};
        return range;
    }
    const std::string_view first = text.substr(0, dots);
    std::string_view last = text.substr(dots + kBetween.size());
    if (last.starts_with('<')) {
        range.excludes_last = true;
        last.remove_prefix(1);
    }
    if (first.empty() && last.empty()) return {};
    if (!first.empty() && !(range.first = index::read_number(first))) return {};
    if (!last.empty() && !(range.last = index::read_number(last))) return {};
    if (range.excludes_last && !range.last) return {};
    if (range.first && range.last && *range.first > *range.last) return {};
    return range;
}

std::string write_number_range(const NumberRange& range) {
    if (range.first && range.first == range.last && !range.excludes_last) {
        return index::write_number(*range.first);
    }
    const std::string first = range.first ? index::write_number(*range.first) : "";
    const std::string last = range.last ? index::write_number(*range.last) : "";
    return first + (range.excludes_last ? "..<" : "..") + last;
}

}  // namespace kiosque::search
