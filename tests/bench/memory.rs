//! What the server holds in memory: idle, and after pushes and pulls. In a process of its own, so
//! that nothing else that was measured is in it; the phones are in it too.

use std::process::Command;

use crate::{
    field,
    harness::House,
    measure::{memory, runtime},
    pull, push,
};

/// The name under which the benchmark starts itself again.
pub const INSIDE: &str = "memory-of-this-process";

pub fn run() {
    let myself = std::env::current_exe().unwrap();
    let output = Command::new(myself).arg(INSIDE).output().unwrap();
    print!("{}", String::from_utf8_lossy(&output.stdout));
}

/// The work itself.
pub fn inside() {
    let server = runtime("hub");
    let idle = server.block_on(async { field::serve(House::sqlite().await).await });
    say("idle");
    let hub = server.block_on(push::nine_phones(idle.house));
    say("after a town of 2,880 doors, a cut and nine phones");
    let records = push::some(&hub);
    say(&format!("after {records} records"));
    pull::fetch_times(&hub, 100);
    say("after 100 snapshots");
}

fn say(when: &str) {
    let (now, most) = memory();
    println!("{when}: {now:.0} MiB, at most so far {most:.0} MiB");
}
