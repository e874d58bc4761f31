// Runs queries through Xapian as its manual teaches it: TermGenerator and QueryParser with the
// French stemmer, BM25Weight as it comes.
//
// usage: xapian_defaults --settings
//        xapian_defaults DOCUMENTS QUERIES FOLDER SETTING...
// Tables with tabs: id, title, text; query id, query. Writes FOLDER/SETTING.run (query id, document
// id, best first) and prints each setting and the seconds that its queries took.

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "bench/relevance/tables.hpp"

namespace kiosque::bench {
namespace {

namespace fs = std::filesystem;
using Parser = Xapian::QueryParser;

constexpr Xapian::doccount kResults = 100;

/// The grammar of French and of questions, a list as any first user of Xapian would write it. Its
/// words are compared before stemming; "d'" and "l'" are no words of their own for Xapian.
constexpr std::array kStopWords = {
    "à",        "au",       "aux",        "avec",  "ce",   "ces",   "cette",  "ceux",
    "combien",  "comme",    "comment",    "dans",  "de",   "des",   "dont",   "du",
    "elle",     "elles",    "en",         "est",   "et",   "était", "eux",    "il",
    "ils",      "je",       "la",         "le",    "les",  "leur",  "leurs",  "lequel",
    "laquelle", "lesquels", "lesquelles", "lui",   "mais", "mes",   "mon",    "ne",
    "nos",      "notre",    "nous",       "on",    "ont",  "ou",    "où",     "par",
    "pas",      "pour",     "pourquoi",   "quand", "que",  "quel",  "quelle", "quelles",
    "quels",    "qui",      "quoi",       "sa",    "se",   "ses",   "son",    "sont",
    "sur",      "ta",       "te",         "tu",    "un",   "une",   "vos",    "votre",
    "vous",     "y"};

/// A way to index and to ask, written "some-stopped-5".
struct Setting {
    Parser::stem_strategy stemming;  ///< "some": capitalised words stay as they are; "all": no word
    bool drops_stop_words;           ///< "stopped" or "whole"
    Xapian::termcount title_weight;  ///< how many times a word of the title counts

    std::string name() const {
        return std::string(stemming == Parser::STEM_SOME ? "some" : "all") +
               (drops_stop_words ? "-stopped-" : "-whole-") + std::to_string(title_weight);
    }
};

std::vector<Setting> all_settings() {
    std::vector<Setting> settings;
    // The index of STEM_SOME holds the stems of STEM_ALL_Z too: one serves both.
    for (const auto stemming : {Parser::STEM_SOME, Parser::STEM_ALL_Z}) {
        for (const bool drops_stop_words : {true, false}) {
            for (const Xapian::termcount title_weight : {1U, 2U, 5U, 10U}) {
                settings.push_back({stemming, drops_stop_words, title_weight});
            }
        }
    }
    return settings;
}

Setting setting_named(const std::string& name) {
    for (const auto& setting : all_settings()) {
        if (setting.name() == name) return setting;
    }
    throw std::runtime_error("unknown setting '" + name + "'; --settings prints those there are");
}

/// Title and text in one index without prefixes, the words of the title counted several times.
Xapian::Database index_documents(const std::vector<DocumentRow>& documents,
                                 Xapian::termcount title_weight, const fs::path& path) {
    Xapian::WritableDatabase database(path.string(),
                                      Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("french"));
    for (const auto& each : documents) {
        Xapian::Document document;
        document.set_data(each.id);
        generator.set_document(document);
        generator.index_text(each.title, title_weight);
        generator.increase_termpos();
        generator.index_text(each.text);
        database.add_document(document);
    }
    database.commit();
    return Xapian::Database(path.string());
}

/// A question as plain words: what the query language would read as operators is taken out.
std::string plain_words(std::string_view question) {
    constexpr std::string_view kSyntax = "\"()+:*~^[]{}<>";
    std::string plain;
    bool begins_word = true;
    for (const char c : question) {
        const bool is_operator =
            kSyntax.find(c) != std::string_view::npos || (c == '-' && begins_word);
        plain += is_operator ? ' ' : c;
        begins_word = is_operator || c == ' ';
    }
    return plain;
}

class Searcher {
public:
    Searcher(Xapian::Database database, const Setting& setting)
        : database_(std::move(database)), enquire_(database_) {
        parser_.set_database(database_);
        parser_.set_stemmer(Xapian::Stem("french"));
        parser_.set_stemming_strategy(setting.stemming);
        parser_.set_default_op(Xapian::Query::OP_OR);
        for (const char* word : kStopWords) stopper_.add(word);
        if (setting.drops_stop_words) parser_.set_stopper(&stopper_);
    }

    /// The ids of the first documents, best first.
    std::vector<std::string> search(const std::string& question) {
        enquire_.set_query(parsed(plain_words(question)));
        const Xapian::MSet matches = enquire_.get_mset(0, kResults);
        std::vector<std::string> found;
        for (auto match = matches.begin(); match != matches.end(); ++match) {
            found.push_back(match.get_document().get_data());
        }
        return found;
    }

private:
    Xapian::Query parsed(const std::string& words) {
        try {
            return parser_.parse_query(words);
        } catch (const Xapian::QueryParserError&) {
            return parser_.parse_query(words, 0);  // "AND" alone, and the like: no operators at all
        }
    }

    Xapian::Database database_;
    Xapian::Enquire enquire_;
    Parser parser_;
    Xapian::SimpleStopper stopper_;
};

/// Writes a run; gives back the seconds that the searches took, the file left out.
double run_queries(Searcher& searcher, const std::vector<QueryRow>& queries, const fs::path& path) {
    std::ofstream lines(path);
    std::chrono::duration<double> seconds{};
    for (const auto& query : queries) {
        const auto begin = std::chrono::steady_clock::now();
        const auto found = searcher.search(query.text);
        seconds += std::chrono::steady_clock::now() - begin;
        for (const auto& document : found) lines << query.id << '\t' << document << '\n';
    }
    if (!lines.flush()) throw std::runtime_error("cannot write " + path.string());
    return seconds.count();
}

void run_settings(const std::vector<std::string>& arguments) {
    const auto documents = read_documents(arguments[0]);
    const auto queries = read_queries(arguments[1]);
    const fs::path folder = arguments[2];
    std::map<Xapian::termcount, Xapian::Database> indexes;  // by title weight
    for (std::size_t i = 3; i < arguments.size(); ++i) {
        const Setting setting = setting_named(arguments[i]);
        const auto weight = setting.title_weight;
        if (!indexes.contains(weight)) {
            const auto path = folder / ("xapian-index-" + std::to_string(weight));
            indexes[weight] = index_documents(documents, weight, path);
        }
        Searcher searcher(indexes[weight], setting);
        const auto path = folder / (setting.name() + ".run");
        std::cout << setting.name() << '\t' << run_queries(searcher, queries, path) << std::endl;
    }
}

int run(const std::vector<std::string>& arguments) {
    if (arguments == std::vector<std::string>{"--settings"}) {
        for (const auto& setting : all_settings()) std::cout << setting.name() << '\n';
        return EXIT_SUCCESS;
    }
    if (arguments.size() < 4) {
        std::cerr << "usage: xapian_defaults DOCUMENTS QUERIES FOLDER SETTING...\n";
        return 2;
    }
    run_settings(arguments);
    return EXIT_SUCCESS;
}

}  // namespace
}  // namespace kiosque::bench

int main(int argc, char** argv) {
    try {
        return kiosque::bench::run({argv + 1, argv + argc});
    } catch (const Xapian::Error& error) {
        std::cerr << "xapian_defaults: " << error.get_description() << '\n';
    } catch (const std::exception& error) {
        std::cerr << "xapian_defaults: " << error.what() << '\n';
    }
    return EXIT_FAILURE;
}
