//! What a proof forbids is forbidden by the compiler: each program of `must_not_compile.txt` is
//! given to it, and must fail with exactly the error that stands above it, or compile.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const PROGRAMS: &str = include_str!("must_not_compile.txt");

/// What each program may use. Nothing but `clinic` and `serde`.
const BEFORE: &str = "#![allow(unused, unreachable_code)]
use std::marker::PhantomData;
use clinic::{*, account::*, course::CourseFile, draft::Desk, file::Operator, identity::Identity};
use clinic::{login::Departed, permission::*};
type Id<R> = <R as Resource>::Id;
fn never<T>() -> T { loop {} }
fn written_down<T: serde::Serialize>() {}
fn read_back<T: serde::de::DeserializeOwned>() {}
";

struct Program {
    /// The code of its error; none when it compiles.
    code: Option<&'static str>,
    says: &'static str,
    text: &'static str,
}

fn programs() -> Vec<Program> {
    let parts = PROGRAMS.split("\n# ").skip(1);
    let programs = parts.map(|part| {
        let (first, text) = part.split_once('\n').expect("a program below its line");
        let (code, says) = first.split_once(": ").expect("a code and what it says");
        Program { code: (code != "compiles").then_some(code), says, text }
    });
    programs.collect()
}

/// Built libraries of this name, the newest first: it was built from what stands here now.
fn libraries(name: &str) -> Vec<PathBuf> {
    let own = std::env::current_exe().expect("this test");
    let start = format!("lib{name}-");
    let fits = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with(&start) && name.ends_with(".rlib")
    };
    let files = fs::read_dir(own.parent().expect("a folder")).expect("the folder of libraries");
    let mut found: Vec<PathBuf> = files.flatten().map(|file| file.path()).filter(fits).collect();
    found.sort_by_key(|path| fs::metadata(path).and_then(|file| file.modified()).ok());
    found.reverse();
    found
}

struct Compiler {
    clinic: PathBuf,
    serde: PathBuf,
    folder: tempfile::TempDir,
}

impl Compiler {
    /// The codes of the errors of a program; `error` for one that has none.
    fn errors(&self, number: usize, text: &str) -> BTreeSet<String> {
        let file = self.folder.path().join(format!("program_{number}.rs"));
        fs::write(&file, format!("{BEFORE}{text}")).expect("written");
        let along = self.clinic.parent().expect("a folder");
        let said = Command::new("rustc")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--error-format=short"])
            .args([Path::new("-L"), along, Path::new("--out-dir"), self.folder.path()])
            .arg(format!("--extern=clinic={}", self.clinic.display()))
            .arg(format!("--extern=serde={}", self.serde.display()))
            .arg(&file)
            .output()
            .expect("the compiler");
        let text = String::from_utf8_lossy(&said.stderr).into_owned();
        let codes = text.lines().filter_map(|line| line.split_once(": error"));
        let code = |rest: &str| match rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
            Some((code, _)) => code.to_owned(),
            None => format!("error{rest}"),
        };
        let codes: BTreeSet<String> = codes.map(|(_, rest)| code(rest)).collect();
        assert_eq!(codes.is_empty(), said.status.success(), "{text}");
        codes
    }
}

#[test]
fn programs_without_the_right_proof_do_not_compile() {
    let programs = programs();
    let controls: Vec<&Program> = programs.iter().filter(|p| p.code.is_none()).collect();
    assert!(programs.len() - controls.len() >= 30 && controls.len() >= 5);
    let clinic = libraries("clinic").into_iter().next().expect("this crate's own library");
    // Of `serde` there may be several: the right one is that with which `Identity` is written.
    let compiler = libraries("serde").into_iter().find_map(|serde| {
        let folder = tempfile::tempdir().expect("folder");
        let compiler = Compiler { clinic: clinic.clone(), serde, folder };
        let works = controls.iter().all(|program| compiler.errors(0, program.text).is_empty());
        works.then_some(compiler)
    });
    let compiler = compiler.expect("what must compile does, with one of the libraries built here");
    let wrong = |(number, program): (usize, &Program)| {
        let found = compiler.errors(number, program.text);
        let expected: BTreeSet<String> = program.code.into_iter().map(str::to_owned).collect();
        (found != expected).then(|| format!("{}: {found:?}, not {expected:?}", program.says))
    };
    let numbered: Vec<(usize, &Program)> = programs.iter().enumerate().collect();
    let half = numbered.len() / 2;
    let (first, second) = numbered.split_at(half);
    let check = |part: &[(usize, &Program)]| part.iter().copied().filter_map(wrong).collect();
    let (mut found, more): (Vec<String>, Vec<String>) = std::thread::scope(|scope| {
        let other = scope.spawn(|| check(second));
        (check(first), other.join().expect("the other half"))
    });
    found.extend(more);
    assert!(found.is_empty(), "{found:#?}");
}
