// Facets of every kind against a reading of the articles that knows nothing of columns.

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include <catch2/catch.hpp>

#include "search/day_range.hpp"
#include "search/engine.hpp"
#include "support/joined_index.hpp"

using namespace kiosque;
using namespace kiosque::search;

namespace {

using Counts = std::map<std::string, std::size_t>;
using Values = std::set<std::string>;

/// What an article has of each facet, those above in a hierarchy among them.
struct Filed {
    std::string words;
    std::map<std::string, Values> facets;
    std::optional<Day> day;
};

class Draw {
public:
    explicit Draw(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t end) { return random_() % end; }
    const std::string& from(const std::vector<std::string>& list) {
        return list[below(list.size())];
    }
    bool often() { return below(3) > 0; }

private:
    std::mt19937 random_;
};

const std::vector<std::string> kWords = {"gaz", "train", "vent", "blé", "satellite"};
const std::vector<std::string> kTags = {"a", "b", "c", "d", "é", "É", "z 2", "z 10"};
const std::vector<std::string> kPaths = {
    "Économie", "Économie > Énergie", "Économie > Énergie > Gaz",
    "Culture",  "Culture > Cinéma",   "Sport"};
const std::vector<std::string> kFacets = {"section", "tags", "prix", "evenement"};

indexer::IndexerConfig config() {
    using index::FacetKind;
    const auto origin = index::FacetOrigin::configured;
    return {{{{"evenement", FacetKind::date, origin, ""}, {"evenement"}},
             {{"prix", FacetKind::number, origin, ""}, {"prix"}}},
            {{"pays", "organisation", "lieu", "personne", "theme", "annee"}, {}}};
}

/// Articles as the indexer gets them, and as the test sees them.
struct Collection {
    std::vector<Article> articles;
    std::vector<Filed> filed;

    Collection(std::size_t size, unsigned seed) {
        Draw draw(seed);
        for (std::size_t i = 0; i < size; ++i) add(draw, i);
    }

    void add(Draw& draw, std::size_t number) {
        Filed about;
        about.words = draw.from(kWords) + " " + draw.from(kWords);
        Article made = test::article("id" + std::to_string(number), "Titre", about.words);
        if (draw.often()) {
            made.section = draw.from(kPaths);
            for (const auto& step : index::hierarchy_ancestry(made.section)) {
                about.facets["section"].insert(step);
            }
        }
        for (std::size_t t = draw.below(4); t > 0; --t) made.tags.push_back(draw.from(kTags));
        about.facets["tags"] = {made.tags.begin(), made.tags.end()};
        for (std::size_t p = draw.below(3); p > 0; --p) {
            const std::string price = std::to_string(draw.below(40)) + (draw.often() ? "" : ".5");
            made.more["prix"].push_back(price);
            about.facets["prix"].insert(price);
        }
        const auto day = [&] { return Day(std::chrono::days(19'300 + draw.below(500))); };
        for (std::size_t e = draw.below(3); e > 0; --e) {
            made.more["evenement"].push_back(format_iso_day(day()));
            about.facets["evenement"].insert(made.more["evenement"].back());
        }
        if (draw.often()) made.date = about.day = day();
        articles.push_back(made);
        filed.push_back(about);
    }
};

bool is_day_in(const std::string& day, const std::string& range) {
    const auto days = parse_day_range(range).value();
    return (!days.first || format_iso_day(*days.first) <= day) &&
           (!days.last || day <= format_iso_day(*days.last));
}

/// "10", "5..20" and "5..<20", as the documents say.
bool is_number_in(const std::string& number, const std::string& range) {
    const double value = std::stod(number);
    const std::size_t dots = range.find("..");
    if (dots == std::string::npos) return value == std::stod(range);
    const std::string first = range.substr(0, dots);
    std::string last = range.substr(dots + 2);
    const bool is_open = last.starts_with('<');
    if (is_open) last.erase(0, 1);
    return (first.empty() || std::stod(first) <= value) &&
           (last.empty() || (is_open ? value < std::stod(last) : value <= std::stod(last)));
}

bool fits(const Filed& article, const std::string& facet, const std::string& wanted) {
    const auto found = article.facets.find(facet);
    if (found == article.facets.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const auto& value) {
        if (facet == "prix") return is_number_in(value, wanted);
        if (facet == "evenement") return is_day_in(value, wanted);
        return value == wanted;
    });
}

bool passes(const Filed& article, const Selection& selection, const std::string& but_for) {
    const auto has_any = [&](const FacetFilter& filter) {
        return std::any_of(filter.values.begin(), filter.values.end(),
                           [&](const auto& value) { return fits(article, filter.name, value); });
    };
    for (const auto& word : {selection.query}) {
        if (!word.empty() &&
            (" " + article.words + " ").find(" " + word + " ") == std::string::npos)
            return false;
    }
    for (const auto& filter : selection.only) {
        if (filter.name != but_for && !has_any(filter)) return false;
    }
    for (const auto& filter : selection.without) {
        if (has_any(filter)) return false;
    }
    if (!selection.days || but_for == "date") return true;
    return article.day && (!selection.days->first || *selection.days->first <= *article.day) &&
           (!selection.days->last || *article.day <= *selection.days->last);
}

std::string random_value(Draw& draw, const std::string& facet) {
    if (facet == "section") return draw.from(kPaths);
    if (facet == "tags") return draw.from(kTags);
    if (facet == "prix") {
        const std::size_t first = draw.below(30);
        const std::string last = std::to_string(first + draw.below(12));
        const std::vector<std::string> ranges = {
            std::to_string(first), std::to_string(first) + "..", ".." + last,
            std::to_string(first) + ".." + last, std::to_string(first) + "..<" + last};
        return draw.from(ranges);
    }
    return draw.from({"2022", "2023-01", "2022-W50", "2023-02-01..2023-04", "2023-06..", "..2022"});
}

Selection random_selection(Draw& draw) {
    Selection selection;
    if (draw.often()) selection.query = draw.from(kWords);
    for (const auto& facet : kFacets) {
        if (draw.often()) continue;
        FacetFilter filter{facet, {random_value(draw, facet)}};
        if (draw.often()) filter.values.push_back(random_value(draw, facet));
        (draw.often() ? selection.only : selection.without).push_back(filter);
    }
    if (!draw.often()) selection.days = parse_day_range(random_value(draw, "evenement"));
    return selection;
}

Counts counted(const FacetResult& facet) {
    Counts counts;
    for (const auto& value : facet.values) {
        if (value.count > 0) counts[value.value] = value.count;
    }
    return counts;
}

FacetRequest request_for(const std::string& facet) {
    FacetRequest request;
    request.name = facet;
    request.limit = FacetRequest::kMaxLimit;
    return request;
}

/// The same articles in one segment or in three, as an index that has grown has them.
std::vector<std::vector<Article>> cut(const std::vector<Article>& articles, std::size_t parts) {
    std::vector<std::vector<Article>> cut(parts);
    // The first has most, so that the others bring values that it lacks.
    for (std::size_t i = 0; i < articles.size(); ++i) {
        cut[i % 4 == 0 ? i / 4 % parts : 0].push_back(articles[i]);
    }
    return cut;
}

template <std::size_t kSegments>
struct Collected {
    Collection collection{600, 5};
    test::JoinedIndex index{cut(collection.articles, kSegments), config()};
    Engine engine{index.path()};
    Collected() { engine.refresh(); }

    FacetsResult ask(const Selection& selection, const std::vector<FacetRequest>& facets) const {
        return engine.current()->facets(selection, facets);
    }
    std::size_t total(const Selection& selection, const std::string& but_for = "none") const {
        return static_cast<std::size_t>(
            std::count_if(collection.filed.begin(), collection.filed.end(),
                          [&](const auto& each) { return passes(each, selection, but_for); }));
    }
};

/// The selection after a click on a value: nothing else of the facet, and this.
Selection clicked(Selection selection, const std::string& facet, const std::string& value) {
    if (facet == "date") {
        selection.days = parse_day_range(value);
        return selection;
    }
    std::erase_if(selection.only, [&](const auto& filter) { return filter.name == facet; });
    selection.only.push_back({facet, {value}});
    return selection;
}

}  // namespace

TEMPLATE_TEST_CASE_METHOD_SIG(Collected, "counts of facets of every kind equal brute force",
                              "[search][facets]", ((std::size_t kSegments), kSegments), 1, 3) {
    Draw draw(23);
    for (int round = 0; round < 300; ++round) {
        const Selection selection = random_selection(draw);
        CAPTURE(round, selection.query);
        const auto result = this->ask(
            selection, {request_for("section"), request_for("tags"), request_for("prix")});
        REQUIRE(result.total == this->total(selection));
        for (const auto& facet : result.facets) {
            Counts expected;
            for (const auto& each : this->collection.filed) {
                if (!passes(each, selection, facet.name)) continue;
                const auto values = each.facets.find(facet.name);
                if (values == each.facets.end()) continue;
                for (const auto& value : values->second) ++expected[value];
            }
            CAPTURE(facet.name);
            // Chosen ranges of numbers stand among the values, too.
            Counts counts = counted(facet);
            if (facet.name == "prix") {
                std::erase_if(counts, [](const auto& row) {
                    return row.first.find("..") != std::string::npos;
                });
            }
            REQUIRE(counts == expected);
        }
    }
}

TEMPLATE_TEST_CASE_METHOD_SIG(Collected, "every count is the number of hits after the click",
                              "[search][facets]", ((std::size_t kSegments), kSegments), 1, 3) {
    Draw draw(29);
    for (int round = 0; round < 60; ++round) {
        const Selection selection = random_selection(draw);
        std::vector<FacetRequest> requests;
        for (const auto& facet : {"section", "tags", "prix", "date", "evenement"}) {
            requests.push_back(request_for(facet));
        }
        requests[2].number_step = 2.5;
        requests[3].date_step = DateStep::week;
        requests[4].date_step = DateStep::month;
        for (const auto& facet : this->ask(selection, requests).facets) {
            for (const auto& value : facet.values) {
                const Selection next = clicked(selection, facet.name, value.value);
                CAPTURE(round, facet.name, value.value);
                REQUIRE(value.count == this->total(next));
                REQUIRE(value.count == this->ask(next, {}).total);
            }
        }
    }
}

TEMPLATE_TEST_CASE_METHOD_SIG(Collected, "no count grows by a filter outside of its group",
                              "[search][facets]", ((std::size_t kSegments), kSegments), 1, 3) {
    Draw draw(31);
    for (int round = 0; round < 100; ++round) {
        const Selection before = random_selection(draw);
        Selection after = before;
        const std::string added = draw.from({"tags", "prix", "evenement"});
        after.only.push_back({added, {random_value(draw, added)}});
        std::erase_if(after.only, [&, seen = 0](const auto& filter) mutable {
            return filter.name == added && seen++ > 0;
        });
        const bool is_more = after.only.size() > before.only.size();
        if (!is_more) continue;
        Counts wide = counted(this->ask(before, {request_for("section")}).facets[0]);
        for (const auto& [value, count] :
             counted(this->ask(after, {request_for("section")}).facets[0])) {
            REQUIRE(count <= wide[value]);
        }
    }
}

TEMPLATE_TEST_CASE_METHOD_SIG(Collected,
                              "a histogram counts every dated article once, day by day and stacked",
                              "[search][facets]", ((std::size_t kSegments), kSegments), 1, 3) {
    Draw draw(37);
    for (const auto step : {DateStep::year, DateStep::month, DateStep::week, DateStep::day}) {
        Selection selection = random_selection(draw);
        selection.days.reset();
        FacetRequest request = request_for("date");
        request.date_step = step;
        request.by = "section";
        request.series = 20;
        const auto facet = this->ask(selection, {request}).facets[0];
        Counts stacked;
        std::size_t sum = 0;
        for (const auto& bucket : facet.values) {
            sum += bucket.count;
            for (const auto& series : bucket.by) stacked[series.value] += series.count;
        }
        Counts expected;
        std::size_t dated = 0;
        Values days;
        for (const auto& each : this->collection.filed) {
            if (!each.day || !passes(each, selection, "none")) continue;
            ++dated;
            days.insert(format_iso_day(*each.day));
            if (each.facets.contains("section")) {
                for (const auto& value : each.facets.at("section")) ++expected[value];
            }
        }
        CHECK(sum == dated);
        CHECK(stacked == expected);
        REQUIRE(facet.extent);
        CHECK(facet.extent->articles == dated);
        CHECK(facet.extent->lowest == (days.empty() ? "" : *days.begin()));
        CHECK(facet.extent->highest == (days.empty() ? "" : *days.rbegin()));
    }
}
