#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "indexer/derived/gazetteer_table.hpp"
#include "indexer/derived/mention.hpp"
#include "indexer/derived/word_ids.hpp"
#include "indexer/derived/word_steps.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// Finds the names of tables in the words of an article. Thread-safe once its tables are in.
///
/// The forms of all tables make one tree, which is followed word by word from each word of the
/// article: the cost of a word hardly depends on how many forms there are.
class Gazetteer {
public:
    static constexpr std::size_t kMaxFormWords = 16;

    Gazetteer() = default;
    Gazetteer(const Gazetteer&) = delete;  // its values point into it
    Gazetteer& operator=(const Gazetteer&) = delete;

    /// Adds the names of a table to `facet`; `name` stands in the messages. A phrase behind '-'
    /// also takes the same form of earlier tables out.
    ///
    /// Throws Error(invalid_parameter), which says file and line, what was wrong and what was
    /// expected; the gazetteer must not be used then.
    void add_table(const std::string& facet, std::string_view table, const std::string& name,
                   text::FrenchAnalyzer& analyzer);

    /// All names in the words, those that lie within longer ones too, by where they begin; their
    /// contexts are looked for in all the words. A mention's facet is valid as long as the
    /// gazetteer.
    std::vector<Mention> find(std::span<const ArticleWord> words) const;

private:
    using WordId = std::uint32_t;
    using NodeId = std::uint32_t;
    static constexpr std::uint32_t kNone = UINT32_MAX;
    static constexpr NodeId kRoot = 0;

    /// What a word of a form is compared with.
    enum class Level : std::uint8_t { folded, lemma };

    struct Value {
        const std::string* facet;  ///< in facets_
        std::string text;
    };
    struct Form {
        FormKind kind;
        std::uint16_t capitals = 0;         ///< a bit for each word that the table begins with one
        std::uint32_t value = kNone;        ///< its place in values_; none for a mere context
        std::uint32_t context = kNone;      ///< its number as a context
        std::vector<std::uint32_t> needed;  ///< contexts, one of which must be there
    };
    /// Where a word leads from the root, for each level.
    struct Start {
        NodeId folded = kNone;
        NodeId lemma = kNone;
    };
    struct Found {
        const Form* form;
        std::size_t begin;
        std::size_t end;
    };
    class Reading;

    void add_form(const TableForm& form, std::uint32_t value, const std::string& place,
                  text::FrenchAnalyzer& analyzer);
    std::uint32_t context_of(const WrittenForm& form, const std::string& place,
                             text::FrenchAnalyzer& analyzer);
    /// The node where the words of a form end; `new_form` gets its capitals.
    NodeId make_path(const WrittenForm& form, const std::string& place,
                     text::FrenchAnalyzer& analyzer, Form& new_form);
    NodeId make_step(NodeId from, Level level, const std::string& word);
    static std::uint64_t step_key(NodeId from, Level level, WordId word);

    WordIds words_;
    std::vector<Start> starts_;                         ///< by word
    WordSteps steps_;                                   ///< from the nodes behind the root
    std::vector<std::vector<std::uint32_t>> nodes_{1};  ///< the forms that end at each node
    std::vector<Form> forms_;
    std::vector<Value> values_;
    std::deque<std::string> facets_;  ///< where they stay
    std::unordered_map<std::string, std::uint32_t> contexts_;
};

}  // namespace kiosque::indexer
