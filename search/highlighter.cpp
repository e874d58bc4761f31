#include "search/highlighter.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "search/query_fields.hpp"
#include "search/spans.hpp"

namespace kiosque::search {
namespace {

using Kind = Clause::Kind;

/// Where the words of a query stand in a text, and what of it is to be marked. Positions are those
/// of tokens, from 1.
class Marking {
public:
    Marking(const std::vector<text::Token>& tokens, ArticlePart part, WordFits& fits)
        : tokens_(tokens), part_(part) {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const auto at = static_cast<std::uint32_t>(i + 1);
            const WordFits::Fit& fit = fits.of(*tokens[i].terms);
            for (const auto* word : fit.alone) alone_[word].push_back(at);
            for (const auto* word : fit.in_phrase) in_phrases_[word].push_back(at);
        }
    }

    void mark(const Clause& clause, std::size_t number) {
        const bool is_here = clause.field.empty() || (part_ == ArticlePart::title &&
                                                      index_field(clause.field) == index::kTitle);
        if (clause.is_excluded || !is_here) return;
        switch (clause.kind) {
            case Kind::word:
                for (const auto at : alone_[&clause.words.front()]) {
                    add({at, at}, number);
                }
                return;
            case Kind::phrase:
            case Kind::near_to:
                for (const auto& span : find_spans(clause, positions_of_)) {
                    mark_within(clause, span, number);
                }
                return;
            case Kind::days:
                if (clause.is_day_only) return;
                [[fallthrough]];
            case Kind::all:
            case Kind::any:
            case Kind::same:
                for (const auto& each : clause.parts) mark(each, number);
                return;
        }
    }

    std::vector<Match> matches() {
        std::sort(found_.begin(), found_.end(), [](const Match& a, const Match& b) {
            return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
        });
        std::vector<Match> apart;
        for (const auto& match : found_) {
            if (apart.empty() || match.begin >= apart.back().end) apart.push_back(match);
        }
        return apart;
    }

private:
    using Positions = std::vector<std::uint32_t>;

    /// A phrase as a whole; of what has other words in between, each part alone.
    void mark_within(const Clause& clause, const Span& span, std::size_t number) {
        if (clause.kind == Kind::phrase && clause.distance == 0) {
            add(span, number);
            return;
        }
        for (const auto& word : clause.words) {
            const Positions& at = positions(word);
            for (auto first = std::lower_bound(at.begin(), at.end(), span.first);
                 first != at.end() && *first <= span.last; ++first) {
                add({*first, *first}, number);
            }
        }
        for (const auto& part : clause.parts) {
            for (const auto& inner : spans_of(part)) {
                if (inner.first >= span.first && inner.last <= span.last) {
                    mark_inner(part, inner, number);
                }
            }
        }
    }

    void mark_inner(const Clause& part, const Span& span, std::size_t number) {
        if (!marked_.emplace(&part, span.first, span.last).second) return;
        if (part.kind == Kind::word) {
            add(span, number);
        } else if (part.kind == Kind::any || part.kind == Kind::same) {
            for (const auto& each : part.parts) {
                for (const auto& inner : spans_of(each)) {
                    if (inner == span) mark_inner(each, inner, number);
                }
            }
        } else {
            mark_within(part, span, number);
        }
    }

    const std::vector<Span>& spans_of(const Clause& clause) {
        const auto [row, is_new] = spans_.try_emplace(&clause);
        if (is_new) row->second = find_spans(clause, positions_of_);
        return row->second;
    }

    void add(const Span& span, std::size_t number) {
        found_.push_back({tokens_[span.first - 1].begin, tokens_[span.last - 1].end, number});
    }

    const Positions& positions(const QueryWord& word) { return in_phrases_[&word]; }

    const std::vector<text::Token>& tokens_;
    ArticlePart part_;
    std::map<const QueryWord*, Positions> alone_;
    std::map<const QueryWord*, Positions> in_phrases_;
    std::map<const Clause*, std::vector<Span>> spans_;
    /// A chain of PROCHE leads to the same place in many ways.
    std::set<std::tuple<const Clause*, std::uint32_t, std::uint32_t>> marked_;
    const PositionsOf positions_of_ = [this](const QueryWord& word) -> const Positions& {
        return positions(word);
    };
    std::vector<Match> found_;
};

}  // namespace

Highlighter::Highlighter(const UnderstoodQuery& query, text::FrenchAnalyzer& analyzer)
    : query_(query), analyzer_(analyzer), fits_(query), forgotten_(analyzer.forgotten()) {}

std::vector<Match> Highlighter::find_matches(std::string_view text, ArticlePart part) {
    const auto tokens = analyzer_.analyze(text);
    if (analyzer_.forgotten() != forgotten_) {
        forgotten_ = analyzer_.forgotten();
        fits_.forget();
    }
    Marking marking(tokens, part, fits_);
    for (std::size_t i = 0; i < query_.clauses.size(); ++i) marking.mark(query_.clauses[i], i);
    return marking.matches();
}

std::string escape_html(std::string_view text) {
    std::string html;
    html.reserve(text.size() + text.size() / 16);
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string mark_html(std::string_view text, std::size_t begin, std::size_t end,
                      const std::vector<Match>& matches) {
    std::string html;
    std::size_t at = begin;
    for (const auto& match : matches) {
        if (match.begin < at || match.end > end) continue;
        html += escape_html(text.substr(at, match.begin - at));
        html += "<mark>";
        html += escape_html(text.substr(match.begin, match.end - match.begin));
        html += "</mark>";
        at = match.end;
    }
    return html += escape_html(text.substr(at, end - at));
}

}  // namespace kiosque::search
