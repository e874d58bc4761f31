#include "index/inbox_entry.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "index/article_json.hpp"

namespace kiosque::index {
namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 4;                  ///< the article, `more`, and its lists
constexpr std::size_t kMaxIdBytes = 500;      ///< as the readers allow it
constexpr std::int64_t kFirstDay = -719'162;  ///< 0001-01-01, in days since 1970
constexpr std::int64_t kLastDay = 2'932'896;  ///< 9999-12-31
constexpr std::array kRequiredTexts = {"id", "title", "body"};
constexpr std::array kTexts = {"description", "url", "source", "section", "language"};
constexpr std::array kLists = {"authors", "tags"};

enum class Lines { one, many };

/// What is wrong with an entry, before it is known where.
struct Fault {
    std::string message;
};

Json parse(std::string_view text) {
    const auto guard = [](int depth, Json::parse_event_t, Json&) {
        if (depth > kMaxDepth) throw Fault{"it is nested too deeply"};
        return true;
    };
    try {
        return Json::parse(text.begin(), text.end(), guard);
    } catch (const Json::exception&) {
        throw Fault{"it is not valid JSON"};
    }
}

void check_text(const std::string& key, const Json& value, Lines lines) {
    if (!value.is_string()) throw Fault{"'" + key + "' must be a text"};
    const auto is_control = [&](char c) {
        const bool is_layout = lines == Lines::many && (c == '\n' || c == '\t');
        return (static_cast<unsigned char>(c) < 0x20 && !is_layout) || c == 0x7F;
    };
    const auto& text = value.get_ref<const std::string&>();
    if (std::any_of(text.begin(), text.end(), is_control)) {
        throw Fault{"'" + key + "' has control characters"};
    }
}

void check_list(const std::string& key, const Json& value) {
    if (!value.is_array()) throw Fault{"'" + key + "' must be a list of texts"};
    for (const Json& item : value) {
        check_text(key, item, Lines::one);
        if (item.get_ref<const std::string&>().empty())
            throw Fault{"'" + key + "' has an empty text"};
    }
}

void check_required(const Json& object, const std::string& key) {
    if (!object.contains(key)) throw Fault{"'" + key + "' is missing"};
    check_text(key, object[key], key == "body" ? Lines::many : Lines::one);
    const auto& text = object[key].get_ref<const std::string&>();
    if (text.empty()) throw Fault{"'" + key + "' is empty"};
    if (key == "id" && text.size() > kMaxIdBytes) {
        throw Fault{"'id' has more than " + std::to_string(kMaxIdBytes) + " bytes"};
    }
}

/// Only these may become a link in a page of results.
void check_url(const std::string& url) {
    std::string begin = url.substr(0, std::string_view("https://").size());
    std::transform(begin.begin(), begin.end(), begin.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (!begin.starts_with("http://") && begin != "https://" && !url.empty()) {
        throw Fault{"'url' must begin with https:// or http://"};
    }
}

void check_article(const Json& object) {
    for (const std::string key : kRequiredTexts) check_required(object, key);
    for (const std::string key : kTexts) {
        if (object.contains(key)) check_text(key, object[key], Lines::one);
    }
    if (object.contains("url")) check_url(object["url"]);
    for (const std::string key : kLists) {
        if (object.contains(key)) check_list(key, object[key]);
    }
    if (object.contains("more")) {
        if (!object["more"].is_object()) throw Fault{"'more' must be an object of lists"};
        for (const auto& [key, list] : object["more"].items()) {
            check_text("more", key, Lines::one);
            check_list("more", list);
        }
    }
    if (object.contains("day")) {
        const Json& day = object["day"];
        const bool fits = day.is_number_integer() && day >= kFirstDay && day <= kLastDay;
        if (!fits) throw Fault{"'day' must be a whole number of days of the years 1 to 9999"};
    }
}

InboxEntry entry_of(std::string_view text) {
    const Json object = parse(text);
    if (!object.is_object()) throw Fault{"it must be an object"};
    if (!object.contains("deleted")) {
        check_article(object);
        Article article = read_article_json(text);
        return {article.id, std::move(article)};
    }
    check_required(object, "id");
    if (object["deleted"] != true) throw Fault{"'deleted' must be true where it stands"};
    return {object["id"], std::nullopt};
}

}  // namespace

std::string write_deletion(const std::string& id) {
    return nlohmann::ordered_json{{"id", id}, {"deleted", true}}.dump(
        -1, ' ', false, Json::error_handler_t::replace);
}

InboxEntry parse_inbox_entry(std::string_view json, const std::string& where) {
    try {
        return entry_of(json);
    } catch (const Fault& fault) {
        throw Error(ErrorCode::bad_article, where + " is no entry of the inbox: " + fault.message);
    }
}

}  // namespace kiosque::index
