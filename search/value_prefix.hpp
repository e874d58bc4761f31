#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosque::search {

/// What was typed to find values of a facet: each of its words begins a word of the value, in any
/// order; accents and capitals do not matter. Nothing typed fits every value.
class ValuePrefix {
public:
    explicit ValuePrefix(std::string_view typed);

    /// `folded` is a value as FacetColumn::folded gives it.
    bool fits(std::string_view folded) const;

private:
    std::vector<std::string> starts_;
};

/// True for what stands right below `parent` in a hierarchy, or at its top when `parent` is empty.
bool is_child(std::string_view path, std::string_view parent);

}  // namespace kiosque::search
