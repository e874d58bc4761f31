#include "server/pages/chart_bars.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.hpp"
#include "server/pages/formats.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

// The drawing's own units, of a pixel in the panel of a wide screen; it grows with its place.
constexpr double kWidth = 272;
constexpr double kTop = 16;  ///< above it the largest count is written
constexpr double kHeight = 64;
constexpr double kBottom = kTop + kHeight;
constexpr double kWholeHeight = kBottom + 18;
constexpr double kWidestBar = 28;
constexpr double kLowestBar = 2;  ///< one article among thousands is to be seen
constexpr double kLetter = 7;     ///< width of a letter of a label, rather too much
constexpr std::size_t kMostTicks = 5;

/// With one decimal, which is a tenth of a pixel.
std::string units(double number) {
    const auto tenths = std::lround(number * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

Html rectangle(const char* name, double x, double y, double width, double height) {
    return element("rect",
                   {{"class", name},
                    {"x", units(x)},
                    {"y", units(y)},
                    {"width", units(width)},
                    {"height", units(height)}},
                   {});
}

Html label(const char* anchor, double x, double y, const std::string& text) {
    return element("text", {{"x", units(x)}, {"y", units(y)}, {"text-anchor", anchor}},
                   Html::text(text));
}

std::string articles(Language language, std::size_t count) {
    const Text text = count == 0 ? Text::hits_none : count == 1 ? Text::hits_one : Text::hits_many;
    return say(language, text, {format_count(language, count)});
}

/// Which bars have a label below them: the first of each year where the bars are months of several
/// years, else one in so many.
std::vector<std::size_t> ticks(const DateWindow& window, const std::vector<Bar>& bars) {
    std::vector<std::size_t> marked;
    const bool has_years = window.step == Step::month && bars.size() > 12;
    for (std::size_t i = 0; i < bars.size() && has_years; ++i) {
        if (bars[i].period.ends_with("-01")) marked.push_back(i);
    }
    if (!marked.empty()) return marked;
    const std::size_t step = (bars.size() + kMostTicks - 1) / kMostTicks;
    for (std::size_t i = 0; i < bars.size(); i += std::max<std::size_t>(step, 1)) {
        marked.push_back(i);
    }
    return marked;
}

std::string tick_label(Language language, const DateWindow& window, const std::string& period,
                       std::size_t bars) {
    if (window.step == Step::month && bars > 12) return period.substr(0, 4);
    return short_date(language, period);
}

}  // namespace

Html bar_chart(const Visit& visit, const DateWindow& window, const std::vector<Bar>& bars) {
    if (bars.empty()) return {};
    const Language language = visit.language;
    std::size_t most = 1;
    for (const auto& bar : bars) most = std::max(most, bar.count);
    const double place = kWidth / static_cast<double>(bars.size());
    const double width = std::min(place * 0.8, kWidestBar);
    const auto middle = [&](std::size_t i) { return (static_cast<double>(i) + 0.5) * place; };
    Html drawing = {rectangle("line", 0, kTop, kWidth, 0.5),
                    rectangle("line", 0, kBottom, kWidth, 1),
                    label("end", kWidth, kTop - 4, format_count(language, most))};
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const Bar& bar = bars[i];
        const double share = static_cast<double>(bar.count) / static_cast<double>(most);
        const double height = bar.count == 0 ? 0 : std::max(share * kHeight, kLowestBar);
        const Html shape = {
            element("title", {},
                    Html::text(
                        say(language, Text::chart_bar,
                            {long_period(language, bar.period), articles(language, bar.count)}))),
            // The whole column takes the pointer: a low bar is hard to hit.
            rectangle("column", static_cast<double>(i) * place, kTop, place, kHeight),
            rectangle("bar", middle(i) - width / 2, kBottom - height, width, height)};
        if (bar.count == 0) {
            drawing += element("g", {}, shape);
            continue;
        }
        Attributes more = {{"tabindex", "-1"}, {"rel", "nofollow"}};
        if (bar.is_chosen) more.emplace_back("class", "chosen");
        drawing += link(search_address(visit.state.with_date(bar.is_chosen ? "" : bar.period)),
                        shape, more);
    }
    for (const std::size_t i : ticks(window, bars)) {
        const std::string text = tick_label(language, window, bars[i].period, bars.size());
        const double half = kLetter * static_cast<double>(count_code_points(text)) / 2;
        drawing +=
            label("middle", std::clamp(middle(i), half, kWidth - half), kWholeHeight - 4, text);
    }
    return element("svg",
                   {{"class", "chart"},
                    {"viewBox", "0 0 " + units(kWidth) + " " + units(kWholeHeight)},
                    {"aria-hidden", "true"},
                    {"focusable", "false"}},
                   drawing);
}

Html bar_table(const Visit& visit, const DateWindow& window, const std::vector<Bar>& bars) {
    constexpr std::array<Text, 4> captions = {Text::chart_by_year, Text::chart_by_month,
                                              Text::chart_by_week, Text::chart_by_day};
    const Language language = visit.language;
    Html rows;
    for (const auto& bar : bars) {
        if (bar.count == 0) continue;
        Attributes more = {{"rel", "nofollow"}};
        if (bar.is_chosen) more.emplace_back("aria-current", "true");
        rows += element(
            "tr", {},
            {element("th", {{"scope", "row"}},
                     link(search_address(visit.state.with_date(bar.is_chosen ? "" : bar.period)),
                          Html::text(long_period(language, bar.period)), more)),
             element("td", {}, Html::text(format_count(language, bar.count)))});
    }
    const auto heading = [&](Text text) {
        return element("th", {{"scope", "col"}}, Html::text(say(language, text)));
    };
    const std::string caption = say(language, captions.at(static_cast<std::size_t>(window.step)));
    return element(
        "details", {{"class", "more figures"}},
        {element("summary", {}, Html::text(say(language, Text::chart_table, {caption}))),
         element("table", {},
                 {element("caption", {}, Html::text(caption)),
                  element("thead", {},
                          element("tr", {},
                                  {heading(Text::chart_period), heading(Text::chart_articles)})),
                  element("tbody", {}, rows)})});
}

}  // namespace kiosque::server
