// The facets of the contract, over HTTP's parameters: kinds, counts, steps, values.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "api/service.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::api;

namespace {

/// An index with configured facets: a number, a day and a hierarchy; no value is derived.
struct ConfiguredFixture {
    static std::vector<Article> articles() {
        const auto made = [](const std::string& id, const std::string& section,
                             const std::string& tag, std::optional<Day> date) {
            Article article = test::article(id, "Un titre", id == "b" ? "Le bleu." : "Le rouge.");
            article.section = section;
            article.tags = {tag};
            article.date = date;
            return article;
        };
        Article a = made("a", "", "vent", Day(std::chrono::year(2024) / 1 / 1));
        Article b = made("b", "Économie > Énergie", "vent", Day(std::chrono::year(2024) / 12 / 30));
        Article c = made("c", "Économie", "eau", {});
        a.more = {{"matiere", {"Vent > Mât"}}};
        b.more = {{"prix", {"12,50", "20"}}, {"sortie", {"2024-07-10", "2024-07-03"}}};
        c.more = {
            {"prix", {"1 200,5", "-3"}}, {"sortie", {"2024-07-10"}}, {"matiere", {"Vent > Parc"}}};
        return {a, b, c};
    }
    static indexer::IndexerConfig config() {
        using index::FacetKind;
        indexer::IndexerConfig made;
        constexpr auto origin = index::FacetOrigin::configured;
        made.facets = {{{"matiere", FacetKind::hierarchy, origin, ""}, {"matiere"}},
                       {{"prix", FacetKind::number, origin, "Prix (€)"}, {"prix"}},
                       {{"sortie", FacetKind::date, origin, ""}, {"sortie"}}};
        made.derivation.off = {"pays", "organisation", "lieu", "personne", "theme", "annee"};
        return made;
    }

    test::TestIndex index{articles(), config()};
    search::Engine engine{index.path()};
    Service service{engine, {}};
    ConfiguredFixture() { engine.refresh(); }

    nlohmann::json json(const std::string& path, Parameters parameters = {}) const {
        const auto answer = service.handle({"GET", path, std::move(parameters), "", "", ""});
        return nlohmann::json::parse(answer.body);
    }
};

/// "vent 2, eau 1".
std::string counts(const nlohmann::json& values) {
    std::string text;
    for (const auto& row : values) {
        text += (text.empty() ? "" : ", ") + row["value"].get<std::string>() + " " +
                std::to_string(row["count"].get<int>());
    }
    return text;
}

}  // namespace

TEST_CASE_METHOD(ConfiguredFixture,
                 "the article tells its facets, of hierarchies the lowest values",
                 "[api][service]") {
    CHECK(json("/v1/articles/c")["facets"] == nlohmann::json{{"section", {"Économie"}},
                                                             {"tags", {"eau"}},
                                                             {"matiere", {"Vent > Parc"}},
                                                             {"prix", {"-3", "1200.5"}},
                                                             {"sortie", {"2024-07-10"}}});
}

TEST_CASE_METHOD(ConfiguredFixture, "the index describes its facets", "[api][service]") {
    const auto stats = json("/v1/stats");
    const auto description = [&](const std::string& name) {
        for (const auto& facet : stats["facets"]) {
            if (facet["name"] == name) return facet;
        }
        return nlohmann::json();
    };
    CHECK(description("prix") == nlohmann::json{{"name", "prix"},
                                                {"type", "number"},
                                                {"origin", "configured"},
                                                {"label", "Prix (€)"},
                                                {"values", 4}});
    CHECK(description("matiere")["type"] == "hierarchy");
    CHECK(description("matiere")["label"].is_null());
    CHECK(description("matiere")["values"] == 3);
    CHECK(description("date") == nlohmann::json{{"name", "date"},
                                                {"type", "date"},
                                                {"origin", "declared"},
                                                {"label", nullptr},
                                                {"articles", 2},
                                                {"first", "2024-01-01"},
                                                {"last", "2024-12-30"}});
}

TEST_CASE_METHOD(ConfiguredFixture, "a facet is counted as its options say", "[api][service]") {
    const auto [facets, name, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"section", "section", "Économie 2, Économie > Énergie 1"},
        {"tags:1", "tags", "vent 2"},
        {"tags:name", "tags", "eau 1, vent 2"},
        {"prix", "prix", "-3 1, 12.5 1, 20 1, 1200.5 1"},
        {"prix:2", "prix", "-3 1, 12.5 1"},
        {"prix:..0:12.5..20:12.5..<20:20..", "prix", "..0 1, 12.5..20 1, 12.5..<20 1, 20.. 2"},
        {"date", "date", "2024 2"},
        {"date:2023..:..2023", "date", "2023.. 2, ..2023 0"},
        {"sortie:month", "sortie", "2024-07 2"},
        {"sortie:week", "sortie", "2024-W27 1, 2024-W28 2"},
        {"sortie:2024-07-03..2024-07-04", "sortie", "2024-07-03..2024-07-04 1"},
    }));
    CAPTURE(facets);
    CHECK(counts(json("/v1/facets", {{"facets", facets}})["facets"][name]) == expected);
    CHECK(counts(json("/v1/search", {{"facets", facets}})["facets"][name]) == expected);
}

TEST_CASE_METHOD(ConfiguredFixture, "a histogram has a step for each place between its ends",
                 "[api][service]") {
    const auto weeks = json("/v1/facets", {{"facets", "date:week"}})["facets"]["date"];
    REQUIRE(weeks.size() == 53);
    CHECK(weeks[0] == nlohmann::json{{"value", "2024-W01"}, {"count", 1}, {"selected", false}});
    CHECK(weeks[1] == nlohmann::json{{"value", "2024-W02"}, {"count", 0}, {"selected", false}});
    CHECK(weeks[52] == nlohmann::json{{"value", "2025-W01"}, {"count", 1}, {"selected", false}});

    const auto tens = json("/v1/facets", {{"facets", "prix:step=10"}})["facets"]["prix"];
    REQUIRE(tens.size() == 122);
    CHECK(counts(nlohmann::json{tens[0], tens[1], tens[2], tens[3], tens[121]}) ==
          "-10..<0 1, 0..<10 0, 10..<20 1, 20..<30 1, 1200..<1210 1");
    // More than 10,000 steps: those without an article are left out.
    CHECK(counts(json("/v1/facets", {{"facets", "prix:step=0.1"}})["facets"]["prix"]) ==
          "-3..<-2.9 1, 12.5..<12.6 1, 20..<20.1 1, 1200.5..<1200.6 1");
    CHECK(json("/v1/facets",
               {{"facets", "prix:step=0.1"}, {"f.prix", "..20"}, {"q", "bleu"}})["facets"]["prix"]
              .size() == 76);
}

TEST_CASE_METHOD(ConfiguredFixture, "a step or a range finds as many articles as it counts",
                 "[api][service]") {
    const auto [facets, name] = GENERATE(table<std::string, std::string>({
        {"date:year", "date"},
        {"date:month", "date"},
        {"date:week", "date"},
        {"date:day", "date"},
        {"date:2024-W01..2024-06:..2024-07", "date"},
        {"prix", "f.prix"},
        {"prix:step=10", "f.prix"},
        {"prix:step=2.5", "f.prix"},
        {"prix:step=0.001", "f.prix"},
        {"prix:..0:12.5..20:12.5..<20:20..", "f.prix"},
        {"sortie:year", "f.sortie"},
        {"sortie:week", "f.sortie"},
        {"sortie:day", "f.sortie"},
        {"sortie:..2024-W27", "f.sortie"},
        {"section", "f.section"},
        {"matiere", "f.matiere"},
        {"tags", "f.tags"},
    }));
    CAPTURE(facets);
    const std::string facet = facets.substr(0, facets.find(':'));
    const auto rows = json("/v1/facets", {{"facets", facets}})["facets"][facet];
    REQUIRE_FALSE(rows.empty());
    for (const auto& row : rows) {
        const Parameters filter = {{name, row["value"]}, {"facets", facets}};
        const auto found = json("/v1/facets", filter);
        CAPTURE(row);
        CHECK(found["total"] == row["count"]);
        for (const auto& chosen : found["facets"][facet]) {
            if (chosen["value"] != row["value"]) continue;
            CHECK(chosen["selected"] == true);
            CHECK(chosen["count"] == row["count"]);
        }
    }
}

TEST_CASE("facets that articles do not declare are counted and described like others",
          "[api][service]") {
    const test::TestIndex index({test::article("a", "Un accord", "La Chine et le Kazakhstan.")},
                                indexer::IndexerConfig{});
    search::Engine engine(index.path());
    engine.refresh();
    const Service service(engine, {});
    const auto ask = [&](const std::string& path) {
        return nlohmann::json::parse(service.handle({"GET", path, {}, "", "", ""}).body);
    };
    CHECK(ask("/v1/facets")["facets"].size() == 11);
    CHECK(counts(ask("/v1/facets")["facets"]["pays"]) == "Chine 1, Kazakhstan 1");
    const auto facets = ask("/v1/stats")["facets"];
    const auto pays = std::find_if(facets.begin(), facets.end(),
                                   [](const auto& facet) { return facet["name"] == "pays"; });
    REQUIRE(pays != facets.end());
    CHECK((*pays)["origin"] == "derived");
    CHECK((*pays)["type"] == "values");
}

TEST_CASE_METHOD(ConfiguredFixture, "the steps of a histogram are stacked by another facet",
                 "[api][service]") {
    const auto ask = [&](const std::string& facets, Parameters filters = {}) {
        filters.emplace_back("facets", facets);
        const auto answer = json("/v1/facets", std::move(filters))["facets"];
        return answer[facets.substr(0, facets.find(':'))];
    };
    const auto months = ask("date:month:by=tags");
    REQUIRE(months.size() == 12);
    CHECK(counts(months[0]["by"]) == "vent 1");
    CHECK(counts(months[5]["by"]) == "vent 0");
    CHECK(counts(months[11]["by"]) == "vent 1");
    CHECK(counts(ask("date:month:by=tags:series=1")[0]["by"]) == "vent 1");
    CHECK(counts(ask("sortie:week:by=tags")[1]["by"]) == "eau 1, vent 1");
    CHECK(counts(ask("prix:step=1000:by=section")[0]["by"]) == "Économie 1, Économie > Énergie 0");
    CHECK(ask("date:month:by=tags", {{"f.tags", "eau"}}).empty());  // c has no date
    CHECK(ask("date:month:by=tags", {{"f.tags", "vent"}})[0]["by"][0]["selected"] == true);
    CHECK_FALSE(ask("date:month")[0].contains("by"));
}

TEST_CASE_METHOD(ConfiguredFixture, "numbers and days tell how far they reach", "[api][service]") {
    const auto ranges = [&](Parameters parameters) {
        return json("/v1/facets", std::move(parameters))["facet_ranges"];
    };
    const nlohmann::json none = {{"min", nullptr}, {"max", nullptr}, {"articles", 0}};
    const nlohmann::json prices = {{"min", -3.0}, {"max", 1200.5}, {"articles", 2}};
    CHECK(
        ranges({{"facets", "prix,sortie,date,tags"}}) ==
        nlohmann::json{{"prix", prices},
                       {"sortie", {{"min", "2024-07-03"}, {"max", "2024-07-10"}, {"articles", 2}}},
                       {"date", {{"min", "2024-01-01"}, {"max", "2024-12-30"}, {"articles", 2}}}});
    CHECK(ranges({{"facets", "prix"}, {"f.prix", "12.5"}})["prix"] == prices);
    CHECK(ranges({{"facets", "prix"}, {"f.tags", "eau"}})["prix"] ==
          nlohmann::json{{"min", -3.0}, {"max", 1200.5}, {"articles", 1}});
    CHECK(ranges({{"facets", "prix,date"}, {"q", "introuvable"}}) ==
          nlohmann::json{{"prix", none}, {"date", none}});
    CHECK(json("/v1/search", {{"facets", "prix"}})["facet_ranges"]["prix"] == prices);
    CHECK(ranges({{"facets", "tags"}}).empty());
}

TEST_CASE_METHOD(ConfiguredFixture, "values are searched by the beginnings of their words",
                 "[api][service]") {
    const auto [name, parameters, expected] = GENERATE(table<std::string, Parameters, std::string>({
        {"tags", {}, "vent 2, eau 1"},
        {"tags", {{"order", "name"}}, "eau 1, vent 2"},
        {"tags", {{"prefix", "VÉ"}}, "vent 2"},
        {"tags", {{"prefix", "ent"}}, ""},
        {"tags", {{"f.tags", "eau"}}, "vent 2, eau 1"},
        {"tags", {{"f.section", "Économie > Énergie"}}, "vent 1"},
        {"section", {{"prefix", "ener eco"}}, "Économie > Énergie 1"},
        {"section", {{"under", "Économie"}}, "Économie > Énergie 1"},
        {"section", {{"under", "Économie > Énergie"}}, ""},
        {"matiere", {{"under", "Vent"}, {"order", "name"}}, "Vent > Mât 1, Vent > Parc 1"},
        {"matiere", {{"under", "Ven"}}, ""},
        {"prix", {{"order", "name"}}, "-3 1, 12.5 1, 20 1, 1200.5 1"},
        {"prix", {{"prefix", "12"}}, "12.5 1, 1200.5 1"},
        {"sortie", {{"prefix", "2024-07-1"}}, "2024-07-10 2"},
    }));
    CAPTURE(name);
    const auto answer = json("/v1/facets/" + name, parameters);
    CHECK(answer["facet"] == name);
    CHECK(counts(answer["values"]) == expected);
    CHECK(answer["values_total"] == answer["values"].size());
    CHECK(answer["next_offset"].is_null());
}

TEST_CASE_METHOD(ConfiguredFixture, "values are turned page by page", "[api][service]") {
    const auto first = json("/v1/facets/prix", {{"limit", "3"}, {"order", "name"}, {"q", "bleu"}});
    CHECK(counts(first["values"]) == "12.5 1, 20 1");
    CHECK(first["total"] == 1);
    const auto page = json("/v1/facets/prix", {{"limit", "3"}});
    CHECK(page["values"].size() == 3);
    CHECK(page["values_total"] == 4);
    CHECK(page["next_offset"] == 3);
    CHECK(page["total"] == 3);
    const auto last = json("/v1/facets/prix", {{"limit", "3"}, {"offset", "3"}});
    CHECK(counts(last["values"]) == "1200.5 1");
    CHECK(last["next_offset"].is_null());
    const auto behind = json("/v1/facets/prix", {{"offset", "1000000"}});
    CHECK(behind["values"].empty());
    CHECK(behind["values_total"] == 4);
}

TEST_CASE_METHOD(ConfiguredFixture, "a value that a filter chose is always shown",
                 "[api][service]") {
    const auto shown = [&](const std::string& facets, Parameters filters) {
        filters.emplace_back("facets", facets);
        return json("/v1/facets", std::move(filters))["facets"][facets.substr(0, facets.find(':'))];
    };
    const auto tags = shown("tags:1", {{"f.tags", "eau"}});
    CHECK(counts(tags) == "eau 1");
    CHECK(tags[0]["selected"] == true);
    CHECK(counts(shown("tags:2", {{"f.tags", "feu"}})) == "vent 2, feu 0");
    CHECK(counts(shown("prix:2", {{"f.prix", "10..<21"}})) == "-3 1, 10..<21 1");
    const auto paths = shown("section", {{"f.section", "Économie>Énergie"}});
    CHECK(counts(paths) == "Économie 2, Économie > Énergie 1");
    CHECK(paths[1]["selected"] == true);
}

TEST_CASE_METHOD(ConfiguredFixture, "filters and fields of a query know every facet",
                 "[api][service]") {
    const auto total = [&](Parameters parameters) {
        return json("/v1/search", std::move(parameters))["total"].get<int>();
    };
    CHECK(total({{"f.prix", "12.5"}}) == 1);
    CHECK(total({{"f.prix", "12.50"}}) == 1);
    CHECK(total({{"f.prix", "..0"}, {"f.prix", "20"}}) == 2);
    CHECK(total({{"not.prix", "..0"}}) == 2);
    CHECK(total({{"f.sortie", "2024-W28"}, {"not.sortie", "2024-07-03"}}) == 1);
    CHECK(total({{"f.section", "Économie"}}) == 2);
    CHECK(total({{"date", "2024-W01"}}) == 1);
    CHECK(total({{"date", "2025-W01"}}) == 1);
    CHECK(total({{"q", "matiere:parc"}}) == 1);
    CHECK(total({{"q", "matière:vent"}}) == 2);
    CHECK(total({{"q", "section:énergie"}}) == 1);
}
