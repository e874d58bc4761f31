#include "indexer/analysis_table.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kColumns = 7;
using Row = std::array<std::string, kColumns>;

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

Row row_of(std::string_view text, const text::Token& token) {
    const text::WordTerms& terms = *token.terms;
    return {std::string(text.substr(token.begin, token.end - token.begin)),
            std::to_string(token.begin) + "-" + std::to_string(token.end),
            std::to_string(token.position),
            terms.exact,
            joined(terms.lemmas),
            terms.family,
            terms.is_stop_word ? "yes" : ""};
}

}  // namespace

void write_analysis_table(std::string_view text, text::FrenchAnalyzer& analyzer,
                          std::ostream& out) {
    std::vector<Row> rows{{"text", "bytes", "position", "exact", "lemmas", "family", "stop word"}};
    for (const auto& token : analyzer.analyze(text)) rows.push_back(row_of(text, token));
    std::array<std::size_t, kColumns> widths{};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < kColumns; ++i) {
            widths[i] = std::max(widths[i], count_code_points(row[i]));
        }
    }
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < kColumns; ++i) {
            line += row[i];
            line.append(widths[i] - count_code_points(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << '\n';
    }
}

}  // namespace kiosque::indexer
