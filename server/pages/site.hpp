#pragma once

#include <string>

#include "api/request.hpp"
#include "api/service.hpp"

namespace kiosque::server {

/// The pages for people beside the contract for programs: `/` the search page, `/article/{id}` the
/// article itself, `/assets/` what the pages are drawn with. Everything else is the contract's.
/// The pages work without JavaScript. Thread-safe.
class Site {
public:
    /// `service` must outlive the site; `name` is shown at the top of the page.
    Site(const api::Service& service, std::string name);

    /// Answers any request; never throws.
    api::Response handle(const api::Request& request) const;

private:
    const api::Service& service_;
    std::string name_;
};

}  // namespace kiosque::server
