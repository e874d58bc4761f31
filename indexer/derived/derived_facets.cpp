#include "indexer/derived/derived_facets.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <system_error>

#include "base/error.hpp"
#include "embedded/lieux_tsv.hpp"
#include "embedded/organisations_tsv.hpp"
#include "indexer/derived/countries.hpp"
#include "indexer/derived/gazetteer.hpp"
#include "indexer/derived/languages.hpp"
#include "indexer/derived/persons.hpp"
#include "indexer/derived/themes.hpp"
#include "indexer/derived/years.hpp"
#include "text/word_table.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::array<std::string_view, 6> kBuiltIn = {"pays",     "organisation", "lieu",
                                                      "personne", "theme",        kYearFacet};
constexpr std::string_view kCountries = "pays";
constexpr std::string_view kThemes = "theme";
constexpr std::size_t kNoRow = SIZE_MAX;

/// Values in the order in which they come, each once.
class Row {
public:
    void add(std::string value) {
        if (seen_.insert(value).second) values_.push_back(std::move(value));
    }
    std::vector<std::string> take() { return std::move(values_); }

private:
    std::set<std::string> seen_;
    std::vector<std::string> values_;
};

/// "le russe" behind a country's adjective is a language; "Russie" has a capital.
bool is_language_mention(std::span<const ArticleWord> words, const Mention& mention) {
    return mention.facet == kCountries && mention.end == mention.begin + 1 &&
           is_language(words, mention.begin);
}

}  // namespace

std::string read_user_table(const std::filesystem::path& file) {
    std::error_code error;
    std::string bytes = text::read_word_table(file, error);
    if (!error) return bytes;
    throw Error(ErrorCode::invalid_parameter, "gazetteers",
                "cannot read the table of names " + file.string() + ": " + error.message());
}

const std::vector<std::string>& derived_facet_names() {
    static const std::vector<std::string> names(kBuiltIn.begin(), kBuiltIn.end());
    return names;
}

struct FacetDeriver::Finders {
    explicit Finders(text::FrenchAnalyzer& analyzer) : persons(analyzer), themes(analyzer) {}

    Gazetteer gazetteer;
    PersonFinder persons;
    ThemeFinder themes;
};

FacetDeriver::~FacetDeriver() = default;

FacetDeriver::FacetDeriver(const DerivationOptions& options, text::FrenchAnalyzer& analyzer)
    : all_(kBuiltIn.begin(), kBuiltIn.end()) {
    for (const auto& row : options.gazetteers) {
        if (rank_of(row.first) == all_.size()) all_.push_back(row.first);
    }
    for (const auto& name : options.off) {
        if (rank_of(name) != all_.size()) continue;
        std::string names;
        for (const auto& facet : all_) names += (names.empty() ? "" : ", ") + facet;
        throw Error(
            ErrorCode::invalid_parameter, "facet",
            "the facet '" + name + "' is not derived, so it cannot be put off; those are " + names);
    }
    for (const auto& facet : all_) {
        const bool is_off = options.off.contains(facet);
        row_of_.push_back(is_off ? kNoRow : facets_.size());
        if (!is_off) facets_.push_back(facet);
    }
    if (facets_.empty()) return;
    finders_ = std::make_unique<Finders>(analyzer);
    Gazetteer& gazetteer = finders_->gazetteer;
    gazetteer.add_table("pays", country_table(), std::string(kCountryTableName), analyzer);
    gazetteer.add_table("organisation", kOrganisationsTsv, "indexer/gazetteers/organisations.tsv",
                        analyzer);
    gazetteer.add_table("lieu", kLieuxTsv, "indexer/gazetteers/lieux.tsv", analyzer);
    for (const auto& [facet, files] : options.gazetteers) {
        for (const auto& file : files) {
            const std::string table = read_user_table(file);
            if (facet == kThemes) {
                finders_->themes.add_table(table, file.string(), analyzer);
            } else {
                gazetteer.add_table(facet, table, file.string(), analyzer);
            }
        }
    }
}

std::size_t FacetDeriver::rank_of(std::string_view facet) const {
    return static_cast<std::size_t>(std::find(all_.begin(), all_.end(), facet) - all_.begin());
}

std::vector<Mention> FacetDeriver::chosen_mentions(std::span<const ArticleWord> words) const {
    std::vector<Mention> mentions = finders_->gazetteer.find(words);
    std::erase_if(mentions,
                  [&](const Mention& mention) { return is_language_mention(words, mention); });
    for (auto& mention : finders_->persons.find(words)) mentions.push_back(std::move(mention));
    for (auto& mention : find_years(words)) mentions.push_back(std::move(mention));

    std::stable_sort(mentions.begin(), mentions.end(), [&](const Mention& a, const Mention& b) {
        const std::size_t a_length = a.end - a.begin;
        const std::size_t b_length = b.end - b.begin;
        if (a_length != b_length) return a_length > b_length;
        if (a.begin != b.begin) return a.begin < b.begin;
        return rank_of(a.facet) < rank_of(b.facet);
    });
    std::vector<Mention> chosen;
    std::vector<const Mention*> taken(words.size());  // the one that has each word
    for (const auto& mention : mentions) {
        const auto begin = taken.begin() + static_cast<std::ptrdiff_t>(mention.begin);
        const auto end = taken.begin() + static_cast<std::ptrdiff_t>(mention.end);
        const auto other = std::find_if(begin, end, [](const auto* owner) { return owner; });
        if (other != end) {
            const Mention& owner = **other;
            const bool is_same = owner.begin == mention.begin && owner.end == mention.end;
            const std::size_t rank = rank_of(mention.facet);
            const bool is_of_user = rank >= kBuiltIn.size() && rank < all_.size();
            if (!is_same || !is_of_user || owner.facet.empty()) continue;
        } else {
            std::fill(begin, end, &mention);
        }
        if (!mention.facet.empty()) chosen.push_back(mention);
    }
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
    return chosen;
}

std::vector<std::vector<std::string>> FacetDeriver::derive(std::span<const ArticleWord> words,
                                                           std::size_t title_words) const {
    if (!finders_) return {};
    std::vector<Row> rows(facets_.size());
    if (const std::size_t row = row_of_[rank_of(kThemes)]; row != kNoRow) {
        for (auto& theme : finders_->themes.find(words, title_words))
            rows[row].add(std::move(theme));
    }
    for (auto& mention : chosen_mentions(words)) {
        const std::size_t row = row_of_[rank_of(mention.facet)];
        if (row != kNoRow) rows[row].add(std::move(mention.value));
    }
    std::vector<std::vector<std::string>> values;
    for (auto& row : rows) values.push_back(row.take());
    return values;
}

}  // namespace kiosque::indexer
