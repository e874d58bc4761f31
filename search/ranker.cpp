#include "search/ranker.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kiosque::search {
namespace {

bool is_better(const ScoredDocument& a, const ScoredDocument& b) {
    if (a.score != b.score) return a.score > b.score;
    return std::pair(a.segment, a.document) < std::pair(b.segment, b.document);
}

/// The best documents so far, the worst of them on top.
class Best {
public:
    explicit Best(std::size_t count) : count_(count) {}

    /// What a document must be above to come among the best.
    double threshold() const { return heap_.size() < count_ ? -1 : heap_.front().score; }

    void add(const ScoredDocument& document) {
        heap_.push_back(document);
        std::push_heap(heap_.begin(), heap_.end(), is_better);
        if (heap_.size() <= count_) return;
        std::pop_heap(heap_.begin(), heap_.end(), is_better);
        heap_.pop_back();
    }

    std::vector<ScoredDocument> take() { return std::move(heap_); }

private:
    std::size_t count_;
    std::vector<ScoredDocument> heap_;
};

}  // namespace

Ranker::Ranker(const index::OpenIndex& index, const index::Databases& databases,
               const Vocabulary& vocabulary, const UnderstoodQuery& query,
               std::optional<Recency> recency, Deadline& deadline)
    : index_(index),
      databases_(databases),
      vocabulary_(vocabulary),
      query_(query),
      recency_(recency),
      deadline_(deadline),
      weights_(index, databases) {
    for (std::size_t i = 0; i < databases.size(); ++i) {
        matchers_.emplace_back(Segment(index, databases, i), vocabulary, deadline);
    }
}

Scorer Ranker::scorer(std::size_t segment) {
    return {Segment(index_, databases_, segment), matchers_[segment], query_, weights_};
}

bool Ranker::has_no_weight() const {
    return std::all_of(query_.clauses.begin(), query_.clauses.end(), [](const Clause& clause) {
        return clause.is_excluded || !Scorer::can_weigh(clause);
    });
}

/// 1 for undated articles and without recency, up to 2 for an article of today.
double Ranker::recency_factor(std::size_t segment, std::size_t document) const {
    if (!recency_) return 1;
    const std::int32_t day = index_.columns(segment).day(document);
    if (day == index::kNoDay) return 1;
    const auto today = recency_->today.time_since_epoch().count();
    const auto age = std::max<std::int64_t>(0, today - day);
    return 1 + std::exp2(-static_cast<double>(age) / recency_->half_life);
}

std::vector<ScoredDocument> Ranker::best_of_segment(std::size_t segment,
                                                    const index::DocumentSet& found,
                                                    std::size_t count) {
    Scorer of_segment = scorer(segment);
    Best best(count);
    const double most = recency_ ? 2 : 1;  // no factor of recency is higher
    found.for_each([&](std::size_t each) {
        // A page of what was found is always shown.
        if (best.threshold() >= 0 && deadline_.has_passed()) return;
        const auto document = static_cast<std::uint32_t>(each);
        double score = of_segment.score(document, best.threshold() / most);
        if (score < 0) return;
        score *= recency_factor(segment, document);
        if (score > best.threshold()) best.add({segment, document, score});
    });
    return best.take();
}

void Ranker::add_proximity(std::vector<ScoredDocument>& documents) {
    for (std::size_t segment = 0; segment < databases_.size(); ++segment) {
        std::vector<ScoredDocument*> of_segment;
        for (auto& document : documents) {
            if (document.segment == segment) of_segment.push_back(&document);
        }
        if (of_segment.empty()) continue;
        const Segment view(index_, databases_, segment);
        Proximity proximity(view, vocabulary_, query_, weights_);
        if (!proximity.can_weigh()) continue;
        std::sort(of_segment.begin(), of_segment.end(),
                  [](const auto* a, const auto* b) { return a->document < b->document; });
        for (auto* document : of_segment) document->score += proximity.score(document->document);
    }
}

std::vector<ScoredDocument> Ranker::best(const std::vector<index::DocumentSet>& found,
                                         std::size_t count) {
    std::vector<ScoredDocument> all;
    if (count == 0) return all;
    const std::size_t wanted = std::max(count, kProximityWindow);
    for (std::size_t segment = 0; segment < found.size(); ++segment) {
        const auto best = best_of_segment(segment, found[segment], wanted);
        all.insert(all.end(), best.begin(), best.end());
    }
    std::sort(all.begin(), all.end(), is_better);
    std::vector<ScoredDocument> window(
        all.begin(),
        all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kProximityWindow)));
    add_proximity(window);
    std::sort(window.begin(), window.end(), is_better);
    std::copy(window.begin(), window.end(), all.begin());
    all.resize(std::min(all.size(), count));
    return all;
}

void Ranker::score(std::vector<ScoredDocument>& documents) {
    for (std::size_t segment = 0; segment < databases_.size(); ++segment) {
        std::vector<ScoredDocument*> of_segment;
        for (auto& document : documents) {
            if (document.segment == segment) of_segment.push_back(&document);
        }
        if (of_segment.empty()) continue;
        std::sort(of_segment.begin(), of_segment.end(),
                  [](const auto* a, const auto* b) { return a->document < b->document; });
        Scorer of_this = scorer(segment);
        for (auto* document : of_segment) {
            document->score =
                of_this.score(document->document, -1) * recency_factor(segment, document->document);
        }
    }
    add_proximity(documents);
}

std::vector<ScorePart> Ranker::explain(const ScoredDocument& document) {
    std::vector<ScorePart> parts = scorer(document.segment).explain(document.document);
    const double words =
        std::accumulate(parts.begin(), parts.end(), 0.0,
                        [](double sum, const auto& part) { return sum + part.score; });
    const auto add = [&](const char* level, double score) {
        if (score <= 0) return;
        ScorePart part;
        part.level = level;
        part.weight = part.score = score;
        parts.push_back(std::move(part));
    };
    const double recent = words * (recency_factor(document.segment, document.document) - 1);
    add("recence", recent);
    // What is left was given for words that stand together, to the best documents only.
    constexpr double kRounding = 1e-9;
    const double together = document.score - words - recent;
    add("proximite", together > kRounding ? together : 0);
    return parts;
}

}  // namespace kiosque::search
