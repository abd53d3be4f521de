//! Parses the arguments and runs one command.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = doorstep::cli::Cli::parse();
    doorstep::cli::run(cli)
}
