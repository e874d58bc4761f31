#pragma once

#include <string>
#include <vector>

#include "server/pages/layout.hpp"
#include "server/pages/shown_facet.hpp"

namespace kiosque::server {

/// A value to choose, or to take back when it is chosen.
struct Choice {
    std::string value;
    std::size_t count = 0;
    bool is_chosen = false;
};

/// The link of a choice; `label` instead of the value where what stands above it says the rest.
Html choice_link(const Visit& visit, const ShownFacet& facet, const Choice& choice,
                 const std::string& label = {});

/// True when some stand below others; a hierarchy of one level is a list like any other.
bool is_tree(const ShownFacet& facet, const std::vector<Choice>& choices);

/// The values of a hierarchy below those that they belong to, each branch in a fold that is open
/// where something is chosen.
Html value_tree(const Visit& visit, const ShownFacet& facet, const std::vector<Choice>& choices);

}  // namespace kiosque::server
