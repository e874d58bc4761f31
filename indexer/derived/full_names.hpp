#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "indexer/derived/article_persons.hpp"
#include "indexer/derived/name_runs.hpp"
#include "indexer/derived/person_contexts.hpp"

namespace kiosque::indexer {

/// The part of a run that looks like a full name.
struct FullName {
    std::size_t begin;  ///< words of the article, [begin, end)
    std::size_t end;
    bool is_sure;  ///< otherwise it names nobody, and nothing else either
    ArticlePersons::Order order;
};

/// The units of `run` behind its titles in capitals, the adjectives of countries after them, and a
/// word that only begins the sentence ("Selon").
std::span<const NameUnit> without_titles(const NameRun& run, std::span<const ArticleWord> words);

/// The full name in `units`; nothing when they do not look like one.
std::optional<FullName> full_name_in(std::span<const NameUnit> units, bool has_title,
                                     std::span<const ArticleWord> words, const PersonWords& cues,
                                     const PersonContexts& contexts);

}  // namespace kiosque::indexer
