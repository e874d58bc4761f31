// What a score is made of, and that the best articles are the best of all.

#include <cmath>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "base/utf8.hpp"
#include "index/schema.hpp"
#include "search/day_range.hpp"
#include "search/ranker.hpp"
#include "support/analyzer.hpp"
#include "support/search_fixture.hpp"
#include "text/french_analyzer.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::draw;
using test::Searching;

namespace {

const std::vector<std::string> kWords = {"élection",  "élections",
                                         "électeurs", "impôts",
                                         "steppe",    "gazoduc",
                                         "rivière",   "chevaux",
                                         "montagne",  "chanter",
                                         "lumière",   "ONU",
                                         "le",        "de",
                                         "et",        "2013",
                                         "ville",     "villes",
                                         "accord",    "route",
                                         "soie",      "pays",
                                         "frontière", "Nations unies",
                                         "mars 2024", "train à grande vitesse",
                                         "TGV"};

std::vector<Article> generated(std::size_t count) {
    std::mt19937 random(21);
    std::vector<Article> articles;
    for (std::size_t i = 0; i < count; ++i) {
        // The first words are drawn often, so that frequencies differ.
        const auto text = [&](std::size_t words) {
            std::string made;
            for (; words > 0; --words) {
                made += kWords[std::min(random() % kWords.size(), random() % kWords.size())];
                made += random() % 12 == 0 ? ".\n\n" : " ";
            }
            return made;
        };
        std::string title = text(1 + random() % 4);
        std::replace(title.begin(), title.end(), '\n', ' ');
        Article made = test::article(std::to_string(i), title, text(5 + random() % 40));
        made.authors = {draw(kWords, random)};
        if (random() % 4 != 0) {
            made.date = Day(std::chrono::year(2024) / 3 / 1) - std::chrono::days(random() % 5000);
        }
        articles.push_back(std::move(made));
    }
    return articles;
}

const Searching& library() {
    static const Searching made(generated(600));
    return made;
}

SearchRequest random_request(std::mt19937& random) {
    const std::vector<std::string> days = {
        "2013", "mars 2024", "date:2013", "date:2010..2012", "du 3 au 9 mars 2024", "hier"};
    SearchRequest request;
    std::string& query = request.selection.query;
    for (auto pieces = 1 + random() % 4; pieces > 0; --pieces) {
        if (!query.empty()) query += random() % 3 == 0 ? " OU " : random() % 3 == 0 ? " ET " : " ";
        const std::string& word = draw(kWords, random);
        const std::string& other = draw(kWords, random);
        switch (random() % 10) {
            case 0:
                query += "\"" + word + " " + other + "\"~" + std::to_string(random() % 9);
                break;
            case 1:
                query += word + " PROCHE/" + std::to_string(1 + random() % 9) + " " + other;
                break;
            case 2:
                query += draw(days, random);
                break;
            case 3:
                query += word.substr(0, 4) + "*";
                break;
            case 4:
                query += "titre:" + word;
                break;
            case 5:
                query += "-" + word;
                break;
            default:
                query += word;
        }
    }
    if (!kiosque::is_valid_utf8(query)) query = "élection accord";
    const std::vector<MatchLevel> levels = {MatchLevel::exact, MatchLevel::flexion,
                                            MatchLevel::famille, MatchLevel::famille};
    request.selection.match = draw(levels, random);
    if (random() % 3 == 0) request.recency_half_life = 1 + static_cast<unsigned>(random() % 9000);
    request.explain = true;
    return request;
}

std::set<std::string> words_of(const Article& article) {
    text::FrenchAnalyzer& analyzer = test::analyzer();
    std::set<std::string> words;
    for (const auto& text : {article.title, article.body}) {
        for (const auto& token : analyzer.analyze(text)) words.insert(token.terms->exact);
    }
    return words;
}

double sum_of(const std::vector<ScorePart>& parts) {
    double sum = 0;
    for (const auto& part : parts) sum += part.score;
    return sum;
}

double of_level(const std::vector<ScorePart>& parts, const std::string& level) {
    double sum = 0;
    for (const auto& part : parts) sum += part.level == level ? part.score : 0;
    return sum;
}

/// "exact: élections <- élections (titre, texte)", a line for each part that words made.
std::vector<std::string> shown(const std::vector<ScorePart>& parts) {
    const auto joined = [](const auto& list) {
        std::string text;
        for (const auto& each : list) text += (text.empty() ? "" : ", ") + each;
        return text;
    };
    std::vector<std::string> lines;
    for (const auto& part : parts) {
        if (part.typed.empty()) continue;
        lines.push_back(part.level + ": " + part.typed + (part.is_synonym ? " <~ " : " <- ") +
                        joined(part.matched) + " (" + joined(part.fields) + ")");
    }
    return lines;
}

std::vector<std::string> explained(const Searching& fixture, const std::string& query,
                                   const std::string& id) {
    SearchRequest request;
    request.selection.query = query;
    request.explain = true;
    for (const auto& hit : fixture.run(request).hits) {
        if (hit.article.id == id) return shown(*hit.explanation);
    }
    return {"not found"};
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the parts of a score add up to it, and name words of the article", "[search][explain]") {
    const std::set<std::string> word_levels = {"exact", "flexion", "famille"};
    const std::set<std::string> other_levels = {"date", "couverture", "proximite", "recence"};
    std::mt19937 random(22);
    std::set<std::string> seen;
    for (int round = 0; round < 300; ++round) {
        SearchRequest request = random_request(random);
        if (random() % 4 == 0) request.sort = Sort::date_descending;
        CAPTURE(round, request.selection.query);
        for (const auto& hit : library().run(request).hits) {
            CAPTURE(hit.article.id);
            REQUIRE(sum_of(*hit.explanation) == Approx(hit.score).epsilon(0).margin(1e-9));
            const auto words = words_of(hit.article);
            for (const auto& part : *hit.explanation) {
                CAPTURE(part.typed, part.level, part.term);
                REQUIRE(part.score > 0);
                seen.insert(part.level);
                if (other_levels.contains(part.level)) {
                    REQUIRE(part.typed.empty());
                    continue;
                }
                REQUIRE(word_levels.contains(part.level));
                REQUIRE_FALSE(part.typed.empty());
                REQUIRE_FALSE(part.matched.empty());
                REQUIRE_FALSE(part.fields.empty());
                REQUIRE(part.impact >= 1);
                REQUIRE(part.impact <= static_cast<unsigned>(index::kMaxImpact));
                REQUIRE(part.score == Approx(part.weight * part.impact / index::kMaxImpact));
                for (const auto& word : part.matched) REQUIRE(words.contains(word));
            }
        }
    }
    CHECK(seen.size() == word_levels.size() + other_levels.size());
}

TEST_CASE("a part names what was typed, what it found, on which level and where",
          "[search][explain]") {
    const Searching fixture({
        test::article("own", "L’élection", "Un mot.\n\nUne élection."),
        test::article("form", "Un", "Des élections.\n\nRien."),
        test::article("hills", "Un", "Rien.\n\nUn pays montagneux."),
        test::article("onu", "Un", "Les Nations unies."),
        test::article("y13", "Un", "Depuis 2013."),
    });
    CHECK(explained(fixture, "élection", "own") ==
          Lines{"exact: élection <- élection (titre, texte)",
                "flexion: élection <- élection (titre, texte)",
                "famille: élection <- élection (titre, texte)"});
    CHECK(explained(fixture, "l’Élection", "form") ==
          Lines{"flexion: Élection <- élections (chapeau)",
                "famille: Élection <- élections (chapeau)"});
    CHECK(explained(fixture, "montagne", "hills") ==
          Lines{"famille: montagne <- montagneux (texte)"});
    CHECK(explained(fixture, "titre:élection", "own").front() ==
          "exact: élection <- élection (titre)");
    CHECK(explained(fixture, "élect*", "form") == Lines{"exact: élect* <- élections (chapeau)"});
    CHECK(explained(fixture, "ONU", "onu").front() == "exact: Nations <~ nations (chapeau)");
    CHECK(explained(fixture, "Nations unies", "onu").front() ==
          "exact: Nations <- nations (chapeau)");
    // The text says just what was typed.
    CHECK(explained(fixture, "2013", "y13").front() == "exact: 2013 <- 2013 (chapeau)");
}

TEST_CASE("the family of élection has électeur, as request.hpp says", "[search][match]") {
    const Searching fixture({test::article("family", "Un", "Rien.\n\nLes électeurs.")});
    CHECK(explained(fixture, "élection", "family") ==
          Lines{"famille: élection <- électeurs (texte)"});
}

TEST_CASE("with recence the newer of two equal articles ranks first, undated ones last",
          "[search][ranking]") {
    const auto dated = [](const std::string& id, std::optional<Day> day) {
        Article made = test::article(id, "Le gaz", "Le gaz coûte.");
        made.date = day;
        return made;
    };
    const Day today = today_in_paris();
    const Searching fixture({dated("undated", {}), dated("old", today - std::chrono::days(60)),
                             dated("new", today - std::chrono::days(30)), dated("today", today),
                             dated("tomorrow", today + std::chrono::days(1))});
    SearchRequest request;
    request.selection.query = "gaz";
    const auto plain = fixture.run(request).hits;
    for (const auto& hit : plain) CHECK(hit.score == Approx(plain.front().score));
    CHECK(plain.front().article.id == "undated");  // the order of the index

    request.recency_half_life = 30;
    request.explain = true;
    const auto hits = fixture.run(request).hits;
    std::map<std::string, double> scores;
    std::string order;
    for (const auto& hit : hits) {
        order += hit.article.id + " ";
        scores[hit.article.id] = hit.score / plain.front().score;
        CHECK(of_level(*hit.explanation, "recence") ==
              Approx(hit.score - plain.front().score).margin(1e-9));
    }
    CHECK(order == "today tomorrow new old undated ");
    CHECK(scores["today"] == Approx(2));
    CHECK(scores["tomorrow"] == Approx(2));  // no article is newer than one of today
    CHECK(scores["new"] == Approx(1.5));
    CHECK(scores["old"] == Approx(1.25));
    CHECK(scores["undated"] == Approx(1));
}

TEST_CASE("words side by side rank before words far apart", "[search][ranking][proximity]") {
    const Searching fixture({
        test::article(
            "far", "Un",
            "La route du nord passe par la ville, la plaine et le désert jusqu'à la soie."),
        test::article("back", "Un", "La soie, la route du nord, elle passe par la ville."),
        test::article("close", "Un", "Le nord passe par la ville et mène à la route de la soie."),
    });
    CHECK(fixture.ranked("route de la soie") == "close back far");
    SearchRequest request;
    request.selection.query = "route de la soie";
    request.explain = true;
    const auto hits = fixture.run(request).hits;
    CHECK(of_level(*hits.front().explanation, "proximite") > 0);
    CHECK(of_level(*hits.back().explanation, "proximite") == 0);
}

TEST_CASE("the best articles are the best of all, on every page", "[search][ranking]") {
    std::mt19937 random(23);
    for (int round = 0; round < 200; ++round) {
        SearchRequest request = random_request(random);
        CAPTURE(round, request.selection.query);
        // Sorted by date every article is scored, none passed over.
        request.sort = Sort::date_ascending;
        std::vector<std::pair<double, double>> all;  // without and with nearness
        for (const auto& hit : library().all_hits(request)) {
            all.emplace_back(hit.score - of_level(*hit.explanation, "proximite"), hit.score);
        }
        request.sort = Sort::relevance;
        request.explain = false;
        const auto hits = library().all_hits(request);
        REQUIRE(hits.size() == all.size());
        std::sort(all.rbegin(), all.rend());
        const auto window = std::min(all.size(), Ranker::kProximityWindow);
        // Where two articles share the last place of the window, either may gain by nearness.
        const bool is_tie =
            window < all.size() && std::abs(all[window - 1].first - all[window].first) < 1e-9;
        std::vector<double> expected;
        for (std::size_t i = 0; i < all.size(); ++i) {
            expected.push_back(i < window ? all[i].second : all[i].first);
        }
        std::sort(expected.rbegin(), expected.rend());
        for (std::size_t i = 0; i < hits.size() && !is_tie; ++i) {
            CAPTURE(i);
            REQUIRE(hits[i].score == Approx(expected[i]).epsilon(0).margin(1e-9));
        }
        request.limit = 10;
        for (const std::size_t offset : {0, 10, 45}) {
            request.offset = offset;
            const auto page = library().run(request).hits;
            for (std::size_t i = 0; i < page.size(); ++i) {
                REQUIRE(page[i].article.id == hits[offset + i].article.id);
                REQUIRE(page[i].score == hits[offset + i].score);
            }
        }
    }
}
