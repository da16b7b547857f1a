//! The command `dateline`: runs the command line and turns its result into the exit status.

fn main() -> std::process::ExitCode {
    dateline::cli::run()
}
