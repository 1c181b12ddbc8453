//! The binary: hands the command line to [`kohyo::cli`] and returns its exit code.

/// Trees and pages are many small pieces, made on several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    kohyo::cli::run(std::env::args_os())
}
