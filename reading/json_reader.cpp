#include "reading/json_reader.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/cleaning/paragraphs.hpp"
#include "reading/cleaning/title.hpp"
#include "reading/declared_fields.hpp"
#include "reading/encoding.hpp"
#include "reading/html_body.hpp"

namespace kiosque::reading {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 32;
constexpr std::size_t kMaxReasonBytes = 200;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::bad_article, message);
}

/// Where a byte stands, as editors count.
struct Place {
    std::size_t line;
    std::size_t column;
};

Place place_of(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, byte);
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    return {static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
            count_code_points(before.substr(line_begin)) + 1};
}

/// What the parser says behind "line 1, column 5: ", shortened: it repeats the text that it read.
std::string reason_of(const std::string& what) {
    const std::size_t column = what.find(", column ");
    const std::size_t colon = column == std::string::npos ? column : what.find(": ", column);
    const std::size_t bracket = what.find("] ");
    const std::size_t begin = colon != std::string::npos     ? colon + 2
                              : bracket != std::string::npos ? bracket + 2
                                                             : 0;
    return plain_text(cut_utf8(std::string_view(what).substr(begin), kMaxReasonBytes));
}

/// A text that is not JSON, and where that shows.
struct SyntaxError {
    std::size_t byte;
    std::string reason;
};

/// Counts the brackets outside of strings. A guard of the parser's would see the same, but with one
/// it looks through a list again for each of its objects.
void check_depth(std::string_view text) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            if (c == '\\') ++at;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kMaxDepth) {
                refuse("is nested more than " + std::to_string(kMaxDepth) + " levels deep");
            }
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
}

json parse(std::string_view text) {
    check_depth(text);
    try {
        return json::parse(text.begin(), text.end());
    } catch (const json::parse_error& error) {
        throw SyntaxError{std::min(error.byte == 0 ? 0 : error.byte - 1, text.size()),
                          reason_of(error.what())};
    } catch (const json::exception& error) {
        refuse("is not valid JSON: " + reason_of(error.what()));
    }
}

std::string type_in_words(const json& value) {
    switch (value.type()) {
        case json::value_t::object:
            return "an object";
        case json::value_t::array:
            return "a list";
        case json::value_t::string:
            return "a text";
        case json::value_t::boolean:
            return "true or false";
        case json::value_t::null:
            return "null";
        default:
            return "a number";
    }
}

std::string checked_text(const std::string& key, const json& value) {
    std::string text = value.get<std::string>();
    if (text.find('\0') != std::string::npos) refuse("'" + key + "' contains a NUL character");
    return text;
}

/// An entry of a list of authors or tags; an author may be an object with a name.
std::string text_of_item(const std::string& key, const json& item) {
    if (item.is_string()) return checked_text(key, item);
    if (item.is_object()) {
        for (const char* name : {"name", "nom"}) {
            const auto found = item.find(name);
            if (found != item.end() && found->is_string()) return checked_text(key, *found);
        }
    }
    refuse("'" + key + "' must be a text or a list of texts, but holds " + type_in_words(item));
}

std::vector<std::string> values_of(const std::string& key, DeclaredField field, const json& value) {
    if (value.is_string() && field == DeclaredField::tags) {
        return split_tags(checked_text(key, value));
    }
    if (value.is_string()) return {checked_text(key, value)};
    if (field == DeclaredField::id) {
        if (value.is_number_integer()) return {value.dump()};
        refuse("'" + key + "' must be a text or a whole number, but is " + type_in_words(value));
    }
    if (field != DeclaredField::authors && field != DeclaredField::tags) {
        refuse("'" + key + "' must be a text, but is " + type_in_words(value));
    }
    if (!value.is_array()) return {text_of_item(key, value)};
    std::vector<std::string> values;
    for (const json& item : value) {
        if (!item.is_null()) values.push_back(text_of_item(key, item));
    }
    return values;
}

bool is_blank(const std::vector<std::string>& values) {
    return std::ranges::all_of(values,
                               [](const std::string& value) { return trim(value).empty(); });
}

/// Of two keys for one field, the first that says something counts; an id must say something.
DeclaredFields fields_of(const json& object) {
    DeclaredFields fields;
    for (const auto& [key, value] : object.items()) {
        const auto field = field_named(key);
        if (!field || value.is_null()) continue;
        std::vector<std::string> values = values_of(key, *field, value);
        const auto known = fields.find(*field);
        if (known == fields.end() || is_blank(known->second)) fields[*field] = std::move(values);
    }
    return fields;
}

/// Texts, numbers, true and false, and lists of them; objects mean nothing here.
void read_more(const json& object, Article& article) {
    const auto take = [&](const std::string& key, const json& value) {
        if (value.is_string()) take_more(key, value.get_ref<const std::string&>(), article);
        if (value.is_number() || value.is_boolean()) take_more(key, value.dump(), article);
    };
    for (const auto& [key, value] : object.items()) {
        if (field_named(key)) continue;
        take(key, value);
        if (!value.is_array()) continue;
        for (const json& item : value) take(key, item);
    }
}

std::vector<Line> paragraphs_in(const DeclaredFields& fields) {
    if (const auto body = fields.find(DeclaredField::body);
        body != fields.end() && !is_blank(body->second)) {
        return paragraphs_of(split_lines(plain_text(body->second.front())));
    }
    std::vector<Line> lines;
    if (const auto html = fields.find(DeclaredField::html); html != fields.end()) {
        for (std::string& paragraph : fragment_paragraphs(plain_text(html->second.front()))) {
            lines.push_back({0, std::move(paragraph)});
        }
    }
    return lines;
}

ReadArticle article_of(const json& value) {
    if (!value.is_object()) {
        refuse("an article must be an object with keys, but is " + type_in_words(value));
    }
    ReadArticle read;
    const DeclaredFields fields = fields_of(value);
    take_declared_fields(fields, "declared", read);
    read_more(value, read.article);
    const std::vector<Line> lines = paragraphs_in(fields);
    read.article.body = join_paragraphs(lines);
    if (!has_words(read.article.body)) {
        refuse("has no text; expected it under 'text', 'body', 'content' or 'html'");
    }
    if (read.article.title.empty()) {
        read.article.title = find_title(lines).title;
        read.title_from = "text";
    }
    return read;
}

/// The items of a list, as they stand in a text that is known to be valid JSON.
std::vector<std::string_view> items_of(std::string_view list) {
    std::vector<std::string_view> items;
    std::size_t depth = 0;
    std::size_t begin = std::string_view::npos;
    bool in_string = false;
    const auto finish = [&](std::size_t end) {
        if (begin != std::string_view::npos) items.push_back(list.substr(begin, end - begin));
        begin = std::string_view::npos;
    };
    for (std::size_t at = 0; at < list.size(); ++at) {
        const char c = list[at];
        if (in_string) {
            if (c == '\\') ++at;
            in_string = c != '"';
            continue;
        }
        const bool closes = c == ']' || c == '}';
        if (closes && --depth == 0) break;
        if (depth == 1 && c == ',') {
            finish(at);
        } else if (depth == 1 && begin == std::string_view::npos &&
                   trim(list.substr(at, 1)).size() == 1) {
            begin = at;
        }
        if (c == '[' || c == '{') ++depth;
        in_string = c == '"';
    }
    finish(list.rfind(']'));
    return items;
}

/// Takes the lines of a stream in turn and never holds more than one, cut to `max_bytes`.
class LimitedLines {
public:
    LimitedLines(std::istream& stream, std::size_t max_bytes)
        : stream_(stream), max_bytes_(max_bytes) {}

    /// False at the end, and where the stream cannot be read further (it is bad() then).
    bool next() {
        line.clear();
        is_too_long = false;
        if (stream_.peek() == std::istream::traits_type::eof()) return false;
        ++number;
        try {
            read_line(*stream_.rdbuf());
        } catch (const std::ios_base::failure&) {
            stream_.setstate(std::ios_base::badbit);
            return false;
        }
        return true;
    }

    std::string line;
    std::size_t number = 0;
    bool is_too_long = false;

private:
    void read_line(std::streambuf& buffer) {
        for (int c = buffer.sbumpc(); c != std::istream::traits_type::eof() && c != '\n';
             c = buffer.sbumpc()) {
            if (line.size() < max_bytes_) {
                line.push_back(static_cast<char>(c));
            } else {
                is_too_long = true;
            }
        }
    }

    std::istream& stream_;
    std::size_t max_bytes_;
};

constexpr std::string_view kNotUtf8 =
    "is not valid UTF-8, which JSON must be; convert it, for instance with iconv";

ReadArticle article_of_line(std::string_view line) {
    if (!is_valid_utf8(line)) refuse(std::string(kNotUtf8));
    try {
        return article_of(parse(line));
    } catch (const SyntaxError& error) {
        refuse("is not valid JSON at column " + std::to_string(place_of(line, error.byte).column) +
               ": " + error.reason);
    }
}

}  // namespace

void read_json(std::string_view bytes, const std::string& path, const std::string& id_path,
               const OnArticle& on_article, const OnProblem& on_problem) {
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    const auto problem = [&](std::size_t line, const std::string& message) {
        on_problem({path, line, message});
    };
    if (!is_valid_utf8(bytes)) return problem(0, std::string(kNotUtf8));
    std::vector<std::string_view> items;
    bool is_list = false;
    try {
        is_list = parse(bytes).is_array();
        items = is_list ? items_of(bytes) : std::vector<std::string_view>{bytes};
    } catch (const SyntaxError& error) {
        const Place place = place_of(bytes, error.byte);
        return problem(place.line, "is not valid JSON at line " + std::to_string(place.line) +
                                       ", column " + std::to_string(place.column) + ": " +
                                       error.reason);
    } catch (const Error& error) {
        return problem(0, error.what());
    }
    if (items.empty()) return problem(0, "holds no article: the list is empty");

    std::size_t number = 0;
    std::size_t line = 1;
    const char* counted = bytes.data();
    for (const std::string_view item : items) {
        ++number;
        line += static_cast<std::size_t>(std::count(counted, item.data(), '\n'));
        counted = item.data();
        std::optional<ReadArticle> read;
        try {
            read = article_of(parse(item));
        } catch (const Error& error) {
            problem(is_list ? line : 0, error.what());
            continue;
        }
        if (read->article.id.empty()) {
            read->article.id = is_list ? id_path + "#" + std::to_string(number) : id_path;
        }
        if (is_list) read->line = line;
        on_article(std::move(*read));
    }
}

void read_json_lines(std::istream& stream, std::size_t max_line_bytes, const std::string& path,
                     const std::string& id_path, const OnArticle& on_article,
                     const OnProblem& on_problem) {
    LimitedLines lines(stream, max_line_bytes);
    while (lines.next()) {
        std::string_view line = lines.line;
        if (lines.number == 1 && line.starts_with(kByteOrderMark))
            line.remove_prefix(kByteOrderMark.size());
        if (!lines.is_too_long && trim(line).empty()) continue;
        std::optional<ReadArticle> read;
        try {
            if (lines.is_too_long) {
                refuse("is longer than " + std::to_string(max_line_bytes) + " bytes");
            }
            read = article_of_line(line);
        } catch (const Error& error) {
            on_problem({path, lines.number, error.what()});
            continue;
        }
        if (read->article.id.empty())
            read->article.id = id_path + "#" + std::to_string(lines.number);
        read->line = lines.number;
        on_article(std::move(*read));
    }
}

}  // namespace kiosque::reading
