#include "indexer/index_update.hpp"

#include <algorithm>
#include <utility>

#include "indexer/inbox_files.hpp"
#include "reading/encoding.hpp"

namespace kiosque::indexer {
namespace {

/// Between the places of articles that are read together, so that later ones find room in between.
constexpr std::uint64_t kFirstPlace = std::uint64_t{1} << 40U;
constexpr std::uint64_t kWideStep = std::uint64_t{1} << 20U;
constexpr std::uint64_t kNarrowStep = std::uint64_t{1} << 10U;

bool is_before(std::string_view a, std::string_view b) {
    return WalkOrder()(a, b);
}

bool is_inbox(std::string_view key) {
    return key.starts_with(kInboxKey);
}

}  // namespace

/// One file being read.
class IndexUpdate::Reading {
public:
    Reading(IndexUpdate& update, const SourceFile& file) : update_(update), file_(file) {
        if (update_.base_ == nullptr) return;
        for (const Place place : update_.base_->documents_of(file.key)) {
            before_.emplace(update_.base_->id(place), place);
            first_known_ = std::min(first_known_, update_.base_->place(place));
        }
        is_new_ = before_.empty();
    }

    void read(FileRecord record) {
        record_ = std::move(record);
        const auto on_problem = [&](reading::Problem problem) { tell(std::move(problem)); };
        if (file_.format == SourceFormat::inbox) {
            read_inbox_entry(
                file_, [&](reading::ReadArticle read) { take(std::move(read)); },
                [&](const std::string& id) { hold(id); }, on_problem);
        } else {
            read_file(
                file_, ReadLimits{}, [&](reading::ReadArticle read) { take(std::move(read)); },
                on_problem);
        }
        for (const auto& [id, place] : before_) {
            update_.base_->remove(place);
            const auto staged = update_.staged_.find(id);
            if (staged == update_.staged_.end()) update_.removed_.insert(id);
            update_.free(id);
        }
        update_.table_.set(file_.key, std::move(record_));
    }

private:
    void tell(reading::Problem problem) {
        record_.has_problems = true;
        update_.tell(std::move(problem));
    }

    void tell_taken(const std::string& id, std::size_t line) {
        tell({reading::plain_text(file_.path.string()), line,
              "its id '" + id + "' is taken by an article before it; give it an id of its own"});
    }

    void take(reading::ReadArticle read) {
        const auto warnings = update_.facets_.warnings(read.article);
        read.warnings.insert(read.warnings.end(), warnings.begin(), warnings.end());
        update_.facets_.forget_unused(read.article);
        const Fingerprint id = fingerprint_of(read.article.id);
        const Fingerprint content = fingerprint_of(read.article);
        const auto owner = update_.owner_of(read.article.id, id);
        if (owner && !gives_way(*owner, read, id)) return;
        update_.events_.on_article(file_, read);
        const auto known = before_.find(id);
        if (known != before_.end()) {
            const Place place = known->second;
            const bool is_same = update_.base_->article(place) == content &&
                                 update_.base_->place(place) > last_place_;
            before_.erase(known);
            if (is_same) {
                last_place_ = update_.base_->place(place);
                return;
            }
            update_.base_->remove(place);
            update_.removed_.insert(id);
        }
        last_place_ = next_place();
        update_.stage(std::move(read.article), {file_.key, last_place_, id, content});
    }

    /// A place behind the last one; at the beginning of the file before those that are known.
    std::uint64_t next_place() const {
        if (is_new_) return last_place_ == 0 ? kFirstPlace : last_place_ + kWideStep;
        const bool is_first = last_place_ == 0;
        return is_first && first_known_ > kWideStep ? first_known_ - kWideStep
                                                    : last_place_ + kNarrowStep;
    }

    /// Whether an article may have its id although another has it.
    bool gives_way(const Owner& owner, const reading::ReadArticle& read, const Fingerprint& id) {
        if (owner.file == file_.key) {
            const bool is_of_before = owner.place && before_.contains(id);
            if (!is_of_before) tell_taken(read.article.id, read.line);
            return is_of_before;
        }
        if (is_before(owner.file, file_.key)) {
            record_.shadowed.push_back(id);
            if (!is_inbox(owner.file)) tell_taken(read.article.id, read.line);
            return false;
        }
        update_.take_away(owner, id);
        update_.again_.insert(owner.file);  // which has to tell that it lost the article
        return true;
    }

    /// A deletion: whatever has the id gives way to it.
    void hold(const std::string& id) {
        const Fingerprint print = fingerprint_of(id);
        record_.held.push_back(print);
        update_.deleted_.insert(print);
        const auto owner = update_.owner_of(id, print);
        if (!owner || owner->file == file_.key) return;
        update_.take_away(*owner, print);
        update_.again_.insert(owner->file);
    }

    IndexUpdate& update_;
    const SourceFile& file_;
    FileRecord record_;
    /// What the base has of the file and was not met yet.
    std::unordered_map<Fingerprint, Place, FingerprintHash> before_;
    bool is_new_ = true;
    std::uint64_t first_known_ = UINT64_MAX;  ///< place, of what the base has of the file
    std::uint64_t last_place_ = 0;
};

IndexUpdate::IndexUpdate(BaseIndex* base, FileTable& table, BulkWriter& writer,
                         const ArticleFacets& facets,
                         const std::vector<std::filesystem::path>& sources, UpdateEvents events)
    : base_(base),
      table_(table),
      writer_(writer),
      facets_(facets),
      sources_(sources),
      events_(std::move(events)) {}

std::optional<IndexUpdate::Owner> IndexUpdate::owner_of(const std::string& id,
                                                        const Fingerprint& print) const {
    if (const auto staged = staged_.find(print); staged != staged_.end()) {
        return Owner{staged_files_[staged->second.file], std::nullopt, staged->second.number};
    }
    if (std::string holder = table_.holder_of(print); !holder.empty()) {
        return Owner{std::move(holder), std::nullopt, std::nullopt};
    }
    if (base_ == nullptr) return std::nullopt;
    const auto place = base_->find(id);
    if (!place) return std::nullopt;
    return Owner{std::string(base_->file(*place)), place, std::nullopt};
}

void IndexUpdate::take_away(const Owner& owner, const Fingerprint& id) {
    if (owner.place) {
        removed_.insert(id);
        base_->remove(*owner.place);
    }
    if (owner.number) {
        given_up_.insert(*owner.number);
        staged_.erase(id);
    }
}

void IndexUpdate::stage(Article article, Origin origin) {
    if (staged_files_.empty() || staged_files_.back() != origin.file) {
        staged_files_.push_back(origin.file);
    }
    const Fingerprint id = origin.id;
    const std::size_t number = writer_.add(std::move(article), std::move(origin));
    staged_[id] = {static_cast<std::uint32_t>(staged_files_.size() - 1), number};
}

void IndexUpdate::drop_file(const std::string& key) {
    if (base_ != nullptr) {
        for (const Place place : base_->documents_of(key)) {
            removed_.insert(base_->id(place));
            free(base_->id(place));
            base_->remove(place);
        }
    }
    if (const FileRecord* record = table_.find(key)) {
        for (const auto& id : record->held) free(id);
    }
    table_.erase(key);
}

/// A file that cannot be read for the moment has not lost its articles.
bool IndexUpdate::keep_as_it_was(const SourceFile& file) {
    const FileRecord* before = table_.find(file.key);
    const bool has_articles = base_ != nullptr && !base_->documents_of(file.key).empty();
    if (before == nullptr || !has_articles) return false;
    tell({reading::plain_text(file.path.string()), 0,
          "cannot be read; its articles stay as they were"});
    FileRecord record = *before;
    record.has_problems = true;
    table_.set(file.key, std::move(record));
    return true;
}

void IndexUpdate::take_file(const SourceFile& file) {
    FileRecord record;
    if (const auto look = look_at(file.path)) record.look = *look;
    const auto content = fingerprint_of_file(file.path);
    if (!content && keep_as_it_was(file)) return;
    record.content = content.value_or(Fingerprint());
    if (const FileRecord* before = table_.find(file.key)) {
        for (const auto& id : before->held) free(id);
        // Its ids are its own again until it is read that they are not.
        table_.erase(file.key);
    }
    again_.erase(file.key);
    Reading(*this, file).read(std::move(record));
}

/// A file may be read twice in one run, when others give up what it has, too.
void IndexUpdate::give_up_what_was_staged_of(const std::string& key) {
    if (std::find(staged_files_.begin(), staged_files_.end(), key) == staged_files_.end()) return;
    std::erase_if(staged_, [&](const auto& entry) {
        if (staged_files_[entry.second.file] != key) return false;
        given_up_.insert(entry.second.number);
        return true;
    });
}

void IndexUpdate::settle() {
    while (!freed_.empty() || !again_.empty()) {
        std::set<std::string, WalkOrder> files = std::exchange(again_, {});
        for (const auto& id : std::exchange(freed_, {})) {
            const bool is_free = !staged_.contains(id) && table_.holder_of(id).empty();
            if (!is_free) continue;
            const auto& shadowed = table_.shadowed_in(id);
            files.insert(shadowed.begin(), shadowed.end());
        }
        for (const auto& key : files) {
            const auto file = file_of(sources_, key);
            if (!file) continue;
            give_up_what_was_staged_of(key);
            take_file(*file);
        }
    }
}

/// Tells a problem once, though its file may be read twice.
void IndexUpdate::tell(reading::Problem problem) {
    const bool is_read_once = base_ == nullptr;
    if (is_read_once || told_.insert({problem.path, problem.line, problem.message}).second) {
        events_.on_problem(std::move(problem));
    }
}

UpdateCount IndexUpdate::count() const {
    UpdateCount count;
    for (const auto& [id, staged] : staged_)
        ++(removed_.contains(id) ? count.changed : count.added);
    for (const auto& id : removed_) {
        if (staged_.contains(id)) continue;
        ++count.removed;
        if (deleted_.contains(id)) ++count.asked_for;
    }
    return count;
}

}  // namespace kiosque::indexer
