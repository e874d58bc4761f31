#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <xapian.h>

#include "index/schema.hpp"
#include "search/understood_query.hpp"
#include "search/vocabulary.hpp"

namespace kiosque::search {

/// Reads where words stand in the documents of a segment: the positions of all their forms.
class PositionReader {
public:
    /// Both must outlive the reader, which belongs to one thread.
    PositionReader(const Xapian::Database& segment, const Vocabulary& vocabulary)
        : segment_(segment), vocabulary_(vocabulary) {}

    /// Adds the words of a clause to those that are read. They must outlive the reader.
    void watch(const Clause& clause);
    void watch(const QueryWord& word, const index::Field& field);

    /// Goes to another document; each one comes behind those before.
    void move_to(Xapian::docid document);

    /// The positions of a watched word in the document, ascending, each once.
    const std::vector<std::uint32_t>& positions(const QueryWord& word);

private:
    struct Form {
        Xapian::PostingIterator at;
        Xapian::PostingIterator end;
    };
    struct Word {
        std::vector<Form> forms;
        std::vector<std::uint32_t> positions;
        Xapian::docid read_for = 0;  ///< the document of `positions`
    };

    /// A field, and the exact forms and lemmas that are looked for in it.
    using Key = std::tuple<index::Field, std::vector<std::string>, std::vector<std::string>>;

    const Xapian::Database& segment_;
    const Vocabulary& vocabulary_;
    std::map<Key, Word> words_;  ///< each word once, however often it was typed
    std::map<const QueryWord*, Word*> watched_;
    Xapian::docid document_ = 0;
};

}  // namespace kiosque::search
