//! The binary: hands the command line to [`kohyo::cli`] and returns its exit code.

fn main() -> std::process::ExitCode {
    kohyo::cli::run(std::env::args_os())
}
