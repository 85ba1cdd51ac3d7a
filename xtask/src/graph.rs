//! The arrows between the crates: each crate earns its wall by what it must not know.

use std::{fs, path::Path};

use crate::Findings;

/// Which of our crates each may use, and which libraries it must not.
const ARROWS: &[(&str, &[&str], &[&str])] = &[
    (
        "ipt",
        &[],
        &["tokio", "axum", "rusqlite", "ring", "argon2", "askama", "fluent-bundle", "lettre"],
    ),
    ("record", &[], &["tokio", "axum", "askama", "fluent-bundle", "lettre"]),
    (
        "outcomes",
        &[],
        &["csv", "serde", "serde_json", "tokio", "axum", "rusqlite", "ring", "askama", "lettre"],
    ),
    (
        "clinic",
        &["ipt", "outcomes", "record"],
        &["axum", "askama", "tokio", "fluent-bundle", "lettre"],
    ),
    ("web", &["clinic", "ipt", "outcomes"], &["rusqlite", "argon2", "ring", "lettre"]),
    ("simulate", &["clinic", "ipt"], &["rusqlite", "axum", "lettre"]),
    ("openipt", &["clinic", "ipt", "outcomes", "record", "simulate", "web"], &["rusqlite", "ring"]),
];

pub(crate) fn check(root: &Path, findings: &mut Findings) {
    let ours: Vec<&str> = ARROWS.iter().map(|(name, ..)| *name).collect();
    for (name, may, must_not) in ARROWS {
        let path = root.join("crates").join(name).join("Cargo.toml");
        let manifest =
            fs::read_to_string(&path).ok().and_then(|text| text.parse::<toml::Table>().ok());
        let Some(manifest) = manifest else {
            findings.push(format!("crates/{name}/Cargo.toml cannot be read"));
            continue;
        };
        // `unsafe` is forbidden in one place, for every crate that takes its lints from there.
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        if lints.and_then(toml::Value::as_bool) != Some(true) {
            findings.push(format!("crates/{name}/Cargo.toml takes not the lints of the workspace"));
        }
        let Some(dependencies) = manifest.get("dependencies").and_then(toml::Value::as_table)
        else {
            continue;
        };
        for dependency in dependencies.keys() {
            if ours.contains(&dependency.as_str()) && !may.contains(&dependency.as_str()) {
                findings.push(format!("{name} must not know {dependency}"));
            }
            if must_not.contains(&dependency.as_str()) {
                findings.push(format!("{name} must do without {dependency}"));
            }
        }
    }
    let whole = fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    if !whole.contains("unsafe_code = \"forbid\"") {
        findings.push("Cargo.toml does not forbid `unsafe`".to_owned());
    }
    let Ok(folders) = fs::read_dir(root.join("crates")) else { return };
    for folder in folders.flatten() {
        let name = folder.file_name().to_string_lossy().into_owned();
        if !ours.contains(&name.as_str()) {
            findings.push(format!("crates/{name} is not in the map of arrows"));
        }
    }
}
