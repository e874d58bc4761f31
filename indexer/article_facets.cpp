#include "indexer/article_facets.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "base/utf8.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/declared_fields.hpp"
#include "text/dates.hpp"
#include "text/normalization.hpp"

namespace kiosque::indexer {
namespace {

using index::FacetKind;

std::vector<std::string> one(const std::string& value) {
    return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{value};
}

/// What an article declares under a key, be it a field that every article may have.
std::vector<std::string> declared(const Article& article, const std::string& key) {
    const auto field = reading::field_named(key);
    if (!field) {
        const auto found = article.more.find(key);
        return found == article.more.end() ? std::vector<std::string>{} : found->second;
    }
    switch (*field) {
        case reading::DeclaredField::source:
            return one(article.source);
        case reading::DeclaredField::authors:
            return article.authors;
        case reading::DeclaredField::section:
            return one(article.section);
        case reading::DeclaredField::tags:
            return article.tags;
        case reading::DeclaredField::language:
            return one(article.language);
        case reading::DeclaredField::title:
            return one(article.title);
        case reading::DeclaredField::description:
            return one(article.description);
        case reading::DeclaredField::url:
            return one(article.url);
        case reading::DeclaredField::date:
            return article.date ? one(format_iso_day(*article.date)) : std::vector<std::string>{};
        case reading::DeclaredField::id:
            return one(article.id);
        case reading::DeclaredField::body:
        case reading::DeclaredField::html:
            break;
    }
    return {};
}

/// "1 200,50" -> "1200.5"; nothing for what is no number.
std::optional<std::string> number_value(std::string_view written) {
    constexpr std::size_t kLongestNumber = 64;  ///< bytes
    constexpr std::array<std::string_view, 4> kSpaces = {" ", "\u00a0", "\u202f", "\u2009"};
    if (written.size() > kLongestNumber) return {};
    std::string plain(written);
    for (const auto space : kSpaces) {
        for (std::size_t at = 0; (at = plain.find(space, at)) != std::string::npos; ++at) {
            plain.replace(at, space.size(), " ");
        }
    }
    plain = reading::trim(plain);
    // "10, 20" is two numbers, and "12 50" none: a space parts groups of three.
    const std::size_t comma = std::min(plain.find_first_of(",."), plain.size());
    std::size_t digits = 0;
    for (std::size_t at = comma; at-- > 0;) {
        const bool is_digit = plain[at] >= '0' && plain[at] <= '9';
        if (is_digit) {
            ++digits;
        } else if (plain[at] == ' ' && digits % 3 != 0) {
            return {};
        }
    }
    if (plain.find(' ', comma) != std::string::npos) return {};
    std::erase(plain, ' ');
    std::replace(plain.begin(), plain.end(), ',', '.');
    if (plain.starts_with('+')) plain.erase(0, 1);
    const auto number = index::read_number(plain);
    if (!number) return {};
    return index::write_number(*number);
}

/// The path without the lowest of its steps, as far as it is too long for a value.
std::string cut_path(std::string path) {
    while (path.size() > ArticleFacets::kLongestValue) {
        const std::size_t step = path.rfind(index::kHierarchyStep);
        if (step == std::string::npos)
            return std::string(cut_utf8(path, ArticleFacets::kLongestValue));
        path.resize(step);
    }
    return path;
}

/// A declared text as a value of the facet; nothing when it cannot be one.
std::optional<std::string> value_of(FacetKind kind, std::string_view written) {
    switch (kind) {
        case FacetKind::number:
            return number_value(written);
        case FacetKind::date:
            if (const auto day = text::parse_article_date(written)) return format_iso_day(*day);
            return {};
        case FacetKind::hierarchy:
            return cut_path(index::hierarchy_path(written));
        case FacetKind::value:
        case FacetKind::values:
            break;
    }
    return std::string(written);
}

/// Those that can be one.
std::vector<std::string> values_of(FacetKind kind, const std::vector<std::string>& written) {
    std::vector<std::string> values;
    for (const auto& text : written) {
        if (auto value = value_of(kind, text)) values.push_back(std::move(*value));
    }
    return values;
}

/// Each value once, those above them in a hierarchy among them, within the limits.
std::vector<std::string> collected(FacetKind kind, const std::vector<std::string>& values) {
    std::vector<std::string> kept;
    std::set<std::string, std::less<>> seen;
    const auto keep = [&](std::string_view value) {
        const std::string_view cut = reading::trim(cut_utf8(value, ArticleFacets::kLongestValue));
        if (cut.empty() || kept.size() == ArticleFacets::kMostValues) return;
        if (seen.emplace(cut).second) kept.emplace_back(cut);
    };
    for (const auto& value : values) {
        if (kind != FacetKind::hierarchy) keep(value);
        if (kind == FacetKind::hierarchy) {
            for (const auto& step : index::hierarchy_ancestry(value)) keep(step);
        }
        if (kind == FacetKind::value && !kept.empty()) break;
    }
    return kept;
}

}  // namespace

ArticleFacets::ArticleFacets(const IndexerConfig& config, text::FrenchAnalyzer& analyzer)
    : deriver_(config.derivation, analyzer) {
    for (const auto& facet : index::declared_facets()) add(facet, {{facet.name}, kNotDerived});
    const auto& derived = deriver_.facets();
    for (const auto& [facet, keys] : config.facets) {
        const auto row = std::find(derived.begin(), derived.end(), facet.name) - derived.begin();
        const auto derived_row = static_cast<std::size_t>(row);
        add(facet, {keys, derived_row == derived.size() ? kNotDerived : derived_row});
    }
    for (std::size_t row = 0; row < derived.size(); ++row) {
        const auto is_same = [&](const auto& facet) { return facet.name == derived[row]; };
        if (std::any_of(definitions_.begin(), definitions_.end(), is_same)) continue;
        const bool is_number = derived[row] == kYearFacet;
        add({derived[row], is_number ? FacetKind::number : FacetKind::values,
             index::FacetOrigin::derived, ""},
            {{derived[row]}, row});
    }
}

void ArticleFacets::add(index::FacetDefinition facet, Source source) {
    definitions_.push_back(std::move(facet));
    sources_.push_back(std::move(source));
}

std::vector<std::vector<std::string>> ArticleFacets::values(const Article& article,
                                                            std::span<const ArticleWord> words,
                                                            std::size_t title_words) const {
    const auto derived = deriver_.derive(words, title_words);
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < definitions_.size(); ++i) {
        const FacetKind kind = definitions_[i].kind;
        std::vector<std::string> values;
        for (const auto& key : sources_[i].keys) {
            const auto of_key = values_of(kind, declared(article, key));
            values.insert(values.end(), of_key.begin(), of_key.end());
        }
        values = collected(kind, values);
        if (values.empty() && sources_[i].derived_row != kNotDerived) {
            values = collected(kind, values_of(kind, derived.at(sources_[i].derived_row)));
        }
        rows.push_back(std::move(values));
    }
    return rows;
}

void ArticleFacets::forget_unused(Article& article) const {
    std::erase_if(article.more, [&](const auto& entry) {
        return std::none_of(sources_.begin(), sources_.end(), [&](const Source& source) {
            return std::find(source.keys.begin(), source.keys.end(), entry.first) !=
                   source.keys.end();
        });
    });
}

std::vector<std::string> ArticleFacets::warnings(const Article& article) const {
    constexpr std::size_t kShownBytes = 80;
    std::vector<std::string> warnings;
    for (std::size_t i = 0; i < definitions_.size(); ++i) {
        const FacetKind kind = definitions_[i].kind;
        if (kind != FacetKind::number && kind != FacetKind::date) continue;
        for (const auto& key : sources_[i].keys) {
            for (const auto& written : declared(article, key)) {
                if (value_of(kind, written)) continue;
                warnings.push_back("the value '" + std::string(cut_utf8(written, kShownBytes)) +
                                   "' of '" + key + "' is left out of the facet '" +
                                   definitions_[i].name + "'; expected a " +
                                   (kind == FacetKind::number ? "number, for instance 12,5"
                                                              : "day, for instance 2024-07-03"));
            }
        }
    }
    return warnings;
}

}  // namespace kiosque::indexer
