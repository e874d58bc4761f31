#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "index/schema.hpp"
#include "search/segment.hpp"
#include "search/understood_query.hpp"
#include "search/vocabulary.hpp"

namespace kiosque::search {

/// Reads where words stand in the documents of a segment: the positions of all their forms. Those
/// of title and text come from the forward index, read once a document for all words, those of
/// facets from Xapian.
class PositionReader {
public:
    /// Both must outlive the reader, which belongs to one thread.
    PositionReader(const Segment& segment, const Vocabulary& vocabulary)
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
        bool is_of_text = true;    ///< of title or text
        bool is_of_title = false;  ///< positions of the text do not count
        std::vector<Form> forms;   ///< of facets
        std::vector<std::uint32_t> positions;
        Xapian::docid read_for = 0;  ///< the document of `positions`
    };

    /// A field, and the exact forms and lemmas that are looked for in it.
    using Key = std::tuple<index::Field, std::vector<std::string>, std::vector<std::string>>;

    void watch_text(Word& word, const std::string& form);
    void watch_facet(Word& word, const index::Field& field, const std::string& form) const;
    void read_text();
    void read_facet(Word& word) const;

    const Segment& segment_;
    const Vocabulary& vocabulary_;
    std::map<Key, Word> words_;  ///< each word once, however often it was typed
    std::map<const QueryWord*, Word*> watched_;
    std::unordered_map<std::uint32_t, std::vector<Word*>> by_number_;  ///< of the forward index
    /// False for the last digits of numbers that nobody watches: most words of a text end here.
    std::bitset<4096> may_be_watched_;
    Xapian::docid document_ = 0;
};

}  // namespace kiosque::search
