#include "indexer/read_file.hpp"

#include <cerrno>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>

#include "base/error.hpp"
#include "reading/declared_fields.hpp"
#include "reading/encoding.hpp"
#include "reading/html_reader.hpp"
#include "reading/json_reader.hpp"
#include "reading/markdown_reader.hpp"
#include "reading/text_reader.hpp"

namespace kiosque::indexer {
namespace {

std::ifstream open(const SourceFile& file) {
    // A pipe put where the file was would block for ever.
    std::error_code error;
    if (!std::filesystem::is_regular_file(file.path, error)) {
        throw Error(ErrorCode::bad_article, "is gone, or no longer a file");
    }
    errno = 0;
    std::ifstream stream(file.path, std::ios::binary);
    if (!stream) {
        throw Error(
            ErrorCode::bad_article,
            "cannot be opened: " + std::error_code(errno, std::generic_category()).message());
    }
    return stream;
}

std::string read_bytes(const SourceFile& file, std::size_t max_bytes) {
    std::ifstream stream = open(file);
    std::string bytes;
    bytes.resize(std::min<std::uintmax_t>(file.size, max_bytes) + 1);
    std::size_t size = 0;
    while (size <= max_bytes && stream) {
        if (size == bytes.size()) bytes.resize(std::min(bytes.size() * 2, max_bytes + 1));
        stream.read(bytes.data() + size, static_cast<std::streamsize>(bytes.size() - size));
        size += static_cast<std::size_t>(stream.gcount());
    }
    if (stream.bad()) throw Error(ErrorCode::bad_article, "cannot be read to its end");
    if (size > max_bytes) {
        throw Error(ErrorCode::bad_article,
                    "is longer than " + std::to_string(max_bytes) + " bytes; split it");
    }
    bytes.resize(size);
    return bytes;
}

reading::ReadArticle read_one(const SourceFile& file, const std::string& bytes) {
    const std::string charset =
        file.format == SourceFormat::html ? reading::declared_html_charset(bytes) : std::string();
    const reading::DecodedText decoded = reading::decode_text(bytes, charset);
    reading::ReadArticle read = file.format == SourceFormat::html ? reading::read_html(decoded.text)
                                : file.format == SourceFormat::markdown
                                    ? reading::read_markdown(decoded.text)
                                    : reading::read_text(decoded.text);
    read.warnings.insert(read.warnings.begin(), decoded.warnings.begin(), decoded.warnings.end());
    if (read.article.id.empty()) read.article.id = reading::checked_id(file.id_path);
    return read;
}

}  // namespace

void read_file(const SourceFile& file, const ReadLimits& limits,
               const reading::OnArticle& on_article, const reading::OnProblem& on_problem) {
    const std::string path = reading::plain_text(file.path.string());
    // Only what is wrong with the file becomes a Problem: an Error of the callback ends the run.
    const auto report = [&](const Error& error) { on_problem({path, 0, error.what()}); };
    if (file.format == SourceFormat::json_lines) {
        std::ifstream stream;
        try {
            stream = open(file);
        } catch (const Error& error) {
            return report(error);
        }
        reading::read_json_lines(stream, limits.max_line_bytes, path, file.id_path, on_article,
                                 on_problem);
        if (stream.bad()) on_problem({path, 0, "cannot be read to its end"});
        return;
    }
    std::string bytes;
    std::optional<reading::ReadArticle> read;
    try {
        bytes = read_bytes(file, limits.max_file_bytes);
        if (file.format != SourceFormat::json) read = read_one(file, bytes);
    } catch (const Error& error) {
        return report(error);
    }
    if (read) {
        on_article(std::move(*read));
    } else {
        reading::read_json(bytes, path, file.id_path, on_article, on_problem);
    }
}

}  // namespace kiosque::indexer
