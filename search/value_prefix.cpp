#include "search/value_prefix.hpp"

#include <algorithm>

#include "index/facet.hpp"
#include "text/normalization.hpp"

namespace kiosque::search {

ValuePrefix::ValuePrefix(std::string_view typed) {
    std::string words = text::fold_words(typed);
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        starts_.push_back(words.substr(0, end));
        words.erase(0, end + 1);
    }
}

bool ValuePrefix::fits(std::string_view folded) const {
    return std::all_of(starts_.begin(), starts_.end(), [&](const std::string& start) {
        for (std::size_t at = folded.find(start); at != std::string_view::npos;
             at = folded.find(start, at + 1)) {
            if (at == 0 || folded[at - 1] == ' ') return true;
        }
        return false;
    });
}

bool is_child(std::string_view path, std::string_view parent) {
    if (parent.empty()) return path.find(index::kHierarchyStep) == std::string_view::npos;
    if (!path.starts_with(parent)) return false;
    const std::string_view rest = path.substr(parent.size());
    return rest.starts_with(index::kHierarchyStep) &&
           rest.find(index::kHierarchyStep, 1) == std::string_view::npos;
}

}  // namespace kiosque::search
