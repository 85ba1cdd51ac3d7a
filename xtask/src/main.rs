//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md, checked. `cargo xtask sbom`: what the
//! program is built from.

mod asvs;
mod classes;
mod graph;
mod hazards;
mod said;
mod sbom;
mod size;
mod sql;
mod text;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is wrong, and where.
pub(crate) type Findings = Vec<String>;

/// A file of the project.
pub(crate) struct Source {
    /// Its path from the root, with slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => tidy(root),
        Some("sbom") => match sbom::list(root) {
            Ok(list) => {
                println!("{list:#}");
                ExitCode::SUCCESS
            }
            Err(problem) => {
                eprintln!("xtask: {problem}");
                ExitCode::from(2)
            }
        },
        _ => {
            eprintln!("xtask: the tasks are `tidy` and `sbom`");
            ExitCode::from(2)
        }
    }
}

fn tidy(root: &Path) -> ExitCode {
    let mut sources = Vec::new();
    for folder in ["crates", "xtask", "e2e", "bin", ".ci", "docs", "safety"] {
        collect(root, &root.join(folder), &mut sources);
    }
    let mut findings = Findings::new();
    graph::check(root, &mut findings);
    size::check(&sources, &mut findings);
    text::check(&sources, &mut findings);
    hazards::check(&sources, &mut findings);
    classes::check(&sources, &mut findings);
    asvs::check(root, &sources, &mut findings);
    said::check(&sources, &mut findings);
    sql::check(&sources, &mut findings);
    for finding in &findings {
        eprintln!("tidy: {finding}");
    }
    println!("tidy: {} files looked at, {} findings", sources.len(), findings.len());
    if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            if !["target", "node_modules"].contains(&name) {
                collect(root, &path, sources);
            }
        } else if let (Ok(text), Ok(relative)) =
            (fs::read_to_string(&path), path.strip_prefix(root))
        {
            sources.push(Source { path: relative.to_string_lossy().replace('\\', "/"), text });
        }
    }
}
