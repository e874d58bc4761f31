#pragma once

#include <functional>
#include <string>

#include "index/inbox.hpp"
#include "indexer/source_files.hpp"

namespace kiosque::indexer {

/// Hands over the entries of the inbox as files of the collection, sorted by their keys, before all
/// others: what came over HTTP stands before what a folder has of the same id. False when not all
/// of it could be looked at.
bool walk_inbox(const index::Inbox& inbox, const OnSourceFile& on_file);

/// The entry of an id, as a walk hands it over; nothing when there is none.
std::optional<SourceFile> inbox_file_of(const index::Inbox& inbox, const std::string& id);

/// Called for an entry that says that an article is deleted.
using OnDeletion = std::function<void(const std::string& id)>;

/// Reads an entry. What is wrong with it is a Problem.
void read_inbox_entry(const SourceFile& file, const reading::OnArticle& on_article,
                      const OnDeletion& on_deletion, const reading::OnProblem& on_problem);

}  // namespace kiosque::indexer
