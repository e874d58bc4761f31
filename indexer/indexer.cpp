#include "indexer/indexer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <ostream>
#include <utility>

#include "base/error.hpp"
#include "base/log.hpp"
#include "index/schema.hpp"
#include "indexer/burial.hpp"
#include "indexer/config.hpp"
#include "indexer/progress.hpp"
#include "reading/encoding.hpp"

namespace kiosque::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSettledTasksKept = 10'000;

fs::path made(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error) {
        throw Error(ErrorCode::io_failed,
                    "cannot make the index folder " + directory.string() + ": " + error.message());
    }
    return directory;
}

/// The sources as a manifest names them, whatever bytes their names have.
std::vector<std::string> names_of(const std::vector<fs::path>& sources) {
    std::vector<std::string> names;
    for (const auto& source : sources) {
        fs::path whole = fs::absolute(source).lexically_normal();
        if (!whole.has_filename()) whole = whole.parent_path();  // "articles/"
        names.push_back(reading::plain_text(whole.generic_string()));
    }
    return names;
}

/// What makes documents of articles, beside schema and analyzer.
std::string recipe_of(const std::optional<fs::path>& config) {
    std::string all = KIOSQUE_VERSION;
    if (config) all += '\0' + config_state(*config);
    return fingerprint_of(all).text();
}

std::string files_path(const index::Manifest& manifest) {
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "/files/%04d.tsv", manifest.revision);
    return index::IndexDirectory::generation_path(manifest.generation) + name.data();
}

std::size_t deletions_in(const std::vector<index::InboxTask>& tasks) {
    std::size_t count = 0;
    for (const auto& task : tasks) {
        count += static_cast<std::size_t>(
            std::count_if(task.changes.begin(), task.changes.end(),
                          [](const auto& change) { return change.is_deletion; }));
    }
    return count;
}

std::vector<std::size_t> all_rows(const index::Manifest& manifest) {
    std::vector<std::size_t> rows(manifest.segments.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
}

}  // namespace

Indexer::Indexer(RunOptions options, std::ostream& people)
    : options_(std::move(options)),
      people_(people),
      directory_(made(options_.index)),
      lock_(directory_, options_.is_watching ? " --watch" : ""),
      inbox_(directory_.root()),
      source_names_(names_of(options_.sources)),
      recipe_(recipe_of(options_.config)),
      publisher_(directory_, options_, lexicon_) {
    const IndexerConfig config =
        options_.config ? read_config_file(*options_.config) : IndexerConfig();
    text::FrenchAnalyzer analyzer(lexicon_);
    facets_ = std::make_unique<const ArticleFacets>(config, analyzer);
    sweep();
    open_base();
}

Indexer::~Indexer() {
    if (merging_.valid()) merging_.wait();
}

bool Indexer::is_usable(const index::Manifest& manifest) const {
    const bool has_same_sources =
        manifest.sources.size() <= source_names_.size() &&
        std::equal(manifest.sources.begin(), manifest.sources.end(), source_names_.begin());
    return has_same_sources && !manifest.segments.empty() && manifest.recipe == recipe_ &&
           manifest.schema_version == index::kSchemaVersion &&
           manifest.analyzer == index::AnalyzerStamp{text::kAnalyzerVersion, lexicon_.checksum()} &&
           manifest.facets == facets_->definitions() &&
           manifest.ranking == index::RankingParameters::fit(manifest.average_lengths);
}

/// What is in force becomes the base, if this program would make it of the same sources.
void Indexer::open_base() {
    base_.reset();
    table_ = FileTable();
    try {
        auto manifest = directory_.current();
        if (!manifest || !is_usable(*manifest)) return;
        FileTable table(directory_.root(), manifest->file_tables);
        base_ = std::make_unique<BaseIndex>(
            directory_, std::move(*manifest),
            index::AnalyzerStamp{text::kAnalyzerVersion, lexicon_.checksum()});
        table_ = std::move(table);
    } catch (const std::exception& error) {
        log_warning(std::string("the index is made anew: ") + error.what());
    }
}

/// What was rolled back does not come back by the next timer: its files must change first.
void Indexer::refuse_withdrawn() const {
    const auto withdrawn = directory_.withdrawn();
    if (!withdrawn || !is_usable(*withdrawn)) return;
    FileTable table;
    try {
        table = FileTable(directory_.root(), withdrawn->file_tables);
    } catch (const Error& error) {
        log_warning(std::string("what was rolled back cannot be compared: ") + error.what());
        return;
    }
    ChangeFinder finder(table, ChangeFinder::Also::none);
    const auto found = survey_all(options_, inbox_, finder, [](const reading::Problem&) {});
    if (!found.changes_are_of_inbox()) return;
    throw Error(ErrorCode::check_failed,
                "the files are those of " + withdrawn->name() +
                    ", which was rolled back; mend them, or publish them all the same with "
                    "--rebuild");
}

RunTotals Indexer::run() {
    RunTotals totals;
    Report report(options_.report, people_);
    const auto on_problem = [&](const reading::Problem& problem) {
        report.problem(problem);
        ++totals.problems;
    };
    if (!options_.rebuild) refuse_withdrawn();
    if (options_.rebuild) base_.reset();
    if (!base_) table_ = FileTable();
    ChangeFinder finder(
        table_, options_.report ? ChangeFinder::Also::all : ChangeFinder::Also::with_problems);
    const SurveyResult found = survey_all(options_, inbox_, finder, on_problem);
    totals.sources = found.count;
    apply(found, !base_, report, totals);
    report.end(totals);
    return totals;
}

RunTotals Indexer::update(const std::vector<fs::path>& changed) {
    // Where something was rolled back the folders may have to be left alone.
    const bool is_bound = base_ && directory_.withdrawn() && !changed.empty();
    if (!base_ || is_bound) return run();
    RunTotals totals;
    Report report(std::nullopt, people_);
    ChangeFinder finder(table_, ChangeFinder::Also::with_problems);
    const SurveyResult found =
        survey_changed(options_, inbox_, changed, finder, [&](const reading::Problem& problem) {
            report.problem(problem);
            ++totals.problems;
        });
    totals.sources = found.count;
    apply(found, false, report, totals);
    return totals;
}

void Indexer::apply(const SurveyResult& found, bool is_anew, Report& report, RunTotals& totals) {
    totals.is_new = is_anew;
    totals.articles = base_ ? base_->manifest().documents() : 0;
    if (!is_anew && found.changes.empty()) {
        keep_looks();
        return settle(found.tasks, {});
    }

    index::Manifest manifest =
        is_anew ? new_manifest(directory_.next_generation()) : base_->manifest();
    manifest.previous = publisher_.name_in_force();
    std::optional<Weighing> weighing;
    if (!is_anew) weighing = Weighing{manifest.average_lengths, manifest.ranking};
    BulkWriter writer(directory_, manifest.generation, lexicon_, *facets_, options_.writer,
                      weighing);
    Progress progress(people_, options_.is_terminal, found.changes.bytes());
    Problems problems;
    std::size_t articles_read = 0;
    std::uintmax_t bytes_read = 0;
    const UpdateEvents events{[&](const SourceFile& file, const reading::ReadArticle& read) {
                                  check_interrupted();
                                  report.article(file.path.string(), read);
                                  progress.show(++articles_read, bytes_read);
                              },
                              [&](const reading::Problem& problem) {
                                  progress.clear();
                                  report.problem(problem);
                                  problems.emplace(problem.path, problem.message);
                                  ++totals.problems;
                              }};
    try {
        IndexUpdate update(base_.get(), table_, writer, *facets_, options_.sources, events);
        for (const auto& key : found.changes.gone) update.drop_file(key);
        for (const auto& file : found.changes.files) {
            update.take_file(file);
            bytes_read += file.size;
            progress.show(articles_read, bytes_read);
        }
        update.settle();
        const BulkWriter::Written written = writer.finish();
        progress.clear();
        report.flush();  // a report that cannot be written stops the run before it publishes
        UpdateCount count = update.count();
        if (is_anew) count.asked_for = deletions_in(found.tasks);
        add_update(written, update, manifest);
        if (count.all() > 0) {
            publisher_.check_drop(manifest, count);
            manifest.file_tables =
                table_.write(directory_.root(), files_path(manifest), manifest.file_tables);
            publish(manifest);
            options_.rebuild = false;
            if (!found.changes_are_of_inbox()) directory_.forget_withdrawn();
            totals.generation = manifest.name();
            totals.articles = manifest.documents();
            totals.added = count.added;
            totals.changed = count.changed;
            totals.removed = count.removed;
        }
    } catch (...) {
        open_base();  // the table has rows of what is not published
        sweep();
        throw;
    }
    if (is_anew && totals.generation.empty()) open_base();
    settle(found.tasks, problems);
    sweep();
}

/// Many files with new times and old contents (a restored backup) are not read again every time.
void Indexer::keep_looks() {
    constexpr std::size_t kMany = 1000;
    if (table_.changes() < kMany) return;
    index::Manifest manifest = base_->manifest();
    manifest.revision = directory_.next_revision(manifest.generation);
    manifest.file_tables =
        table_.write(directory_.root(), files_path(manifest), manifest.file_tables);
    publish(std::move(manifest));
    sweep();
}

void Indexer::check_interrupted() const {
    if (options_.writer.interrupted != nullptr && *options_.writer.interrupted) {
        throw Error(ErrorCode::interrupted, "interrupted; the index stays as it was");
    }
}

index::Manifest Indexer::new_manifest(int generation) const {
    index::Manifest manifest;
    manifest.generation = generation;
    manifest.schema_version = index::kSchemaVersion;
    manifest.analyzer = {text::kAnalyzerVersion, lexicon_.checksum()};
    manifest.facets = facets_->definitions();
    manifest.recipe = recipe_;
    return manifest;
}

/// Makes of the manifest of the base, or of an empty one, that of the publication to come.
void Indexer::add_update(const BulkWriter::Written& written, const IndexUpdate& update,
                         index::Manifest& manifest) const {
    manifest.revision = directory_.next_revision(manifest.generation);
    manifest.sources = source_names_;
    manifest.average_lengths = written.weighing.averages;
    manifest.ranking = written.weighing.ranking;
    for (std::size_t i = 0; i < manifest.segments.size(); ++i) {
        auto& segment = manifest.segments[i];
        index::DocumentSet deleted = index::DocumentSet::all(segment.documents);
        bury(directory_, manifest.generation, manifest.revision, deleted.subtract(base_->live(i)),
             segment);
    }
    auto given_up = update.given_up().begin();
    std::size_t before = 0;
    for (auto segment : written.segments) {
        index::DocumentSet deleted(segment.documents);
        for (; given_up != update.given_up().end() && *given_up < before + segment.documents;
             ++given_up) {
            deleted.insert(*given_up - before + 1);
        }
        before += segment.documents;
        bury(directory_, manifest.generation, manifest.revision, deleted, segment);
        manifest.segments.push_back(std::move(segment));
    }
    std::erase_if(manifest.segments, [](const auto& segment) { return segment.live() == 0; });
}

void Indexer::publish(index::Manifest manifest) {
    base_ = publisher_.publish(std::move(manifest), base_.get());
}

/// Tells the clients of the inbox what became of what they sent.
void Indexer::settle(const std::vector<index::InboxTask>& tasks, const Problems& problems) const {
    if (tasks.empty()) return;
    for (const auto& task : tasks) {
        index::InboxOutcome outcome;
        for (const auto& change : task.changes) {
            const auto problem =
                problems.find(reading::plain_text(inbox_.article_file(change.id).string()));
            if (problem != problems.end()) {
                outcome.failures.push_back({change.id, problem->second});
            }
        }
        outcome.is_indexed =
            outcome.failures.size() < std::max<std::size_t>(1, task.changes.size());
        outcome.generation = publisher_.name_in_force();
        inbox_.settle(task, std::move(outcome));
    }
    inbox_.prune_settled(kSettledTasksKept);
}

Indexer::MergePlan Indexer::plan_merge() const {
    if (!base_) return {};
    const index::Manifest& manifest = base_->manifest();
    if (!manifest.segments.empty() && wants_new_weighing(manifest))
        return {all_rows(manifest), true};
    return {segments_to_merge(manifest.segments), false};
}

std::function<MergedSegments()> Indexer::merge_of(const MergePlan& plan,
                                                  std::size_t threads) const {
    const index::Manifest manifest = base_->manifest();
    WriterOptions options = options_.writer;
    options.threads = threads;
    std::optional<Weighing> weighing;
    if (!plan.is_all) {
        weighing = Weighing{manifest.average_lengths, manifest.ranking};
        options.segment_bytes = SIZE_MAX;
    }
    const int generation = plan.is_all ? directory_.next_generation() : manifest.generation;
    return [this, manifest, rows = plan.rows, generation, options, weighing] {
        return merge_segments(directory_, manifest, rows, generation, lexicon_, *facets_, options,
                              weighing);
    };
}

std::string Indexer::publish_merged(const MergedSegments& merged) {
    if (!base_) return {};
    // It says the same as what it replaces, so that going back leads behind both.
    index::Manifest manifest = base_->manifest();
    const bool is_all = merged.generation != manifest.generation;
    if (is_all) {
        // What came meanwhile was weighed as before; everything is merged again, with it.
        if (merged.from.size() != manifest.segments.size()) return {};
        manifest.generation = merged.generation;
        manifest.average_lengths = merged.written.weighing.averages;
        manifest.ranking = merged.written.weighing.ranking;
    }
    manifest.revision = directory_.next_revision(manifest.generation);
    std::vector<const index::DocumentSet*> live;
    for (std::size_t i = 0; i < manifest.segments.size(); ++i) live.push_back(&base_->live(i));
    auto joined = with_merged(directory_, std::move(manifest), live, merged);
    if (!joined) return {};
    if (is_all) {
        joined->file_tables = table_.write(directory_.root(), files_path(*joined), {});
    }
    publish(*joined);
    sweep();
    return joined->name();
}

std::string Indexer::merge() {
    std::string published;
    for (MergePlan plan = plan_merge(); !plan.rows.empty(); plan = plan_merge()) {
        published = publish_merged(merge_of(plan, options_.writer.threads)());
        if (published.empty()) break;
    }
    return published;
}

std::string Indexer::merge_all() {
    if (!base_) {
        throw Error(ErrorCode::index_missing,
                    "there is no index in " + directory_.root().string() +
                        " that this program would make of these sources; index them first");
    }
    if (base_->manifest().segments.empty()) return {};
    const MergePlan everything{all_rows(base_->manifest()), true};
    return publish_merged(merge_of(everything, options_.writer.threads)());
}

bool Indexer::merge_meanwhile() {
    if (merging_.valid()) {
        if (merging_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return true;
        publish_merged(merging_.get());
    }
    const MergePlan plan = plan_merge();
    if (plan.rows.empty()) return false;
    merging_ = std::async(std::launch::async, merge_of(plan, 1));
    return true;
}

void Indexer::sweep() const {
    if (!merging_.valid()) publisher_.sweep();  // what a merge writes is named by nothing yet
}

}  // namespace kiosque::indexer
