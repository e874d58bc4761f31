#pragma once

#include "indexer/article_facets.hpp"
#include "support/analyzer.hpp"

namespace kiosque::test {

/// The facets of an index without a configuration; one for the whole program, since reading the
/// gazetteers takes longer than most tests.
inline const indexer::ArticleFacets& facets() {
    static const indexer::ArticleFacets made({}, analyzer());
    return made;
}

}  // namespace kiosque::test
