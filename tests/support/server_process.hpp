#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "support/http_client.hpp"

namespace kiosque::test {

/// What a program printed, and how it ended.
struct ProgramResult {
    int exit_code = -1;  ///< 128 + signal when a signal ended it
    std::string out;
    std::string err;
};

/// Runs a program of the build to its end.
ProgramResult run_program(const std::string& name, const std::vector<std::string>& arguments);

/// What a program must do without.
struct Restraint {
    std::size_t most_files = 0;  ///< descriptors; 0 for as many as the system gives
    bool as_nobody = false;      ///< as a user who owns no file; needs root
    /// Freed memory that AddressSanitizer keeps to find its late users in: but for 4 MB of it.
    /// Otherwise what a program holds says nothing of the program.
    bool keeps_freed_memory = true;
};

/// A program of the build that runs beside the test. Killed with the object if it still runs.
class RunningProgram {
public:
    /// `err_file` takes its stderr.
    RunningProgram(const std::string& name, const std::vector<std::string>& arguments,
                   const std::filesystem::path& err_file, const Restraint& restraint = {});
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    bool is_running();
    void send_signal(int signal) const;
    /// Waits for the end; the exit code, or 128 + signal.
    int wait();

    /// The memory that it has now, in kilobytes (VmRSS).
    std::size_t resident_kilobytes() const;
    /// How many files and sockets it has open now.
    std::size_t open_descriptors() const;
    /// Lets it have no more files and sockets than so many from now on.
    void limit_descriptors(std::size_t most) const;

private:
    pid_t pid_;
    int exit_code_ = -1;
};

/// kiosque-server over an index, on a free port; ready to answer when the constructor is through.
class ServerProcess {
public:
    explicit ServerProcess(const std::filesystem::path& index,
                           std::vector<std::string> more_arguments = {},
                           const Restraint& restraint = {});
    ~ServerProcess();

    HttpClient client() const { return HttpClient(port_); }
    int port() const { return port_; }
    RunningProgram& program() { return *program_; }
    const RunningProgram& program() const { return *program_; }
    std::string log() const;
    bool has_logged(const std::string& text) const { return log().find(text) != std::string::npos; }

private:
    std::filesystem::path log_file_;
    std::unique_ptr<RunningProgram> program_;
    int port_ = 0;
};

}  // namespace kiosque::test
