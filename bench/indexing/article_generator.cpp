// The vocabulary of running text never ends: n words of it have about the square root of n
// different ones (Heaps' law). So some words are made up. How many of them there must be is what
// the corpus says of the words that it lacks: their share of any text is that of the words that it
// has once (Good and Turing). Which of them is drawn follows Zipf's law from where the corpus ends:
// the n-th with a probability that falls as 1 / (words of the corpus + n)^2.

#include "bench/indexing/article_generator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include "bench/indexing/made_up_words.hpp"
#include "bench/indexing/random.hpp"

namespace kiosque::bench {
namespace {

constexpr std::size_t kShortestSentence = 8;  ///< words
constexpr std::size_t kLongestSentence = 25;
constexpr double kLengthSpread = 0.8;  ///< deviation of the logarithm of an article's length
constexpr double kCommaShare = 0.08;
constexpr double kReturnShare = 0.4;  ///< rare words that the article has had before, as names have
constexpr std::size_t kDays = 7305;   ///< twenty years
constexpr std::chrono::year_month_day kFirstDay{std::chrono::year(2005), std::chrono::January,
                                                std::chrono::day(1)};

/// Makes a letter a capital; those of Latin-1 take two bytes, of which the second tells.
void capitalise(std::string& text, std::size_t at) {
    if (at == text.size()) return;
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : 0);
    if (first >= 'a' && first <= 'z') text[at] = static_cast<char>(first - 0x20U);
    if (first == 0xC3U && second >= 0xA0U) text[at + 1] = static_cast<char>(second - 0x20U);
}

template <typename Values>
const auto& one_of(const Values& values, Random& random) {
    return values[random.below(values.size())];
}

}  // namespace

/// The chances of one article.
class ArticleGenerator::Draw {
public:
    Draw(const CorpusSamples& samples, std::uint64_t seed, std::size_t number)
        : samples_(samples),
          rare_share_(static_cast<double>(samples.words_met_once) /
                      static_cast<double>(samples.words.size())),
          random_(seed, number) {}

    Random& random() { return random_; }

    void append_words(std::size_t count, double comma_share, std::string& text) {
        const std::size_t begin = text.size();
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) text += random_.happens(comma_share) ? ", " : " ";
            append_word(text);
        }
        capitalise(text, begin);
    }

    std::string body(double mean_words) {
        const double median = mean_words / std::exp(kLengthSpread * kLengthSpread / 2);
        const double drawn = median * std::exp(kLengthSpread * random_.normal());
        auto left = std::max(kShortestSentence, static_cast<std::size_t>(drawn));
        std::string text;
        for (std::size_t sentences = random_.between(2, 6); left > 0; --sentences) {
            if (sentences == 0) sentences = random_.between(2, 6);
            std::size_t count = random_.between(kShortestSentence, kLongestSentence);
            if (left < count + kShortestSentence) {
                count = left > kLongestSentence ? left - kShortestSentence : left;
            }
            append_words(count, kCommaShare, text);
            left -= count;
            text += left == 0 ? "." : sentences == 1 ? ".\n\n" : ". ";
        }
        return text;
    }

private:
    void append_word(std::string& text) {
        if (random_.happens(rare_share_)) {
            text += rare_word();
        } else {
            text += one_of(samples_.words, random_);
        }
    }

    const std::string& rare_word() {
        if (!rare_words_.empty() && random_.happens(kReturnShare)) {
            return one_of(rare_words_, random_);
        }
        const double rank = static_cast<double>(samples_.distinct_words) * (1 / random_.unit() - 1);
        return rare_words_.emplace_back(
            made_up_word(static_cast<std::uint32_t>(std::min(rank, 4294967295.0))));
    }

    const CorpusSamples& samples_;
    double rare_share_;
    Random random_;
    std::vector<std::string> rare_words_;  ///< of this article
};

ArticleGenerator::ArticleGenerator(const CorpusSamples& samples, std::uint64_t seed,
                                   double mean_words)
    : samples_(samples), seed_(seed), mean_words_(mean_words) {}

Article ArticleGenerator::article(std::size_t number) const {
    Draw draw(samples_, seed_, number);
    Random& random = draw.random();
    Article article;
    std::array<char, 32> id{};
    std::snprintf(id.data(), id.size(), "art-%07zu", number);
    article.id = id.data();
    draw.append_words(random.between(4, 12), 0, article.title);
    article.body = draw.body(mean_words_);
    article.date = Day(kFirstDay) + std::chrono::days(random.below(kDays));
    article.source = one_of(samples_.sources, random);
    article.section = one_of(samples_.sections, random);
    article.authors = {one_of(samples_.authors, random)};
    for (std::size_t tags = random.between(1, 4); tags > 0; --tags) {
        const auto& tag = one_of(samples_.tags, random);
        const bool is_new = std::ranges::find(article.tags, tag) == article.tags.end();
        if (is_new) article.tags.push_back(tag);
    }
    return article;
}

}  // namespace kiosque::bench
