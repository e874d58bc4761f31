#include "api/article_writing.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>
#include <utility>

#include "api/problem.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "index/article_name.hpp"
#include "reading/declared_fields.hpp"
#include "reading/encoding.hpp"
#include "reading/html_reader.hpp"
#include "reading/json_reader.hpp"

namespace kiosque::api {
namespace {

constexpr std::size_t kMaxShownBytes = 100;  ///< of a wrong value that a message repeats

/// What the readers take for the id of an article that names none; no article can name it itself.
constexpr const char* kNoId = "\x01";

struct FormatRow {
    std::string_view type;
    BodyFormat format;
    bool is_one_article;  ///< or may be
};
constexpr FormatRow kFormats[] = {
    {"application/json", BodyFormat::json, true},
    {"application/x-ndjson", BodyFormat::json_lines, false},
    {"application/jsonl", BodyFormat::json_lines, false},
    {"text/html", BodyFormat::html, true},
};

std::string lower(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return made;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string shown(std::string_view text) {
    const std::string_view cut = cut_utf8(text, kMaxShownBytes);
    return "'" + std::string(cut) + (cut.size() < text.size() ? "…'" : "'");
}

/// "text/html; charset=utf-8" -> "text/html".
std::string type_of(const std::string& content_type) {
    return lower(trimmed(std::string_view(content_type).substr(0, content_type.find(';'))));
}

/// The charset that a Content-Type names, in lower case, or "".
std::string charset_of(const std::string& content_type) {
    constexpr std::string_view name = "charset=";
    const std::string text = lower(content_type);
    const std::size_t at = text.find(name);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size();
    std::string value(trimmed(text.substr(begin, text.find(';', begin) - begin)));
    std::erase(value, '"');
    return value;
}

/// What is wrong with a body: the first of it, and how much there is.
class Problems {
public:
    void add(std::size_t line, std::string detail) {
        if (first_.size() < kMaxBodyProblems) first_.push_back({line, std::move(detail)});
        ++count_;
    }

    bool is_empty() const { return count_ == 0; }
    std::size_t count() const { return count_; }

    void refuse_if_any() {
        if (count_ > 0) throw RefusedBody(std::move(first_), count_);
    }

private:
    std::vector<BodyProblem> first_;
    std::size_t count_ = 0;
};

/// Gathers what the readers hand over, and what they refuse.
class BodyReader {
public:
    /// Throws RefusedBody when any of the body is no article.
    static std::vector<reading::ReadArticle> read_all(const Request& request, BodyFormat format) {
        BodyReader reader(request);
        reader.read(format);
        return reader.finish();
    }

private:
    explicit BodyReader(const Request& request) : request_(request) {}

    void read(BodyFormat format) {
        const auto take = [&](reading::ReadArticle read) { this->take(std::move(read)); };
        const auto refuse = [&](reading::Problem problem) {
            problems_.add(problem.line, std::move(problem.message));
            if (problems_.count() >= kMaxArticles) problems_.refuse_if_any();
        };
        if (format == BodyFormat::html) {
            read_page();
        } else if (format == BodyFormat::json) {
            reading::read_json(request_.body, "", kNoId, take, refuse);
        } else {
            std::istringstream lines(request_.body);
            reading::read_json_lines(lines, kMaxBodyBytes, "", kNoId, take, refuse);
        }
    }

    std::vector<reading::ReadArticle> finish() {
        if (problems_.is_empty() && articles_.empty()) problems_.add(0, "holds no article");
        problems_.refuse_if_any();
        return std::move(articles_);
    }

    void read_page() {
        const std::string charset = charset_of(request_.content_type);
        try {
            const auto decoded = reading::decode_text(
                request_.body,
                charset.empty() ? reading::declared_html_charset(request_.body) : charset);
            reading::ReadArticle read = reading::read_html(decoded.text);
            read.warnings.insert(read.warnings.begin(), decoded.warnings.begin(),
                                 decoded.warnings.end());
            read.article.id = kNoId;
            take(std::move(read));
        } catch (const Error& error) {
            if (error.code() != ErrorCode::bad_article) throw;
            problems_.add(0, error.what());
        }
    }

    void take(reading::ReadArticle read) {
        if (articles_.size() == kMaxArticles) {
            throw Error(ErrorCode::body_too_large, "body",
                        "a request may bring at most " + std::to_string(kMaxArticles) +
                            " articles, but brings more; send them in several");
        }
        // A list and a single article name ids of their own: "\x01", "\x01#2".
        if (read.article.id.starts_with(kNoId)) read.article.id.clear();
        articles_.push_back(std::move(read));
    }

    const Request& request_;
    std::vector<reading::ReadArticle> articles_;
    Problems problems_;
};

bool is_list(std::string_view json) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (json.starts_with(byte_order_mark)) json.remove_prefix(byte_order_mark.size());
    return trimmed(json).starts_with('[');
}

[[noreturn]] void refuse_whole(const std::string& detail) {
    throw RefusedBody({{0, detail}}, 1);
}

}  // namespace

BodyFormat body_format(const Request& request, bool for_one_article) {
    const std::string encoding = lower(trimmed(request.content_encoding));
    if (!encoding.empty() && encoding != "identity") {
        throw Error(
            ErrorCode::unsupported_body, "Content-Encoding",
            "a body must come as it is, without Content-Encoding, but has " + shown(encoding));
    }
    const std::string type = type_of(request.content_type);
    std::string expected;
    for (const auto& row : kFormats) {
        if (for_one_article && !row.is_one_article) continue;
        if (row.type == type) {
            const std::string charset = charset_of(request.content_type);
            if (row.format != BodyFormat::html && !charset.empty() && charset != "utf-8" &&
                charset != "utf8") {
                throw Error(ErrorCode::unsupported_body, "Content-Type",
                            "JSON must be in UTF-8, but comes with the charset " + shown(charset));
            }
            return row.format;
        }
        expected += (expected.empty() ? "" : ", ") + std::string(row.type);
    }
    throw Error(ErrorCode::unsupported_body, "Content-Type",
                "the Content-Type must be one of " + expected + ", but is " +
                    (type.empty() ? "missing" : shown(type)));
}

std::string id_of_address(const std::string& id) {
    if (!is_valid_utf8(id)) {
        throw Error(ErrorCode::invalid_parameter, "id", "'id' must be UTF-8, but is not");
    }
    try {
        return reading::checked_id(id);
    } catch (const Error& error) {
        throw Error(ErrorCode::invalid_parameter, "id", error.what());
    }
}

ArticleToWrite read_one_article(const Request& request, const std::string& id) {
    const BodyFormat format = body_format(request, true);
    if (format == BodyFormat::json && is_list(request.body)) {
        refuse_whole("must be one article, but is a list; POST /v1/articles takes lists");
    }
    reading::ReadArticle read = std::move(BodyReader::read_all(request, format).front());
    if (!read.article.id.empty() && read.article.id != id) {
        refuse_whole("its 'id' must be that of the address, " + shown(id) + ", but is " +
                     shown(read.article.id) + "; it may be left out");
    }
    read.article.id = id;
    return {std::move(read.article), std::move(read.warnings)};
}

std::vector<ArticleToWrite> read_articles(const Request& request) {
    std::vector<ArticleToWrite> articles;
    std::map<std::string, std::size_t> lines;
    Problems problems;
    for (auto& read : BodyReader::read_all(request, body_format(request, false))) {
        Article& article = read.article;
        if (article.id.empty()) article.id = index::id_of_content(article);
        const auto [known, is_new] = lines.emplace(article.id, read.line);
        if (!is_new) {
            problems.add(read.line, "has the id " + shown(article.id) + ", which line " +
                                        std::to_string(known->second) + " has already");
        }
        articles.push_back({std::move(article), std::move(read.warnings)});
    }
    problems.refuse_if_any();
    return articles;
}

}  // namespace kiosque::api
