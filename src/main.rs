//! The `huiqi` binary. All it does is hand the command line to the library.

use std::process::ExitCode;

/// Answers are made of many small texts.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    huiqi::cli::run()
}
