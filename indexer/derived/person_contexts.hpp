#pragma once

#include <cstddef>
#include <span>

#include "indexer/derived/article_words.hpp"
#include "indexer/derived/person_words.hpp"

namespace kiosque::indexer {

/// What the words around a name tell of it.
class PersonContexts {
public:
    /// Both must outlive the object.
    PersonContexts(std::span<const ArticleWord> words, const PersonWords& cues)
        : words_(words), cues_(cues) {}

    /// "le président kazakh" right before word `begin`.
    bool has_title(std::size_t begin) const;
    /// "le maire de" before word `begin`, in the same clause, with what he is mayor of.
    bool has_title_with_complement(std::size_t begin) const;
    /// ", ministre kazakh" or "(physicienne" right behind.
    bool has_apposition(std::size_t end) const;
    /// "souligne Paul Durand", "Paul Durand a déclaré".
    bool speaks(std::size_t begin, std::size_t end) const;
    /// "rue", "lycée professionnel", "avenue du général" before the name: it is a thing's.
    bool names_a_thing(std::size_t begin) const;
    /// "la", "un", "l'" right before the name.
    bool has_determiner(std::size_t begin) const;
    /// The name is all that stands between quotation marks: a work, a nickname.
    bool is_quoted(std::size_t begin, std::size_t end) const;

private:
    bool follows(std::size_t at) const;
    bool is_adjective(std::size_t at) const;
    std::size_t before_adjectives(std::size_t begin) const;

    std::span<const ArticleWord> words_;
    const PersonWords& cues_;
};

}  // namespace kiosque::indexer
