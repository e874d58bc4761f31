// word_pairs.tsv says, level by level, what French readers expect one word to find.

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "text/french_analyzer.hpp"

using namespace kiosque::text;

namespace {

struct Row {
    std::size_t line;
    std::string typed;
    std::string read;
    std::string level;
    std::string expected;
};

std::vector<Row> read_rows() {
    std::ifstream file(KIOSQUE_SOURCE "/tests/text/word_pairs.tsv");
    std::vector<Row> rows;
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        std::istringstream fields(line);
        Row row{number, {}, {}, {}, {}};
        std::getline(fields, row.typed, '\t');
        std::getline(fields, row.read, '\t');
        std::getline(fields, row.level, '\t');
        std::getline(fields, row.expected, '\t');
        rows.push_back(row);
    }
    return rows;
}

std::vector<WordTerms> terms_in(FrenchAnalyzer& analyzer, const std::string& text) {
    std::vector<WordTerms> words;
    for (const Token& token : analyzer.analyze(text)) words.push_back(*token.terms);
    return words;
}

bool share_a_lemma(const WordTerms& a, const WordTerms& b) {
    return std::any_of(a.lemmas.begin(), a.lemmas.end(), [&](const auto& lemma) {
        return std::find(b.lemmas.begin(), b.lemmas.end(), lemma) != b.lemmas.end();
    });
}

/// As search does it: a level finds what the narrower ones find.
bool matches(const WordTerms& a, const WordTerms& b, const std::string& level) {
    if (level == "exact") return a.exact == b.exact;
    if (level == "flexion") return share_a_lemma(a, b);
    return share_a_lemma(a, b) || a.family == b.family;
}

bool finds(FrenchAnalyzer& analyzer, const Row& row) {
    const auto typed = terms_in(analyzer, row.typed);
    const auto read = terms_in(analyzer, row.read);
    return std::equal(typed.begin(), typed.end(), read.begin(), read.end(),
                      [&](const auto& a, const auto& b) { return matches(a, b, row.level); });
}

}  // namespace

TEST_CASE("a word finds at each level what the table of pairs says, and nothing else",
          "[text][analyzer]") {
    const Lexicon lexicon;
    FrenchAnalyzer analyzer(lexicon);
    const auto rows = read_rows();
    CHECK(rows.size() >= 1100);
    for (const Row& row : rows) {
        const bool is_row =
            (row.expected == "yes" || row.expected == "no") &&
            (row.level == "exact" || row.level == "flexion" || row.level == "famille");
        INFO("word_pairs.tsv:" << row.line << ": " << row.typed << " | " << row.read << " | "
                               << row.level << " should be " << row.expected);
        CHECK(is_row);
        CHECK(finds(analyzer, row) == (row.expected == "yes"));
    }
}
