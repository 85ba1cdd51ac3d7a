//! `outcomes change` on a million rows, beside the same computation with polars, a vectorised
//! data-frame library, from Python. Polars comes from PyPI into a folder of the build.

use std::{
    fs,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

const PEOPLE: u64 = 500_000;
const RUNS: usize = 5;
const POLARS: &str = "polars==2.1.0";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/figures/outcomes.py");
const CHANGE: &str = "outcomes change --id id --time time --score score --group arm --pre pre \
                      --post post --method jt --direction lower --reliability 0.89 --cutoff a \
                      --json --input";

pub fn measure() {
    println!("\noutcomes change, {} rows in no order, to JSON", 2 * PEOPLE);
    let folder = tempfile::tempdir().expect("folder");
    let scores = folder.path().join("scores.csv");
    write(&scores).expect("written");
    let Some(python) = with_polars() else {
        println!("polars could not be installed; nothing to measure beside");
        return;
    };
    let path = |path: &Path| path.to_str().expect("a path").to_owned();
    let (ours, theirs) = (folder.path().join("ours"), folder.path().join("theirs"));
    let input = path(&scores);
    let mut openipt = vec![env!("CARGO_BIN_EXE_openipt").to_owned()];
    openipt.extend(CHANGE.split_whitespace().chain([input.as_str()]).map(str::to_owned));
    let lines = path(&folder.path().join("lines"));
    let polars = [path(&python), SCRIPT.to_owned(), "polars".to_owned(), input, lines];
    let (mut here, mut there, mut inside) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        here.push(run(&python, &ours, &openipt));
        there.push(run(&python, &theirs, &polars));
        inside.push(object(&theirs)["seconds"].as_f64().expect("seconds"));
    }
    let (own, other) = (object(&ours)["counts"].take(), object(&theirs));
    for class in ["recovered", "improved", "unchanged", "deteriorated"] {
        let both = [&own, &other].map(|counts| counts[class].as_u64().unwrap_or(0));
        assert_eq!(both[0], both[1], "both class alike: {class}");
    }
    let (own, whole) = (Run::median(&here), Run::median(&there));
    inside.sort_by(f64::total_cmp);
    let within = inside[RUNS / 2];
    let version = other["version"].as_str().unwrap_or_default();
    println!("{:>34} {own} (medians of {RUNS})", "openipt");
    println!("{:>34} {whole}", format!("polars {version}, whole"));
    println!("{:>34} {within:>6.2} s", "without the start of Python");
    println!(
        "{:>34} {:.2} of the time ({:.2} of that without the start), {:.2} of the processors', \
         {:.2} of the memory",
        "openipt takes",
        own.seconds / whole.seconds,
        own.seconds / within,
        own.processors / whole.processors,
        own.memory / whole.memory
    );
}

/// What a command took.
#[derive(Clone, Copy)]
struct Run {
    seconds: f64,
    /// Seconds of all processors together: they tell more where others use them too.
    processors: f64,
    /// MiB at most.
    memory: f64,
}

impl Run {
    fn median(runs: &[Self]) -> Self {
        let middle = |of: fn(&Self) -> f64| {
            let mut values: Vec<f64> = runs.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        Self {
            seconds: middle(|run| run.seconds),
            processors: middle(|run| run.processors),
            memory: middle(|run| run.memory),
        }
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { seconds, processors, memory } = self;
        write!(f, "{seconds:>6.2} s, {processors:>5.2} s of processors, {memory:>5.0} MiB at most")
    }
}

/// One row a person and time, in an order that jumps; one score in fifty is missing.
fn write(path: &Path) -> std::io::Result<()> {
    let mut file = BufWriter::new(fs::File::create(path)?);
    writeln!(file, "id,time,score,arm")?;
    for row in 0..2 * PEOPLE {
        // A step without a common factor comes by every row once.
        let place = row * 611_953 % (2 * PEOPLE);
        let (person, after) = (place / 2, place % 2 == 1);
        let chance = place.wrapping_mul(6_364_136_223_846_793_005) >> 33;
        let score = if after { chance % 22 } else { 10 + chance % 18 };
        let time = if after { "post" } else { "pre" };
        let arm = ["ipt", "wait"][(person % 2) as usize];
        if chance.is_multiple_of(50) {
            writeln!(file, "P{person:06},{time},NA,{arm}")?;
        } else {
            writeln!(file, "P{person:06},{time},{score},{arm}")?;
        }
    }
    file.flush()
}

/// A Python that has polars.
fn with_polars() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("polars");
    let python = folder.join("bin/python");
    let has = || {
        let import = Command::new(&python).args(["-c", "import polars"]).output();
        import.is_ok_and(|output| output.status.success())
    };
    if !has() {
        Command::new("python3").args(["-m", "venv"]).arg(&folder).status().ok()?;
        Command::new(&python).args(["-m", "pip", "install", "--quiet", POLARS]).status().ok()?;
    }
    has().then_some(python)
}

/// Runs a command with its output to a file. Python measures it, which has the system's own count.
fn run(python: &Path, out: &Path, command: &[String]) -> Run {
    let output = Command::new(python).arg(SCRIPT).arg("measure").arg(out).args(command).output();
    let output = output.expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text.split_whitespace().map(|word| word.parse::<f64>().expect("a number"));
    let mut next = || numbers.next().expect("three numbers");
    Run { seconds: next(), processors: next(), memory: next() / 1024.0 }
}

fn object(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("written")).expect("JSON")
}
