#include "search/proximity.hpp"

#include <algorithm>
#include <cstdlib>

#include "index/schema.hpp"

namespace kiosque::search {
namespace {

using Positions = std::vector<std::uint32_t>;

constexpr int kFarthestTyped = 4;  ///< with stop words between: "communauté de destin"

/// How far the two words nearest to their typed order are from it.
int smallest_excess(const Positions& left, const Positions& right, int typed_distance) {
    int smallest = static_cast<int>(Proximity::kReach) + 1;
    std::size_t from = 0;
    for (const auto a : left) {
        const auto low = static_cast<std::int64_t>(a) - Proximity::kReach - kFarthestTyped;
        while (from < right.size() && right[from] < low) ++from;
        for (std::size_t i = from; i < right.size(); ++i) {
            const int distance = static_cast<int>(right[i]) - static_cast<int>(a);
            if (distance > static_cast<int>(Proximity::kReach) + typed_distance) break;
            if (distance == 0) continue;  // one word cannot be both
            const int excess = distance > 0 ? std::abs(distance - typed_distance)
                                            : std::abs(-distance - typed_distance) + 1;
            smallest = std::min(smallest, excess);
        }
    }
    return smallest;
}

/// The words of the whole text in the order they were typed, what means the same left out.
void collect(const Clause& clause, std::vector<const QueryWord*>& words) {
    if (clause.is_excluded || !clause.field.empty()) return;
    for (const auto& word : clause.words) {
        if (!word.is_stop_word && !word.is_prefix) words.push_back(&word);
    }
    if (clause.kind == Clause::Kind::same) {
        collect(clause.parts.front(), words);
    } else if (clause.kind != Clause::Kind::days) {
        for (const auto& part : clause.parts) collect(part, words);
    }
}

}  // namespace

Proximity::Proximity(const Segment& segment, const Vocabulary& vocabulary,
                     const UnderstoodQuery& query, TermWeights& weights)
    : reader_(segment, vocabulary) {
    std::vector<const QueryWord*> words;
    for (const auto& clause : query.clauses) collect(clause, words);
    if (words.size() < 2) return;
    for (const auto* word : words) reader_.watch(*word, index::kWholeText);
    const auto idf = [&](const QueryWord& word) {
        const bool has_lemma = !word.lemmas.empty();
        return weights.idf(index::word_term(index::kWholeText,
                                            has_lemma ? index::Level::lemma : index::Level::exact,
                                            has_lemma ? word.lemmas.front() : word.exact.front()));
    };
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const int distance =
            static_cast<int>(words[i + 1]->place) - static_cast<int>(words[i]->place);
        if (distance < 1 || distance > kFarthestTyped) continue;
        const double weight =
            weights.parameters().proximity_weight * std::min(idf(*words[i]), idf(*words[i + 1]));
        if (weight > 0) pairs_.push_back({words[i], words[i + 1], distance, weight});
    }
}

double Proximity::score(Xapian::docid document) {
    reader_.move_to(document);
    double sum = 0;
    for (const auto& pair : pairs_) {
        const auto& left = reader_.positions(*pair.left);
        if (left.empty()) continue;
        const int excess =
            smallest_excess(left, reader_.positions(*pair.right), pair.typed_distance);
        if (excess <= static_cast<int>(kReach)) sum += pair.weight / (1 + excess);
    }
    return sum;
}

}  // namespace kiosque::search
