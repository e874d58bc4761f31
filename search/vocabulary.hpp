#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "index/open_index.hpp"
#include "index/schema.hpp"

namespace kiosque::search {

/// The words that the articles of an index hold. Belongs to one thread, like the databases.
class Vocabulary {
public:
    /// `databases` must outlive the vocabulary.
    explicit Vocabulary(index::Databases& databases) : databases_(databases) {}

    /// The words with accents whose folded form is given: "impots" -> "impôts". Sorted.
    std::vector<std::string> accented(std::string_view folded) const;

    /// The exact forms that have the lemma. Sorted; the lemma itself is always among them.
    std::vector<std::string> forms(const std::string& lemma) const;

    /// The words of a field, `most` at most, in most articles, that begin with `prefix`, which is
    /// in its exact form; typed without accents, those that have accents too.
    std::vector<std::string> with_prefix(const index::Field& field, const std::string& prefix,
                                         std::size_t most) const;

private:
    std::vector<std::string> dictionary(const std::string& key) const;

    index::Databases& databases_;
};

}  // namespace kiosque::search
