#include "search/searcher.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "index/open_index.hpp"
#include "index/schema.hpp"
#include "index/stored_article.hpp"
#include "search/day_range.hpp"
#include "search/evaluation.hpp"
#include "search/explanation.hpp"
#include "search/facet_values.hpp"
#include "search/facets.hpp"
#include "search/highlighter.hpp"
#include "search/query_fields.hpp"
#include "search/ranker.hpp"
#include "search/snippets.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::search {
namespace {

using index::DocumentSet;

std::size_t count(const std::vector<DocumentSet>& sets) {
    std::size_t total = 0;
    for (const auto& set : sets) total += set.count();
    return total;
}

/// What Xapian says of a segment that it cannot read.
Error damaged(const Xapian::Error& error) {
    return {ErrorCode::index_damaged, "the index cannot be read: " + error.get_msg() +
                                          "; build it again with kiosque-index --rebuild"};
}

/// The document with an id, over all segments.
std::pair<std::size_t, std::uint32_t> find_document(const index::OpenIndex& index,
                                                    index::Databases& databases,
                                                    const std::string& id) {
    const std::string term = index::id_term(id);
    for (std::size_t i = 0; i < databases.size(); ++i) {
        const auto end = databases[i].postlist_end(term);
        for (auto posting = databases[i].postlist_begin(term); posting != end; ++posting) {
            if (index.live(i).contains(*posting)) return {i, *posting};
        }
    }
    throw Error(ErrorCode::not_found, "id", "no article has the id '" + id + "'");
}

Article read_article(index::Databases& databases, std::size_t segment, std::uint32_t document) {
    return index::read_stored_article(databases[segment].get_document(document).get_data());
}

/// Matches are looked for in so much of a text; more is a book, and nobody reads its snippet.
constexpr std::size_t kMaxHighlighted = std::size_t{1} << 20U;

/// An article as an answer shows it.
struct Shown {
    std::string title_html;
    std::vector<TextRange> title_highlights;
    std::string snippet_html;
    std::vector<Fragment> fragments;
};

/// The beginning of an article, for which nothing has to be read but the beginning.
Shown show_unmarked(const Article& article, const SnippetOptions& options) {
    Shown shown;
    shown.title_html = escape_html(article.title);
    shown.fragments = make_fragments(article.body, {}, options, {});
    shown.snippet_html = join_fragments(article.body, shown.fragments);
    return shown;
}

Shown show(const Article& article, Highlighter& highlighter, const SnippetOptions& options) {
    Shown shown;
    const auto in_title = highlighter.find_matches(article.title, ArticlePart::title);
    shown.title_html = mark_html(article.title, 0, article.title.size(), in_title);
    shown.title_highlights = ranges_of(article.title, in_title);
    std::set<std::size_t> answered;
    for (const auto& match : in_title) answered.insert(match.clause);
    const auto in_body =
        highlighter.find_matches(cut_utf8(article.body, kMaxHighlighted), ArticlePart::body);
    shown.fragments = make_fragments(article.body, in_body, options, std::move(answered));
    shown.snippet_html = join_fragments(article.body, shown.fragments);
    return shown;
}

/// Chosen dates first or last, articles without a date behind all others.
std::vector<ScoredDocument> ordered_by_day(const index::OpenIndex& index,
                                           const std::vector<DocumentSet>& found, Sort sort,
                                           std::size_t wanted) {
    std::vector<ScoredDocument> all;
    for (std::size_t i = 0; i < found.size(); ++i) {
        found[i].for_each([&](std::size_t document) {
            all.push_back({i, static_cast<std::uint32_t>(document), 0});
        });
    }
    const auto key = [&](const ScoredDocument& d) {
        const std::int64_t day = index.columns(d.segment).day(d.document);
        const bool is_dated = day != index::kNoDay;
        const std::int64_t order = sort == Sort::date_descending ? -day : day;
        return std::tuple(!is_dated, is_dated ? order : 0, d.segment, d.document);
    };
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, all.size()));
    std::partial_sort(all.begin(), middle, all.end(),
                      [&](const auto& a, const auto& b) { return key(a) < key(b); });
    all.erase(middle, all.end());
    return all;
}

/// The values of a document, of a hierarchy only those that nothing stands below.
FacetsOfArticle facets_of(const index::Columns& columns, std::uint32_t document) {
    FacetsOfArticle values;
    for (const auto& facet : columns.facets()) {
        values.push_back({std::string(facet.name()), {}});
        auto& texts = values.back().second;
        for (const auto ordinal : facet.ordinals(document)) {
            const std::string_view text = facet.value(ordinal);
            if (facet.kind() == index::FacetKind::hierarchy) {
                std::erase_if(texts, [&](const std::string& above) {
                    return text.starts_with(above + std::string(index::kHierarchyStep));
                });
            }
            texts.emplace_back(text);
        }
    }
    return values;
}

/// How many values of a facet the articles have.
std::size_t count_values(const index::OpenIndex& index, const FacetValues& values,
                         std::size_t facet) {
    const auto& segments = index.manifest().segments;
    const bool is_whole = std::all_of(segments.begin(), segments.end(),
                                      [](const auto& segment) { return segment.deleted == 0; });
    if (is_whole) return values.size();
    std::vector<bool> is_there(values.size());
    for (std::size_t i = 0; i < index.segments(); ++i) {
        const index::FacetColumn& column = index.columns(i).facets()[facet];
        index.live(i).for_each([&](std::size_t document) {
            for (const auto ordinal : column.ordinals(document)) {
                is_there[values.number(i, ordinal)] = true;
            }
        });
    }
    return static_cast<std::size_t>(std::count(is_there.begin(), is_there.end(), true));
}

}  // namespace

Searcher::Searcher(std::shared_ptr<const index::OpenIndex> index, const SearchTools& tools)
    : index_(std::move(index)),
      tools_(tools),
      fields_(std::make_unique<QueryFields>(index_->manifest().facets)),
      facets_(std::make_unique<FacetTable>(*index_)) {}

Searcher::~Searcher() = default;

std::string Searcher::generation() const {
    return index_->manifest().name();
}

std::string Searcher::stamp() const {
    return index_->manifest().build + "-" + std::to_string(tools_.synonyms.fingerprint());
}

SearchResult Searcher::search(const SearchRequest& request, Deadline deadline) const try {
    const Selection& selection = request.selection;
    Evaluation evaluation(*index_, tools_, *fields_, selection.query, selection.match, deadline);
    const Matches matches = evaluation.match();
    const FacetCounter counter(*index_, *facets_, selection, matches.found);
    const auto& filtered = counter.filtered();

    SearchResult result;
    result.query = evaluation.echo(matches);
    result.total = count(filtered);
    for (const auto& facet : request.facets) result.facets.push_back(counter.count(facet));

    std::optional<Recency> recency;
    if (request.recency_half_life) recency = {*request.recency_half_life, today_in_paris()};
    Ranker ranker(*index_, evaluation.databases(), evaluation.vocabulary(), evaluation.query(),
                  recency, evaluation.deadline());
    const Sort by_default = ranker.has_no_weight() ? Sort::date_descending : Sort::relevance;
    const Sort sort = request.sort.value_or(by_default);
    const std::size_t end = request.offset + request.limit;
    auto ranked = sort == Sort::relevance ? ranker.best(filtered, request.limit == 0 ? 0 : end)
                                          : ordered_by_day(*index_, filtered, sort, end);
    ranked.erase(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(
                                                      std::min(request.offset, ranked.size())));
    if (sort != Sort::relevance) ranker.score(ranked);

    Highlighter highlighter(evaluation.query(), evaluation.analyzer());
    for (const auto& place : ranked) {
        Hit hit;
        hit.article = read_article(evaluation.databases(), place.segment, place.document);
        hit.score = place.score;
        if (request.with_html) {
            Shown shown = evaluation.deadline().look()
                              ? show_unmarked(hit.article, request.snippet)
                              : show(hit.article, highlighter, request.snippet);
            hit.title_html = std::move(shown.title_html);
            hit.snippet_html = std::move(shown.snippet_html);
        }
        hit.facets = facets_of(index_->columns(place.segment), place.document);
        if (request.explain && !evaluation.deadline().look()) {
            hit.explanation = ranker.explain(place);
            find_in_article(*hit.explanation, hit.article, evaluation.analyzer());
        }
        result.hits.push_back(std::move(hit));
    }
    const bool can_go_on = end < result.total && end <= SearchRequest::kMaxOffset;
    if (can_go_on && request.limit > 0) result.next_offset = end;
    result.is_partial = evaluation.deadline().was_missed();
    return result;
} catch (const Xapian::Error& error) {
    throw damaged(error);
}

FacetsResult Searcher::facets(const Selection& selection, const std::vector<FacetRequest>& facets,
                              Deadline deadline) const try {
    Evaluation evaluation(*index_, tools_, *fields_, selection.query, selection.match, deadline);
    const Matches matches = evaluation.match();
    const FacetCounter counter(*index_, *facets_, selection, matches.found);
    FacetsResult result{evaluation.echo(matches), count(counter.filtered()), {}};
    for (const auto& facet : facets) result.facets.push_back(counter.count(facet));
    result.is_partial = evaluation.deadline().was_missed();
    return result;
} catch (const Xapian::Error& error) {
    throw damaged(error);
}

const std::vector<index::FacetDefinition>& Searcher::facet_definitions() const {
    return facets_->definitions();
}

ValuesResult Searcher::facet_values(const Selection& selection, const ValueSearch& search,
                                    Deadline deadline) const try {
    Evaluation evaluation(*index_, tools_, *fields_, selection.query, selection.match, deadline);
    const Matches matches = evaluation.match();
    const FacetCounter counter(*index_, *facets_, selection, matches.found);
    ValuesResult result = counter.find_values(search);
    result.query = evaluation.echo(matches);
    result.total = count(counter.filtered());
    result.is_partial = evaluation.deadline().was_missed();
    return result;
} catch (const Xapian::Error& error) {
    throw damaged(error);
}

ArticleResult Searcher::article(const std::string& id) const try {
    const auto databases = index_->databases();
    const auto [segment, document] = find_document(*index_, *databases, id);
    return {read_article(*databases, segment, document),
            facets_of(index_->columns(segment), document)};
} catch (const Xapian::Error& error) {
    throw damaged(error);
}

SnippetResult Searcher::snippet(const std::string& id, const std::string& query, MatchLevel match,
                                const SnippetOptions& options) const try {
    const Article article = this->article(id).article;
    Evaluation evaluation(*index_, tools_, *fields_, query, match);
    SnippetResult result;
    result.id = article.id;
    result.query = evaluation.echo();
    Highlighter highlighter(evaluation.query(), evaluation.analyzer());
    Shown shown = show(article, highlighter, options);
    result.title_html = std::move(shown.title_html);
    result.title_highlights = std::move(shown.title_highlights);
    result.snippet_html = std::move(shown.snippet_html);
    result.fragments = std::move(shown.fragments);
    return result;
} catch (const Xapian::Error& error) {
    throw damaged(error);
}

const IndexStats& Searcher::stats() const {
    std::call_once(stats_once_, [&] { stats_ = count_stats(); });
    return stats_;
}

IndexStats Searcher::count_stats() const {
    const index::Manifest& manifest = index_->manifest();
    IndexStats stats;
    stats.articles = manifest.documents();
    stats.segments = manifest.segments.size();
    stats.created = manifest.created;
    stats.schema_version = manifest.schema_version;
    stats.analyzer_version = manifest.analyzer.version;
    stats.bytes = manifest.bytes();
    for (std::size_t i = 0; i < facets_->definitions().size(); ++i) {
        stats.facets.push_back(
            {facets_->definitions()[i], count_values(*index_, facets_->values(i), i)});
    }
    for (std::size_t i = 0; i < index_->segments(); ++i) {
        const index::Columns& columns = index_->columns(i);
        index_->live(i).for_each([&](std::size_t document) {
            if (columns.day(document) == index::kNoDay) return;
            const Day day{std::chrono::days(columns.day(document))};
            stats.first_day = std::min(stats.first_day.value_or(day), day);
            stats.last_day = std::max(stats.last_day.value_or(day), day);
            ++stats.dated_articles;
        });
    }
    return stats;
}

}  // namespace kiosque::search
