// 10,000 pairs of an article and a query, by chance: what is marked is a part of the text, and what
// the query means.

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "base/utf8.hpp"
#include "index/index_directory.hpp"
#include "index/open_index.hpp"
#include "search/day_range.hpp"
#include "search/highlighter.hpp"
#include "search/snippets.hpp"
#include "support/search_fixture.hpp"
#include "text/french_analyzer.hpp"
#include "text/normalization.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::draw;

namespace {

constexpr std::size_t kArticles = 500;
constexpr std::size_t kQueriesEach = 20;

/// The words of the corpus as they stand there, between white space.
std::vector<std::string> real_words() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::string(KIOSQUE_SOURCE) + "/corpus/energie")) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> words;
    for (const auto& file : files) {
        std::ifstream in(file);
        for (std::string word; in >> word;) words.push_back(text::to_nfc(word));
    }
    return words;
}

const std::vector<std::string> kOdd = {"<b>l'eau</b>",
                                       "&amp;",
                                       "R&D",
                                       "\"cité\"",
                                       "a<b>c",
                                       "e\u0301nergie",
                                       "E\u0301TAT",
                                       "éner\u00ADgie",
                                       "gazo\u00ADduc",
                                       "\U0001F30D",
                                       "\U0001F468\u200D\U0001F33E",
                                       "aujourd’hui",
                                       "l’ONU",
                                       "prud'homme",
                                       "4\u00A0700",
                                       "4 700",
                                       "28,6",
                                       "S.N.C.F.",
                                       "sino-kazakh",
                                       "député(e)s",
                                       "citoyen·ne·s",
                                       "\u200Bgaz",
                                       "œuvre",
                                       "Nations unies",
                                       "2013",
                                       "mars 2024",
                                       "\u4E2D\u56FD",
                                       "'",
                                       "<mark>",
                                       "</mark>",
                                       "gaz\u00A0;",
                                       "a-t-il",
                                       "1er",
                                       "«\u202Fsoie\u202F»"};

class Writer {
public:
    std::string text(std::size_t words, std::mt19937& random) const {
        std::string made;
        std::size_t at = random() % real_.size();
        for (; words > 0; --words) {
            if (random() % 12 == 0) at = random() % real_.size();
            made += random() % 8 == 0 ? draw(kOdd, random) : real_[at++ % real_.size()];
            made += random() % 40 == 0 ? ".\n\n" : " ";
        }
        return made.substr(0, made.find_last_not_of(" \n") + 1);
    }

    const std::string& word(std::mt19937& random) const {
        return random() % 5 == 0 ? draw(kOdd, random) : draw(real_, random);
    }

private:
    std::vector<std::string> real_ = real_words();
};

/// Some words of the article, changed a little, some others, joined in the ways that queries have.
std::string make_query(const Article& article, const Writer& writer, std::mt19937& random) {
    std::istringstream in(article.title + " " + article.body);
    std::vector<std::string> own;
    for (std::string word; in >> word;) own.push_back(word);
    std::string query;
    for (auto pieces = 1 + random() % 3; pieces > 0; --pieces) {
        const std::size_t at = random() % own.size();
        std::string word = random() % 4 == 0 ? writer.word(random) : own[at];
        if (random() % 6 == 0) word = text::fold(word);
        if (random() % 6 == 0) word = text::to_upper(word);
        const std::string next = at + 1 < own.size() ? word + " " + own[at + 1] : word;
        const std::vector<std::string> shapes = {word,
                                                 word,
                                                 word,
                                                 next,
                                                 next,
                                                 "\"" + next + "\"",
                                                 "« " + next + " »",
                                                 "\"" + next + "\"~2",
                                                 word + "*",
                                                 "-" + word,
                                                 word + " PROCHE/4 " + draw(own, random),
                                                 "titre:" + word};
        query += (query.empty() ? "" : random() % 4 == 0 ? " OU " : " ") + draw(shapes, random);
    }
    return query;
}

/// What is marked in a piece of HTML, and its text; empty where the HTML is not sound.
struct Unmarked {
    std::string text;
    std::vector<std::pair<std::size_t, std::size_t>> marks;  ///< bytes of `text`
    bool is_sound = true;

    explicit Unmarked(std::string_view html) {
        const std::pair<std::string_view, char> entities[] = {
            {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
        bool is_open = false;
        const auto take = [&](std::string_view piece) {
            if (!html.starts_with(piece)) return false;
            html.remove_prefix(piece.size());
            return true;
        };
        while (!html.empty() && is_sound) {
            if (take("<mark>")) {
                is_sound = !is_open;
                is_open = true;
                marks.emplace_back(text.size(), text.size());
            } else if (take("</mark>")) {
                is_sound = is_open && text.size() > marks.back().first;
                is_open = false;
                marks.back().second = text.size();
            } else if (html.front() == '&') {
                is_sound = std::any_of(std::begin(entities), std::end(entities), [&](auto& row) {
                    if (!take(row.first)) return false;
                    text += row.second;
                    return true;
                });
            } else {
                is_sound = std::string_view("<>\"'").find(html.front()) == std::string_view::npos;
                text += html.front();
                html.remove_prefix(1);
            }
        }
        is_sound = is_sound && !is_open && is_valid_utf8(text);
    }
};

/// The words that a query may mean, read in the test's own way: those that stand in it, and those
/// of all variants that mean the same as something in it.
class Meaning {
public:
    Meaning(const std::string& query, MatchLevel level, text::FrenchAnalyzer& analyzer,
            const Synonyms& synonyms, const Vocabulary& vocabulary)
        : level_(level) {
        std::vector<std::string> variants;
        const auto tokens = analyzer.analyze(query);
        for (std::size_t at = 0; at < tokens.size(); ++at) {
            if (const auto found = synonyms.find(query, tokens, at)) {
                variants.insert(variants.end(), found->others.begin(), found->others.end());
            }
        }
        variants.push_back(query);
        for (const auto& variant : variants) {
            rows_.emplace_back();
            for (const auto& token : analyzer.analyze(variant)) {
                rows_.back().push_back({*token.terms});
            }
            for (auto& forms : rows_.back()) {
                for (const auto& accented : vocabulary.accented(forms.front().exact)) {
                    forms.push_back(analyzer.terms_of(accented));
                }
            }
        }
        has_prefix_ = query.find('*') != std::string::npos;
    }

    /// True when the words, side by side, are words of the query side by side.
    bool has(const std::vector<text::WordTerms>& words) const {
        return std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) {
            for (std::size_t at = 0; at + words.size() <= row.size(); ++at) {
                bool is_here = true;
                for (std::size_t i = 0; i < words.size() && is_here; ++i) {
                    is_here = std::any_of(row[at + i].begin(), row[at + i].end(), [&](auto& form) {
                        return answers(words[i], form, words.size() > 1);
                    });
                }
                if (is_here) return true;
            }
            return false;
        });
    }

private:
    bool answers(const text::WordTerms& found, const text::WordTerms& typed, bool in_phrase) const {
        if (found.exact == typed.exact) return true;
        const auto begins = text::folded_term(found.exact);
        if (has_prefix_ && begins.starts_with(text::folded_term(typed.exact))) return true;
        if (level_ == MatchLevel::exact) return false;
        for (const auto& lemma : typed.lemmas) {
            if (std::count(found.lemmas.begin(), found.lemmas.end(), lemma) > 0) return true;
        }
        return level_ == MatchLevel::famille && !in_phrase && found.family == typed.family;
    }

    MatchLevel level_;
    bool has_prefix_;
    std::vector<std::vector<std::vector<text::WordTerms>>> rows_;  ///< variant, word, forms
};

/// An index of generated articles, opened as deep as highlighting reaches.
struct Library {
    Writer writer;
    std::mt19937 random{31};
    std::vector<Article> articles = make(writer, random);
    test::Searching searching{articles};
    text::Lexicon lexicon;
    text::FrenchAnalyzer analyzer{lexicon};
    Synonyms synonyms = Synonyms::built_in(analyzer);
    index::IndexDirectory directory{searching.index.path()};
    index::OpenIndex index{
        directory, *directory.current(), {text::kAnalyzerVersion, lexicon.checksum()}};
    Pool<index::Databases>::Loan databases = index.databases();
    Vocabulary vocabulary{*databases};

    static std::vector<Article> make(const Writer& writer, std::mt19937& random) {
        std::vector<Article> made;
        for (std::size_t i = 0; i < kArticles; ++i) {
            std::string title = writer.text(1 + random() % 6, random);
            std::replace(title.begin(), title.end(), '\n', ' ');
            made.push_back(
                test::article(std::to_string(i), title, writer.text(5 + random() % 60, random)));
        }
        return made;
    }

    /// Checks the marks of a whole text against what the query means.
    void check(const std::string& text, const std::vector<Match>& matches, const Meaning& meaning) {
        const auto tokens = analyzer.analyze(text);
        const auto ranges = ranges_of(text, matches);
        const Unmarked unmarked(mark_html(text, 0, text.size(), matches));
        REQUIRE(unmarked.is_sound);
        REQUIRE(unmarked.text == text);
        REQUIRE(unmarked.marks.size() == ranges.size());
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            const TextRange& range = ranges[i];
            CAPTURE(text.substr(range.begin, range.end - range.begin));
            REQUIRE(unmarked.marks[i] == std::pair(range.begin, range.end));
            REQUIRE(count_code_points(text.substr(0, range.begin)) == range.begin_character);
            REQUIRE(count_code_points(text.substr(0, range.end)) == range.end_character);
            std::vector<text::WordTerms> words;
            std::size_t last_end = 0;
            for (const auto& token : tokens) {
                if (token.end <= range.begin || token.begin >= range.end) continue;
                if (words.empty()) REQUIRE(token.begin == range.begin);
                last_end = token.end;
                words.push_back(*token.terms);
            }
            REQUIRE(last_end == range.end);
            REQUIRE(meaning.has(words));
        }
    }

    void check_fragments(const std::string& body, const std::vector<Fragment>& fragments) {
        const auto tokens = analyzer.analyze(body);
        std::size_t shown = 0;
        for (const auto& fragment : fragments) {
            const auto& [begin, end, first, last] = fragment.piece;
            REQUIRE(shown <= begin);
            REQUIRE(end <= body.size());
            shown = end;
            REQUIRE(count_code_points(body.substr(0, begin)) == first);
            REQUIRE(count_code_points(body.substr(0, end)) == last);
            const Unmarked unmarked(fragment.html);
            REQUIRE(unmarked.is_sound);
            REQUIRE(unmarked.text == body.substr(begin, end - begin));
            REQUIRE(unmarked.marks.size() == fragment.highlights.size());
            for (std::size_t i = 0; i < unmarked.marks.size(); ++i) {
                REQUIRE(unmarked.marks[i].first + begin == fragment.highlights[i].begin);
                REQUIRE(unmarked.marks[i].second + begin == fragment.highlights[i].end);
            }
            for (const auto& token : tokens) {
                CAPTURE(body.substr(token.begin, token.end - token.begin));
                for (const auto edge : {begin, end}) {
                    REQUIRE((edge <= token.begin || edge >= token.end));
                }
            }
        }
    }
};

}  // namespace

TEST_CASE("whatever is marked is a part of the text that the query means",
          "[search][highlight][property]") {
    Library library;
    auto& random = library.random;
    const std::vector<MatchLevel> levels = {MatchLevel::exact, MatchLevel::flexion,
                                            MatchLevel::famille};
    std::size_t marks = 0;
    for (const auto& article : library.articles) {
        for (std::size_t i = 0; i < kQueriesEach; ++i) {
            const std::string query = make_query(article, library.writer, random);
            const MatchLevel level = draw(levels, random);
            CAPTURE(query, static_cast<int>(level), article.title, article.body);
            const auto understood = understand_query(
                query, level,
                {library.analyzer, library.vocabulary, library.synonyms, today_in_paris()});
            const Meaning meaning(query, level, library.analyzer, library.synonyms,
                                  library.vocabulary);
            Highlighter highlighter(understood, library.analyzer);
            const auto in_title = highlighter.find_matches(article.title, ArticlePart::title);
            const auto in_body = highlighter.find_matches(article.body, ArticlePart::body);
            library.check(article.title, in_title, meaning);
            library.check(article.body, in_body, meaning);
            SnippetOptions options;
            options.fragments = 1 + random() % 4;
            options.length = 40 + random() % 200;
            library.check_fragments(article.body, make_fragments(article.body, in_body, options));
            marks += in_title.size() + in_body.size();
        }
    }
    CHECK(marks > kArticles * kQueriesEach);
}

TEST_CASE("an article that a plain word finds shows it in its title or its text",
          "[search][highlight][property]") {
    Library library;
    auto& random = library.random;
    for (int round = 0; round < 1000; ++round) {
        const std::string word = library.writer.word(random);
        const auto tokens = library.analyzer.analyze(word);
        if (tokens.size() != 1 || word.find_first_of("<>&-+\":*()") != std::string::npos) continue;
        if (word == "aujourd’hui" || word == "2013") continue;  // a day, which no text need say
        CAPTURE(word);
        SearchRequest request;
        request.selection.query = word;
        request.selection.match = static_cast<MatchLevel>(random() % 3);
        request.snippet.length = 40;
        for (const auto& hit : library.searching.run(request).hits) {
            CAPTURE(hit.article.id, hit.article.title, hit.article.body);
            REQUIRE((hit.title_html + hit.snippet_html).find("<mark>") != std::string::npos);
        }
    }
}
