#include "indexer/report.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace kiosque::indexer {
namespace {

using Json = nlohmann::ordered_json;

void write_line(std::ofstream& file, const Json& json) {
    // Names of files may hold any bytes.
    if (file.is_open()) file << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

Report::Report(const std::optional<std::filesystem::path>& file, std::ostream& people)
    : path_(file), people_(people) {
    if (!file) return;
    file_.open(*file);
    if (!file_) {
        throw Error(ErrorCode::io_failed, "cannot write the report " + file->string() +
                                              "; choose another file with --report");
    }
}

void Report::article(const std::string& path, const reading::ReadArticle& read) {
    if (!file_.is_open()) return;
    Json cuts = Json::array();
    for (const auto& cut : read.cuts) {
        cuts.push_back({{"kind", cut.kind}, {"line", cut.line}, {"text", cut.text}});
    }
    Json line = {{"event", "article"}, {"path", path}};
    if (read.line > 0) line["line"] = read.line;
    line["id"] = read.article.id;
    line["title"] = read.article.title;
    line["title_from"] = read.title_from;
    line["date"] = read.article.date ? Json(format_iso_day(*read.article.date)) : Json();
    line["cuts"] = std::move(cuts);
    line["warnings"] = read.warnings;
    write_line(file_, line);
}

void Report::problem(const reading::Problem& problem) {
    const std::string place =
        problem.line > 0 ? problem.path + ":" + std::to_string(problem.line) : problem.path;
    people_ << "kiosque-index: " << place << ": " << problem.message << '\n';
    Json line = {{"event", "problem"}, {"path", problem.path}};
    if (problem.line > 0) line["line"] = problem.line;
    line["message"] = problem.message;
    write_line(file_, line);
}

void Report::flush() {
    if (!path_) return;
    file_.flush();
    if (file_.fail()) {
        throw Error(ErrorCode::io_failed, "cannot write the report " + path_->string() +
                                              "; is the disk full? Nothing was published");
    }
}

void Report::end(const RunTotals& totals) {
    write_line(file_,
               {{"event", "end"},
                {"articles", totals.articles},
                {"added", totals.added},
                {"changed", totals.changed},
                {"removed", totals.removed},
                {"problems", totals.problems},
                {"files", totals.sources.files},
                {"ignored", totals.sources.ignored},
                {"generation", totals.generation.empty() ? Json() : Json(totals.generation)}});
    if (path_) file_.close();
}

}  // namespace kiosque::indexer
