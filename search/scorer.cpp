#include "search/scorer.hpp"

#include <algorithm>
#include <cmath>

#include "search/query_fields.hpp"

namespace kiosque::search {
namespace {

using index::Level;
using Kind = Clause::Kind;

/// A day that was asked for weighs like a word that stands there exactly, a few times.
constexpr double kWeightOfDay = 1.5;

const char* name_of(Level level) {
    switch (level) {
        case Level::exact:
            return "exact";
        case Level::lemma:
            return "flexion";
        case Level::family:
            return "famille";
    }
    return "";
}

}  // namespace

double idf_of(double with, double articles) {
    if (with <= 0) return 0;
    const double n = std::min(with, articles);
    return std::log(1 + (articles - n + 0.5) / (n + 0.5));
}

TermWeights::TermWeights(const index::OpenIndex& index, const index::Databases& databases)
    : databases_(databases),
      parameters_(index.manifest().ranking),
      articles_(static_cast<double>(index.manifest().documents())) {}

double TermWeights::count(const std::string& term) {
    const auto known = counts_.find(term);
    if (known != counts_.end()) return known->second;
    double count = 0;
    for (const auto& database : databases_) count += database.get_termfreq(term);
    return counts_.emplace(term, count).first->second;
}

double TermWeights::idf(const std::string& term) {
    return idf_of_count(count(term));
}

const Scorer::Term* Scorer::LevelOfWord::best(Xapian::docid document, double& score) {
    const Term* best = nullptr;
    score = 0;
    for (auto& term : terms) {
        const double own = term.score(document);
        if (own > score) {
            score = own;
            best = &term;
        }
    }
    return best;
}

double Scorer::Word::score(Xapian::docid document) {
    double sum = 0;
    for (auto& level : levels) {
        double best = 0;
        level.best(document, best);
        sum += best;
    }
    return sum;
}

double Scorer::Unit::score(Xapian::docid document, Alternative** best) {
    double most = 0;
    for (auto& alternative : alternatives) {
        if (alternative.only_in && !alternative.only_in->contains(document)) continue;
        double sum = alternative.constant;
        for (auto& word : alternative.words) sum += word.score(document);
        if (sum * alternative.weight <= most) continue;
        most = sum * alternative.weight;
        if (best != nullptr) *best = &alternative;
    }
    return most;
}

Scorer::Scorer(const Segment& segment, const DocumentMatcher& matcher, const UnderstoodQuery& query,
               TermWeights& weights)
    : segment_(segment), matcher_(matcher), weights_(weights) {
    stop_words_weigh_ = std::all_of(
        query.clauses.begin(), query.clauses.end(),
        [](const Clause& clause) { return clause.is_excluded || clause.is_only_stop_words(); });
    names_weigh_more_ = query.is_sentence;
    for (const auto& clause : query.clauses) {
        if (!clause.is_excluded) add_units(clause, clause.repeated);
    }
    for (auto& unit : units_) {
        unit.bound = bound(unit) * (1 + weights.parameters().coverage_weight);
        idf_ += unit.idf;
    }
    std::sort(units_.begin(), units_.end(),
              [](const Unit& a, const Unit& b) { return a.bound > b.bound; });
    bound_behind_.assign(units_.size() + 1, 0);
    for (std::size_t i = units_.size(); i-- > 0;) {
        bound_behind_[i] = bound_behind_[i + 1] + units_[i].bound;
    }
}

Scorer::LevelOfWord Scorer::make_level(Level level, const std::vector<std::string>& terms,
                                       const QueryWord& word, const std::string& field,
                                       double weight) {
    LevelOfWord made{level, {}};
    const index::Field prefix = index_field(field);
    std::vector<std::string> names;
    double together = 0;
    for (const auto& term : terms) {
        names.push_back(index::word_term(prefix, level, term));
        if (word.is_prefix) together += weights_.count(names.back());
    }
    for (auto& name : names) {
        // The words that begin alike are one: their rarest form must not weigh most.
        const double idf = word.is_prefix ? weights_.idf_of_count(together) : weights_.idf(name);
        auto postings = segment_.postings(name);
        if (postings->documents() == 0) continue;
        const index::PostingList::Reader reader(*postings);
        made.terms.push_back(
            {std::move(name), std::move(postings), reader, idf * weight / index::kMaxImpact});
    }
    return made;
}

Scorer::Word Scorer::make_word(const QueryWord& word, const std::string& field) {
    const index::RankingParameters& parameters = weights_.parameters();
    Word made{&word, {}};
    const auto add = [&](Level level, const std::vector<std::string>& terms, double weight) {
        auto of_level = make_level(level, terms, word, field, weight);
        if (!of_level.terms.empty()) made.levels.push_back(std::move(of_level));
    };
    // What is looked for in one form only must not count less beside words that have them all.
    const double exact_weight = parameters.exact_weight +
                                (word.lemmas.empty() ? parameters.lemma_weight : 0) +
                                (word.families.empty() ? parameters.family_weight : 0);
    add(Level::exact, word.exact, exact_weight);
    add(Level::lemma, word.lemmas, parameters.lemma_weight);
    add(Level::family, word.families, parameters.family_weight);
    return made;
}

/// How telling a word is, in whatever form it has most articles.
double Scorer::idf_of(const QueryWord& word, const std::string& field) {
    const index::Field prefix = index_field(field);
    double most = 0;
    const auto look_at = [&](Level level, const std::vector<std::string>& terms) {
        for (const auto& term : terms) {
            most = std::max(most, weights_.count(index::word_term(prefix, level, term)));
        }
    };
    look_at(Level::exact, word.exact);
    look_at(Level::lemma, word.lemmas);
    look_at(Level::family, word.families);
    return weights_.idf_of_count(most);
}

/// In a sentence the capital marks what it is about.
double Scorer::weight_of(const QueryWord& word) const {
    return names_weigh_more_ && word.is_name ? weights_.parameters().name_weight : 1;
}

/// The words of a clause as one thing that counts.
Scorer::Alternative Scorer::alternative(const Clause& clause) {
    Alternative made;
    const bool only_stop_words = clause.is_only_stop_words();
    clause.for_each_word([&](const QueryWord& word) {
        if (word.is_stop_word && !only_stop_words) return;
        made.words.push_back(make_word(word, clause.field));
    });
    return made;
}

void Scorer::add_same(const Clause& clause, double weight) {
    const auto idf_of_all = [&](const Alternative& alternative) {
        double sum = 0;
        for (const auto& word : alternative.words) sum += idf_of(*word.word, clause.field);
        return sum;
    };
    const Clause& first = clause.parts.front();
    const double names = first.words.empty() ? 1 : weight_of(first.words.front());
    Unit unit;
    for (const auto& part : clause.parts) {
        Alternative made = alternative(part);
        const double idf = idf_of_all(made);
        if (&part == &first) {
            made.weight = weight * names;
            unit.idf = made.weight * idf;
        } else {
            // Neither a long name nor a rare one may weigh more than what was typed.
            const double own = weight * names;
            const double share = unit.idf > 0 && own * idf > unit.idf ? unit.idf / (own * idf) : 1;
            made.weight = own * weights_.parameters().synonym_weight * share;
        }
        if (part.kind != Kind::word) made.only_in = matcher_.find(part);
        unit.alternatives.push_back(std::move(made));
    }
    units_.push_back(std::move(unit));
}

void Scorer::add_days(const Clause& clause, double weight) {
    Unit unit;
    Alternative dated;
    dated.only_in = within_days(segment_.columns, clause.days);
    double count = 0;
    for (std::size_t i = 0; i < segment_.index.segments(); ++i) {
        count += static_cast<double>(
            i == segment_.number ? dated.only_in->count()
                                 : within_days(segment_.index.columns(i), clause.days).count());
    }
    dated.constant = kWeightOfDay * weights_.idf_of_count(count);
    dated.weight = weight;
    unit.idf = weights_.idf_of_count(count);
    unit.alternatives.push_back(std::move(dated));
    for (const auto& part : clause.parts) {
        unit.alternatives.push_back(alternative(part));
        unit.alternatives.back().only_in = matcher_.find(part);
        unit.alternatives.back().weight = weight;
    }
    units_.push_back(std::move(unit));
}

bool Scorer::can_weigh(const Clause& clause) {
    if (clause.kind == Kind::days && clause.is_day_only) return false;
    if (!clause.parts.empty() && clause.kind != Kind::days) {
        return std::any_of(clause.parts.begin(), clause.parts.end(),
                           [](const Clause& part) { return !part.is_excluded && can_weigh(part); });
    }
    return clause.field.empty() || index_field(clause.field) == index::kTitle;
}

void Scorer::add_units(const Clause& clause, double weight) {
    if (!can_weigh(clause)) return;
    switch (clause.kind) {
        case Kind::same:
            add_same(clause, weight);
            return;
        case Kind::days:
            add_days(clause, weight);
            return;
        case Kind::word:
        case Kind::phrase:
            for (const auto& word : clause.words) {
                if (word.is_stop_word && !stop_words_weigh_) continue;
                Unit unit;
                const double own = weight * weight_of(word);
                unit.alternatives.push_back({{}, own, 0, {}});
                unit.alternatives.back().words.push_back(make_word(word, clause.field));
                unit.idf = own * idf_of(word, clause.field);
                units_.push_back(std::move(unit));
            }
            return;
        case Kind::near_to:
        case Kind::all:
        case Kind::any:
            for (const auto& part : clause.parts) {
                if (!part.is_excluded) add_units(part, weight);
            }
            return;
    }
}

double Scorer::bound(const Unit& unit) const {
    double most = 0;
    for (const auto& alternative : unit.alternatives) {
        double sum = alternative.constant;
        for (const auto& word : alternative.words) {
            for (const auto& level : word.levels) {
                double best = 0;
                for (const auto& term : level.terms) {
                    best = std::max(best, term.postings->highest_impact() * term.factor);
                }
                sum += best;
            }
        }
        most = std::max(most, sum * alternative.weight);
    }
    return most;
}

double Scorer::coverage(double idf) const {
    const bool is_single = units_.size() < 2 || idf_ <= 0;
    return is_single ? 0 : weights_.parameters().coverage_weight * idf / idf_;
}

double Scorer::score(Xapian::docid document, double threshold) {
    const double most = 1 + (units_.size() < 2 ? 0 : weights_.parameters().coverage_weight);
    double sum = 0;
    double idf = 0;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        if (sum * most + bound_behind_[i] <= threshold) return -1;
        const double own = units_[i].score(document);
        if (own > 0) idf += units_[i].idf;
        sum += own;
    }
    return sum * (1 + coverage(idf));
}

std::vector<ScorePart> Scorer::explain(Xapian::docid document) {
    std::vector<ScorePart> parts;
    double sum = 0;
    double idf = 0;
    for (auto& unit : units_) {
        Alternative* chosen = nullptr;
        const double own = unit.score(document, &chosen);
        if (own <= 0) continue;
        sum += own;
        idf += unit.idf;
        // The first is what was typed; of days it has no words, and the others say the same days.
        const bool is_synonym =
            chosen != &unit.alternatives.front() && !unit.alternatives.front().words.empty();
        if (chosen->words.empty()) {
            ScorePart part;
            part.level = "date";
            part.weight = part.score = chosen->weight * chosen->constant;
            parts.push_back(std::move(part));
        }
        for (auto& word : chosen->words) {
            for (auto& level : word.levels) {
                double score = 0;
                const Term* best = level.best(document, score);
                if (best == nullptr) continue;
                ScorePart part;
                part.typed = word.word->text;
                part.is_synonym = is_synonym;
                part.level = name_of(level.level);
                part.term = best->name;
                part.impact = static_cast<unsigned>(std::lround(score / best->factor));
                part.weight = chosen->weight * best->factor * index::kMaxImpact;
                part.score = chosen->weight * score;
                parts.push_back(std::move(part));
            }
        }
    }
    if (coverage(idf) > 0) {
        ScorePart part;
        part.level = "couverture";
        part.weight = part.score = sum * coverage(idf);
        parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace kiosque::search
