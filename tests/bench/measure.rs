//! Wall clock, CPU time and memory of this process, as Linux tells them under `/proc/self`.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

/// Name of the threads that play phones: their CPU time is not the server's.
pub const PHONES: &str = "phones";

/// Ticks a second in which Linux tells CPU time to programs.
const TICKS: u32 = 100;

/// What a piece of work took.
#[derive(Clone, Copy, Debug)]
pub struct Took {
    /// By the clock on the wall.
    pub wall: Duration,
    /// Of all threads but those that play phones.
    pub cpu: Duration,
}

impl Took {
    /// How many a second.
    pub fn rate(self, count: usize) -> f64 {
        count as f64 / self.wall.as_secs_f64()
    }

    /// CPU microseconds for one.
    pub fn cpu_us(self, count: usize) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / count as f64
    }
}

/// A running measurement.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    began: Instant,
    cpu: Duration,
}

impl Stopwatch {
    /// Begins.
    pub fn start() -> Self {
        Self {
            cpu: server_cpu(),
            began: Instant::now(),
        }
    }

    /// What passed since it began.
    pub fn took(self) -> Took {
        Took {
            wall: self.began.elapsed(),
            cpu: server_cpu().saturating_sub(self.cpu),
        }
    }
}

/// Measures one piece of work.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let watch = Stopwatch::start();
    let made = work();
    (made, watch.took())
}

/// CPU time of the process, less that of the threads named [`PHONES`].
fn server_cpu() -> Duration {
    let all = ticks(&fs::read_to_string("/proc/self/stat").unwrap());
    let tasks = fs::read_dir("/proc/self/task").unwrap().flatten();
    // A thread may end while it is looked at.
    let stats = tasks.filter_map(|task| fs::read_to_string(task.path().join("stat")).ok());
    let phones: u32 = stats
        .filter(|stat| stat.contains(&format!("({PHONES})")))
        .map(|stat| ticks(&stat))
        .sum();
    Duration::from_secs(1) * all.saturating_sub(phones) / TICKS
}

/// `utime` and `stime`, the 14th and 15th fields; the 2nd is a name in parentheses.
fn ticks(stat: &str) -> u32 {
    let (_, after_name) = stat.rsplit_once(')').unwrap();
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields.map(|field| field.parse::<u32>().unwrap()).sum()
}

/// Memory in MiB: held now, and at most so far.
pub fn memory() -> (f64, f64) {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        let kib: f64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        kib / 1024.0
    };
    (of("VmRSS:"), of("VmHWM:"))
}

/// A file of the real open data: under `DOORSTEP_BENCH_DATA`, else beside the project. Says so
/// and gives `None` where it is not.
pub fn data(path: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data");
    let root = std::env::var("DOORSTEP_BENCH_DATA").unwrap_or_else(|_| beside.to_owned());
    let file = PathBuf::from(root).join(path);
    if file.exists() {
        return Some(file);
    }
    println!("absent: {path}; say with DOORSTEP_BENCH_DATA in which folder it lies");
    None
}

/// The same numbers from 0 to 1 in every run.
pub fn lot(state: &mut u64) -> f64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    f64::from(u32::try_from(*state >> 33).unwrap()) / f64::from(u32::MAX / 2)
}

/// A runtime whose threads have this name.
pub fn runtime(name: &str) -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name(name)
        .enable_all()
        .build()
        .unwrap()
}
