//! The `huiqi` binary. All it does is hand the command line to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    huiqi::cli::run()
}
