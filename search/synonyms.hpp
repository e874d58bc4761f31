#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/french_analyzer.hpp"

namespace kiosque::search {

/// True for a word all in capitals, "ONU", "S.N.C.F.", "G20": it is a form of no other word,
/// whatever the dictionary says of it in lower case ("USA" is no form of `user`).
bool is_acronym(std::string_view word);

/// Words, names and acronyms that mean the same. Thread-safe once built.
///
/// A variant is found by the exact form of its words, accents and capitals optional, or by their
/// first lemma; acronyms by their exact form alone. Hyphens and spaces are alike, and an article at
/// the beginning (le, la, les) is optional. docs/synonyms.md draws the format of the tables.
class Synonyms {
public:
    static constexpr std::size_t kMaxVariantWords = 16;
    static constexpr std::size_t kMaxLines = 100'000;

    /// What stands at a place of a query.
    struct Found {
        std::size_t words;                ///< how many tokens were covered, at least 1
        std::vector<std::string> others;  ///< the other variants, as the table writes them
    };

    /// No synonyms at all.
    Synonyms() = default;

    /// The product's own table, search/synonyms.tsv, which is compiled in.
    static Synonyms built_in(text::FrenchAnalyzer& analyzer);

    /// Adds a user's file. A line that shares a variant with older entries joins them; a line
    /// `-ONU` takes a variant out, for lines behind it to give it another meaning.
    ///
    /// Throws Error(invalid_parameter), which names the file, the line and what was expected, or
    /// Error(io_failed); the table is then as it was.
    void add_file(const std::filesystem::path& file, text::FrenchAnalyzer& analyzer);

    /// The longest variant that begins at tokens[at] of `text`, which the tokens were cut from.
    std::optional<Found> find(std::string_view text, const std::vector<text::Token>& tokens,
                              std::size_t at) const;

    /// Another number for other tables, within one version of the program.
    std::size_t fingerprint() const { return fingerprint_; }

    /// How many entries have two variants or more.
    std::size_t entry_count() const;

private:
    using WordId = std::uint32_t;
    static constexpr std::uint32_t kNoVariant = UINT32_MAX;
    static constexpr std::uint32_t kNoEntry = UINT32_MAX;  ///< the variant was taken out

    using WordIds = std::unordered_map<std::string, WordId>;

    /// Where a sequence of words leads; the node 0 is the beginning of all.
    struct Node {
        std::uint32_t variant = kNoVariant;  ///< its place in variants_
        bool needs_capitals = false;
    };

    struct Variant {
        std::string written;
        std::uint32_t entry;  ///< its place in entries_, or kNoEntry
    };

    void add_table(const std::string& name, std::string_view table, text::FrenchAnalyzer& analyzer);
    void add_entry(const std::string& place, std::string_view line, text::FrenchAnalyzer& analyzer);
    void take_out(const std::string& place, std::string_view variant,
                  text::FrenchAnalyzer& analyzer);
    std::uint32_t join(std::uint32_t a, std::uint32_t b);
    bool has_variant(std::uint32_t node) const;

    WordId learn(const text::WordTerms& terms, bool is_acronym);
    std::optional<WordId> recognise(const text::WordTerms& terms) const;

    /// The nodes where the words of `variant` end: with its article, and without.
    std::vector<std::uint32_t> make_path(const std::string& place, std::string_view variant,
                                         text::FrenchAnalyzer& analyzer);
    std::uint32_t make_node(std::uint32_t from, WordId word);

    // The words of a variant are followed from node to node, so that the longest variant at a place
    // costs one look for each of its words, whatever the size of the table.
    WordIds exact_;   ///< folded exact forms
    WordIds lemmas_;  ///< the first lemmas of words that are no acronyms
    WordId last_word_ = 0;
    std::size_t fingerprint_ = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> steps_;  ///< (node, word) -> node
    std::vector<Node> nodes_ = std::vector<Node>(1);
    std::vector<Variant> variants_;
    std::vector<std::vector<std::uint32_t>> entries_;  ///< places in variants_, in their order
};

}  // namespace kiosque::search
