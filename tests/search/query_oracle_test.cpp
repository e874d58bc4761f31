// Random queries of a small grammar over generated articles: what is found is what a plain reading
// of every article finds.

#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "support/analyzer.hpp"
#include "support/search_fixture.hpp"
#include "text/french_analyzer.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::analyzer;
using test::draw;
using test::Searching;

namespace {

// Each several forms of a few words, with and without accents.
const std::vector<std::string> kWords = {
    "élection",  "élections", "électeurs", "electeur",   "impôts",   "impots",
    "steppe",    "steppes",   "gazoduc",   "gazoducs",   "rivière",  "rivieres",
    "cheval",    "chevaux",   "montagne",  "montagneux", "chantent", "chanter",
    "chanteuse", "lumière",   "lumineux",  "œuvre",      "oeuvres",  "aujourd'hui"};

/// A word of an article as the test reads it.
using Reading = std::vector<text::WordTerms>;

struct Shelf {
    std::vector<Article> articles;
    std::vector<Reading> readings;  ///< of the texts; every title is "Brève"

    explicit Shelf(std::size_t count) {
        std::mt19937 random(11);
        for (std::size_t i = 0; i < count; ++i) {
            std::string body;
            for (std::size_t words = 3 + random() % 8; words > 0; --words) {
                body += draw(kWords, random) + (random() % 9 == 0 ? ".\n\n" : " ");
            }
            articles.push_back(test::article(std::to_string(1000 + i), "Brève", body + "fin."));
            Reading reading;
            for (const auto& token : analyzer().analyze(body)) reading.push_back(*token.terms);
            readings.push_back(std::move(reading));
        }
    }
};

const Shelf& shelf() {
    static const Shelf made(200);
    return made;
}

/// How a word of the index answers one that was typed: by a form that is written alike, its accents
/// aside when none were typed, or by a lemma. Families are left to other tests: what is excluded
/// has none.
bool answers(const text::WordTerms& found, const text::WordTerms& typed) {
    const auto shares_lemma = [&](const auto& lemma) {
        return std::find(typed.lemmas.begin(), typed.lemmas.end(), lemma) != typed.lemmas.end();
    };
    return found.exact == typed.exact ||
           std::any_of(found.lemmas.begin(), found.lemmas.end(), shares_lemma);
}

/// What was typed, and the words of all articles that it is without its accents.
const Reading& meant_by(const std::string& word) {
    static std::map<std::string, Reading> known;
    Reading& meant = known[word];
    if (!meant.empty()) return meant;
    meant = {*analyzer().analyze(word).front().terms};
    if (text::folded_term(meant[0].exact) != meant[0].exact) return meant;
    const std::string typed = meant[0].exact;
    for (const auto& other : kWords) {
        const auto terms = *analyzer().analyze(other).front().terms;
        if (text::folded_term(terms.exact) == typed) meant.push_back(terms);
    }
    return meant;
}

std::vector<std::size_t> places(const Reading& reading, const std::string& word) {
    const Reading& meant = meant_by(word);
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < reading.size(); ++i) {
        if (std::any_of(meant.begin(), meant.end(),
                        [&](const auto& m) { return answers(reading[i], m); })) {
            at.push_back(i);
        }
    }
    return at;
}

using Found = std::set<std::size_t>;
using test::analyzer;

/// A query and the articles that it must find.
struct Asked {
    std::string query;
    Found found;
};

template <typename Holds>
Found where(Holds holds) {
    Found found;
    for (std::size_t i = 0; i < shelf().articles.size(); ++i) {
        if (holds(shelf().readings[i])) found.insert(i);
    }
    return found;
}

Asked ask_word(std::mt19937& random) {
    const std::string word = draw(kWords, random);
    return {word == "aujourd'hui" ? "\"" + word + "\"" : word,
            where([&](const Reading& r) { return !places(r, word).empty(); })};
}

Found complement(const Found& found) {
    return where([&](const Reading& r) {
        return !found.contains(static_cast<std::size_t>(&r - shelf().readings.data()));
    });
}

Asked ask_any(std::mt19937& random, int depth);

Asked ask_item(std::mt19937& random, int depth) {
    if (depth == 0 || random() % 3 != 0) return ask_word(random);
    Asked inner = ask_any(random, depth - 1);
    return {"(" + inner.query + ")", inner.found};
}

Asked ask_all(std::mt19937& random, int depth) {
    Asked all = ask_item(random, depth);
    for (auto more = random() % 3; more > 0; --more) {
        const Asked next = ask_item(random, depth);
        const auto how = random() % 3;
        all.query += (how == 0 ? " SAUF " : how == 1 ? " ET NON " : " ET ") + next.query;
        const Found kept = how == 2 ? next.found : complement(next.found);
        std::erase_if(all.found, [&](const auto each) { return !kept.contains(each); });
    }
    return all;
}

Asked ask_any(std::mt19937& random, int depth) {
    Asked any = ask_all(random, depth);
    for (auto more = random() % 3; more > 0; --more) {
        Asked next = ask_all(random, depth);
        any.query += " OU " + next.query;
        any.found.merge(next.found);
    }
    return any;
}

/// Two words at a distance: a phrase, a phrase with a distance, PROCHE.
Asked ask_near(std::mt19937& random) {
    const std::string first = draw(kWords, random);
    const std::string second = draw(kWords, random);
    const bool has_day = first.front() == 'a' || second.front() == 'a';  // "aujourd'hui"
    const auto how = random() % (has_day ? 2 : 3);
    const auto n = random() % 4 + 1;
    const std::string number = std::to_string(n);
    const std::string query = how == 0   ? "\"" + first + " " + second + "\""
                              : how == 1 ? "\"" + first + " " + second + "\"~" + number
                                         : "(" + first + ") PROCHE/" + number + " (" + second + ")";
    return {query, where([&](const Reading& reading) {
                for (const auto a : places(reading, first)) {
                    for (const auto b : places(reading, second)) {
                        const auto apart = a < b ? b - a : a - b;
                        const bool fits = how == 0   ? b == a + 1
                                          : how == 1 ? a != b && apart <= n + 1
                                                     : a != b && apart <= n;
                        if (fits) return true;
                    }
                }
                return false;
            })};
}

Found ids_found(const Searching& fixture, const std::string& query, std::size_t& total) {
    SearchRequest request;
    request.selection.query = query;
    request.selection.match = MatchLevel::flexion;
    const auto result = fixture.run(request);
    CHECK_FALSE(result.query.relaxed);
    total = result.total;
    Found found;
    for (const auto& hit : fixture.all_hits(request)) {
        found.insert(std::stoul(hit.article.id) - 1000);
    }
    return found;
}

}  // namespace

TEST_CASE("random queries of operators find what a plain reading finds", "[search][oracle]") {
    const Searching fixture(shelf().articles);
    std::mt19937 random(12);
    for (int round = 0; round < 600; ++round) {
        const Asked asked = ask_any(random, 2);
        if (std::count(asked.query.begin(), asked.query.end(), ' ') > 60) continue;  // its limit
        CAPTURE(round, asked.query);
        std::size_t total = 0;
        REQUIRE(ids_found(fixture, asked.query, total) == asked.found);
        REQUIRE(total == asked.found.size());
    }
}

TEST_CASE("random distances find what a plain reading finds", "[search][oracle][phrase]") {
    const Searching fixture(shelf().articles);
    std::mt19937 random(13);
    for (int round = 0; round < 600; ++round) {
        const Asked asked = ask_near(random);
        CAPTURE(round, asked.query);
        std::size_t total = 0;
        REQUIRE(ids_found(fixture, asked.query, total) == asked.found);
        REQUIRE(total == asked.found.size());
    }
}
