#include "indexer/derived/themes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "embedded/themes_tsv.hpp"

namespace kiosque::indexer {
namespace {

constexpr double kWeightOfWeakWord = 0.35;

/// A word in the title says more of the subject than one in the text.
constexpr double kTimesOfTitleWord = 3.0;

/// Beside a theme that is much plainer, another is a detail.
constexpr double kShareOfPlainest = 0.55;

/// What speaks for a theme in an article.
struct Evidence {
    double weight = 0;
    unsigned strong_words = 0;  ///< different ones
    unsigned weak_words = 0;

    void add(const ThemeTable::Vote& vote, double times) {
        // The tenth time says little that the third did not: a theme shows in its many words.
        weight += (vote.is_strong ? 1.0 : kWeightOfWeakWord) * (1.0 + std::log(times));
        ++(vote.is_strong ? strong_words : weak_words);
    }
};

/// The weight that makes a theme plain. Longer articles mention more in passing, though new words
/// get rarer as they go on.
double plain_weight(std::size_t words) {
    constexpr double kOfAnyArticle = 2.0;
    constexpr double kForLength = 0.14;
    return kOfAnyArticle + kForLength * std::sqrt(static_cast<double>(words));
}

bool is_plain(const Evidence& evidence, std::size_t words) {
    const bool has_company =
        evidence.strong_words >= 3 || (evidence.strong_words == 2 && evidence.weak_words >= 1);
    return has_company && evidence.weight >= plain_weight(words);
}

/// What speaks for each theme, by its number in the table.
std::vector<Evidence> weigh(const ThemeTable& table, std::span<const ArticleWord> words,
                            std::size_t title_words) {
    auto hits = table.hits(words);
    std::sort(hits.begin(), hits.end(),
              [](const auto& a, const auto& b) { return a.phrase < b.phrase; });
    std::vector<Evidence> evidence(table.themes().size());
    for (auto hit = hits.begin(); hit != hits.end();) {
        const auto phrase = hit->phrase;
        double times = 0;
        for (; hit != hits.end() && hit->phrase == phrase; ++hit) {
            times += hit->begin < title_words ? kTimesOfTitleWord : 1.0;
        }
        for (const auto& vote : table.votes(phrase)) evidence[vote.theme].add(vote, times);
    }
    return evidence;
}

}  // namespace

ThemeFinder::ThemeFinder(text::FrenchAnalyzer& analyzer) {
    table_.add(kThemesTsv, "indexer/gazetteers/themes.tsv", analyzer);
}

void ThemeFinder::add_table(std::string_view lines, const std::string& name,
                            text::FrenchAnalyzer& analyzer) {
    ThemeTable grown = table_;
    grown.add(lines, name, analyzer);
    table_ = std::move(grown);
}

std::vector<std::string> ThemeFinder::find(std::span<const ArticleWord> words,
                                           std::size_t title_words) const {
    const std::vector<Evidence> evidence = weigh(table_, words, title_words);
    std::vector<std::uint32_t> plain;
    for (std::uint32_t theme = 0; theme < evidence.size(); ++theme) {
        if (is_plain(evidence[theme], words.size())) plain.push_back(theme);
    }
    std::stable_sort(plain.begin(), plain.end(), [&](std::uint32_t a, std::uint32_t b) {
        return evidence[a].weight > evidence[b].weight;
    });
    std::vector<std::string> names;
    for (const auto theme : plain) {
        const double share = evidence[theme].weight / evidence[plain.front()].weight;
        if (names.size() == kMostThemes || share < kShareOfPlainest) break;
        names.push_back(table_.themes()[theme]);
    }
    return names;
}

}  // namespace kiosque::indexer
