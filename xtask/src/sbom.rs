//! `cargo xtask sbom`: what the program is built from, as a CycloneDX 1.5 list. It comes from the
//! lock file and from what cargo says of each package, so it holds what a build would take.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use serde_json::{Value, json};

/// The list, or what is in the way.
pub(crate) fn list(root: &Path) -> Result<Value, String> {
    let said = Command::new("cargo")
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .map_err(|error| error.to_string())?;
    let metadata = serde_json::from_slice(&said.stdout).map_err(|error| error.to_string())?;
    let lock = fs::read_to_string(root.join("Cargo.lock")).map_err(|error| error.to_string())?;
    of(&metadata, &lock.parse().map_err(|error: toml::de::Error| error.to_string())?)
        .ok_or_else(|| "what cargo says of the packages is not as expected".to_owned())
}

/// Which packages depend on which, for what is in the program.
type Graph<'a> = BTreeMap<&'a str, Vec<&'a str>>;

fn graph(metadata: &Value) -> Option<Graph<'_>> {
    let mut graph = Graph::new();
    for node in metadata["resolve"]["nodes"].as_array()? {
        let built = |dep: &&Value| {
            dep["dep_kinds"].as_array().is_some_and(|kinds| {
                // What only tests use is not in the program.
                kinds.iter().any(|kind| kind["kind"].as_str() != Some("dev"))
            })
        };
        let deps = node["deps"].as_array()?.iter().filter(built);
        graph.insert(node["id"].as_str()?, deps.filter_map(|dep| dep["pkg"].as_str()).collect());
    }
    Some(graph)
}

fn of(metadata: &Value, lock: &toml::Table) -> Option<Value> {
    let packages = metadata["packages"].as_array()?;
    let by_id: BTreeMap<&str, &Value> =
        packages.iter().filter_map(|package| Some((package["id"].as_str()?, package))).collect();
    let root = packages.iter().find(|package| package["name"] == "openipt")?;
    let (graph, mut reached) = (graph(metadata)?, BTreeSet::new());
    let mut next = vec![root["id"].as_str()?];
    while let Some(id) = next.pop() {
        if reached.insert(id) {
            next.extend(graph.get(id)?.iter().copied());
        }
    }
    let checksums = checksums(lock);
    let purl = |package: &Value| {
        let (name, version) = (package["name"].as_str()?, package["version"].as_str()?);
        Some(format!("pkg:cargo/{name}@{version}"))
    };
    let (mut components, mut dependencies) = (Vec::new(), Vec::new());
    for id in &reached {
        let package = by_id.get(id)?;
        let on: Option<Vec<String>> = graph[id].iter().map(|id| purl(by_id.get(id)?)).collect();
        dependencies.push(json!({ "ref": purl(package)?, "dependsOn": on? }));
        if *id != root["id"].as_str()? {
            components.push(component(package, &purl(package)?, &checksums));
        }
    }
    Some(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": purl(root)?,
                "name": root["name"],
                "version": root["version"],
                "purl": purl(root)?,
                "licenses": [{ "expression": root["license"] }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

/// The checksums of the lock file, by name and version.
fn checksums(lock: &toml::Table) -> BTreeMap<(String, String), String> {
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let text = |package: &toml::Value, name: &str| Some(package.get(name)?.as_str()?.to_owned());
    packages
        .filter_map(|package| {
            let which = (text(package, "name")?, text(package, "version")?);
            Some((which, text(package, "checksum")?))
        })
        .collect()
}

fn component(package: &Value, purl: &str, checksums: &BTreeMap<(String, String), String>) -> Value {
    let text = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": package["name"],
        "version": package["version"],
        "purl": purl,
        // Older packages write a slash for "or".
        "licenses": [{ "expression": text("license").replace('/', " OR ") }],
    });
    if let Some(checksum) = checksums.get(&(text("name"), text("version"))) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(repository) = package["repository"].as_str() {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_what_is_built_with_its_licence_and_its_checksum_and_no_test_library() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project");
        let list = list(root).expect("a list");
        let components = list["components"].as_array().expect("components");
        let named = |name: &str| components.iter().find(|component| component["name"] == name);
        for name in ["libsqlite3-sys", "ring", "axum", "record"] {
            assert!(named(name).is_some(), "{name}");
        }
        assert!(named("insta").is_none() && named("proptest").is_none(), "only tests use them");
        let refs: BTreeSet<&str> =
            components.iter().filter_map(|component| component["bom-ref"].as_str()).collect();
        assert_eq!(refs.len(), components.len(), "each once");
        for component in components {
            let licence = component["licenses"][0]["expression"].as_str().unwrap_or_default();
            assert!(!licence.is_empty(), "{}", component["name"]);
            let ours = ["record", "clinic", "ipt", "outcomes", "web", "simulate"]
                .contains(&component["name"].as_str().unwrap_or_default());
            let sum = component["hashes"][0]["content"].as_str().unwrap_or_default();
            assert!(ours || sum.len() == 64, "{}", component["name"]);
        }
        let dependencies = list["dependencies"].as_array().expect("dependencies");
        let on = dependencies.iter().flat_map(|d| d["dependsOn"].as_array().into_iter().flatten());
        let missing: Vec<&Value> =
            on.filter(|on| !refs.contains(on.as_str().unwrap_or_default())).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
