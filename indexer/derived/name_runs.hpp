#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "indexer/derived/person_words.hpp"

namespace kiosque::indexer {

/// A part of a name: a word, the words that hyphens join to it, and the particles before it
/// ("Jean-Luc", "de Saint-Exupéry").
struct NameUnit {
    std::size_t begin;  ///< words of the article, [begin, end), particles included
    std::size_t head;   ///< the first word behind the particles
    std::size_t end;
    unsigned cues;    ///< of the head; those of a first name only when all its words have them
    bool is_initial;  ///< "J."
};

/// Capitalised words that stand side by side: "Selon Marie Curie" is three units.
using NameRun = std::vector<NameUnit>;

/// The run that begins with the capitalised word `begin`. It ends before a punctuation mark (but
/// not at the point of an initial or of "M."), a line end or a word in lower case that is no
/// particle.
NameRun run_from(std::span<const ArticleWord> words, std::size_t begin, const PersonWords& cues);

/// True when nothing but blanks, or a point that belongs to the word before, stands between word
/// `at` and the word before it. False for the first word.
bool follows_directly(std::span<const ArticleWord> words, std::size_t at, const PersonWords& cues);

/// Words [begin, end) as a value of a facet: one blank, straight apostrophes, family names that are
/// written in capitals with one ("Jean DUPONT" -> "Jean Dupont").
std::string name_of(std::span<const ArticleWord> words, std::size_t begin, std::size_t end);

}  // namespace kiosque::indexer
