#include "server/pages/date_chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "server/pages/chart_bars.hpp"
#include "server/pages/formats.hpp"
#include "server/pages/texts.hpp"
#include "server/pages/value_group.hpp"

namespace kiosque::server {
namespace {

std::size_t count_of(const std::vector<CountedValue>& values, const std::string& period) {
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const auto& row) { return row.value == period; });
    return found == values.end() ? 0 : found->count;
}

/// Of several years in one bar: the counts of these years together.
std::size_t count_of_years(const std::vector<CountedValue>& values, const std::string& range) {
    std::size_t count = 0;
    for (const auto& row : values) {
        if (row.value >= range.substr(0, 4) && row.value <= range.substr(range.size() - 4)) {
            count += row.count;
        }
    }
    return count;
}

std::vector<Bar> bars(const Visit& visit, const FacetCounts& counts) {
    const auto rows = counts.values.find("date");
    if (rows == counts.values.end()) return {};
    std::vector<Bar> bars;
    for (const auto& period : bars_of(counts.window)) {
        const std::size_t count = counts.window.years_a_bar > 1
                                      ? count_of_years(rows->second, period)
                                      : count_of(rows->second, period);
        bars.push_back({period, count, period == visit.state.date});
    }
    return bars;
}

Html way_link(const Visit& visit, const std::string& period, const std::string& label) {
    return element("li", {},
                   link(search_address(visit.state.with_date(period)), Html::text(label),
                        {{"rel", "nofollow"}}));
}

/// "Toutes les années › 2013 › juillet 2013": out of the chosen period, the last one being it.
Html way_out(const Visit& visit, const std::optional<DaySpan>& days) {
    const Language language = visit.language;
    Html items = way_link(visit, "", say(language, Text::chart_all));
    if (days) {
        for (const auto& period : periods_around(*days)) {
            items += way_link(visit, period, long_date(language, period));
        }
    }
    items += element("li", {{"aria-current", "true"}},
                     Html::text(long_period(language, visit.state.date)));
    return element("ol", {{"class", "way"}, {"aria-label", say(language, Text::chart_way)}}, items);
}

/// The periods before and after the chosen one, as far as there are articles.
Html neighbours(const Visit& visit, const DaySpan& days, const DaySpan& all) {
    const auto step = step_of(days);
    if (!step) return {};
    const Language language = visit.language;
    Html items;
    const auto add = [&](const char* name, Text text, Day day) {
        const std::string period = period_of(day, *step);
        // Both stand on one line: what the way above says in full is cut short.
        const std::string label = *step == Step::month
                                      ? short_date(language, period) + " " + period.substr(0, 4)
                                  : *step == Step::day ? short_date(language, period)
                                                       : long_date(language, period);
        items +=
            element("li", {{"class", name}},
                    link(search_address(visit.state.with_date(period)),
                         {hidden(say(language, text)), Html::text(label)}, {{"rel", "nofollow"}}));
    };
    if (days.first > all.first)
        add("before", Text::chart_before, days.first - std::chrono::days(1));
    if (days.last < all.last) add("after", Text::chart_after, days.last + std::chrono::days(1));
    return items.empty() ? items : element("ul", {{"class", "neighbours"}}, items);
}

}  // namespace

Html date_chart(const Visit& visit, const FacetCounts& counts) {
    const std::string& filter = visit.state.date;
    if (!counts.days && filter.empty()) return {};
    const auto all = bars(visit, counts);
    const auto dated =
        std::count_if(all.begin(), all.end(), [](const auto& bar) { return bar.count > 0; });
    // Inside of a period that was chosen, one bar still tells when in it.
    const bool is_worth_it = dated >= (filter.empty() ? 2 : 1);
    if (filter.empty() && !is_worth_it) return {};
    Html content;
    std::optional<DaySpan> days;
    if (!filter.empty()) {
        if (counts.days) days = days_of_filter(filter, *counts.days);
        content += way_out(visit, days);
    }
    if (is_worth_it) {
        content += bar_chart(visit, counts.window, all);
        content += bar_table(visit, counts.window, all);
    }
    if (days) content += neighbours(visit, *days, *counts.days);
    return panel_group("facet-date", say(visit.language, Text::facet_date), content);
}

}  // namespace kiosque::server
