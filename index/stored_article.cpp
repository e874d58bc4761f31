#include "index/stored_article.hpp"

#include "base/error.hpp"
#include "index/variable_byte.hpp"

namespace kiosque::index {
namespace {

using Texts = std::vector<std::string>;

class Writer {
public:
    void number(std::size_t number) { append_number(static_cast<std::uint32_t>(number), bytes_); }

    void text(std::string_view text) {
        number(text.size());
        bytes_ += text;
    }

    void texts(const Texts& list) {
        number(list.size());
        for (const auto& each : list) text(each);
    }

    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Refuses what points outside of the bytes.
class Reader {
public:
    explicit Reader(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

    std::uint32_t number() {
        if (at_ == end_) fail();
        const std::uint32_t number = read_number(at_, end_);
        if (!is_last_byte(at_[-1])) fail();
        return number;
    }

    /// A number of things that take a byte each at least.
    std::uint32_t count() {
        const std::uint32_t count = number();
        if (count > static_cast<std::size_t>(end_ - at_)) fail();
        return count;
    }

    std::string text() {
        const std::uint32_t size = count();
        std::string text(at_, size);
        at_ += size;
        return text;
    }

    Texts texts() {
        Texts list;
        for (auto left = count(); left > 0; --left) list.push_back(text());
        return list;
    }

    void finish() const {
        if (at_ != end_) fail();
    }

private:
    [[noreturn]] static void fail() {
        throw Error(ErrorCode::index_damaged,
                    "the index holds an article that cannot be read; build it again with "
                    "kiosque-index --rebuild");
    }

    const char* at_;
    const char* end_;
};

/// Numbers of either sign as those from 0 on, small ones as small ones.
std::uint32_t folded(std::int32_t number) {
    const auto twice = static_cast<std::uint32_t>(number) << 1U;
    return number < 0 ? ~twice : twice;
}

std::int32_t unfolded(std::uint32_t number) {
    const auto half = static_cast<std::int32_t>(number >> 1U);
    return (number & 1U) != 0 ? ~half : half;
}

}  // namespace

std::string write_stored_article(const Article& article) {
    Writer writer;
    writer.text(article.id);
    writer.text(article.title);
    writer.text(article.body);
    writer.text(article.description);
    writer.text(article.url);
    writer.text(article.source);
    writer.text(article.section);
    writer.text(article.language);
    writer.texts(article.authors);
    writer.texts(article.tags);
    writer.number(article.more.size());
    for (const auto& [key, values] : article.more) {
        writer.text(key);
        writer.texts(values);
    }
    const auto day = [&] {
        return static_cast<std::int32_t>(article.date->time_since_epoch().count());
    };
    writer.number(article.date ? folded(day()) + 1 : 0);
    return writer.take();
}

Article read_stored_article(std::string_view data) {
    Reader reader(data);
    Article article;
    article.id = reader.text();
    article.title = reader.text();
    article.body = reader.text();
    article.description = reader.text();
    article.url = reader.text();
    article.source = reader.text();
    article.section = reader.text();
    article.language = reader.text();
    article.authors = reader.texts();
    article.tags = reader.texts();
    for (auto left = reader.count(); left > 0; --left) {
        std::string key = reader.text();
        article.more.emplace(std::move(key), reader.texts());
    }
    const std::uint32_t day = reader.number();
    if (day > 0) article.date = Day(std::chrono::days(unfolded(day - 1)));
    reader.finish();
    return article;
}

}  // namespace kiosque::index
