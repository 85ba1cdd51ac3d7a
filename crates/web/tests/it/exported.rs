//! The circle as a file: GraphML that a parser reads, CSV in the columns of Network Canvas, names
//! only if asked for, and a line in the access log.

use roxmltree::Document;

use crate::{Came, World, world};

const BAD: &str = "=HYPERLINK(\"x\",\"y\")<b>&'\u{b}";

async fn with_bad_name() -> (World, String, String) {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let name: String = form_urlencoded(BAD);
    let body = format!("name={name}&relation=%2BFriend%2C+since+school");
    let added = world.ask("POST", &format!("{course}/inventory"), &ruth, &body).await;
    assert_eq!(added.status, 303);
    (world, ruth, course)
}

fn form_urlencoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn export(world: &World, cookie: &str, path: &str) -> Came {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    let header = |name: &str| came.headers.get(name).and_then(|v| v.to_str().ok()).expect("a text");
    assert!(header("content-disposition").starts_with("attachment; filename=\"circle"));
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-content-type-options"), "nosniff");
    came
}

#[tokio::test]
async fn a_parser_reads_the_graph_and_every_name_in_it() {
    let (world, ruth, course) = with_bad_name().await;
    let xml = export(&world, &ruth, &format!("{course}/circle/export.graphml?names=yes")).await;
    let document = Document::parse(&xml.body).expect("well formed");
    let all = |tag: &str| -> Vec<roxmltree::Node<'_, '_>> {
        document.descendants().filter(|node| node.has_tag_name(tag)).collect()
    };
    let keys: Vec<_> = all("key").iter().filter_map(|key| key.attribute("id")).collect();
    let ids: Vec<_> = all("node").iter().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids[0], "ego");
    for data in all("data") {
        assert!(keys.contains(&data.attribute("key").expect("a key")), "declared");
    }
    let edges = all("edge");
    assert!(!edges.is_empty());
    for edge in edges {
        assert_eq!(edge.attribute("source"), Some("ego"));
        assert!(ids.contains(&edge.attribute("target").expect("a target")));
    }
    let texts: Vec<_> = all("data").iter().filter_map(|data| data.text()).collect();
    assert!(texts.contains(&BAD.trim_end_matches('\u{b}')), "{texts:?}");
}

#[tokio::test]
async fn the_lists_have_the_columns_of_network_canvas_and_no_cell_is_a_formula() {
    let (world, ruth, course) = with_bad_name().await;
    let list = |list: &str| format!("{course}/circle/export.csv?names=yes&list={list}");
    let read = |text: &str| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.expect("as wide as its header"));
        rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
    };
    let people = export(&world, &ruth, &list("people")).await.body;
    let rows = read(&people);
    assert_eq!(
        rows[0][..6],
        ["nodeID", "networkCanvasEgoUUID", "networkCanvasUUID", "name", "relation", "ring_now"]
    );
    let last = rows.last().expect("a person");
    assert!(last[3].starts_with("'=HYPERLINK(\"x\",\"y\")"), "{last:?}");
    assert_eq!(last[4], "'+Friend, since school");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    assert!(people.lines().count() == rows.len() && people.ends_with("\r\n"));
    let ego = read(&export(&world, &ruth, &list("ego")).await.body);
    assert_eq!(
        ego[0][..9],
        [
            "networkCanvasEgoUUID",
            "networkCanvasCaseID",
            "networkCanvasSessionID",
            "networkCanvasProtocolName",
            "sessionStart",
            "sessionFinish",
            "sessionExported",
            "APP_VERSION",
            "COMMIT_HASH",
        ]
    );
    assert_eq!((ego.len(), &ego[1][0]), (2, &rows[1][1]), "joined by the ego's id");
    let ties = export(&world, &ruth, &list("ties")).await.body;
    assert_eq!(
        ties,
        "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,networkCanvasSourceUUID,\
         networkCanvasTargetUUID,bond\r\n"
    );
    let (one, other) = (&rows[1][2], &rows[2][2]);
    let link = format!("one={one}&other={other}&bond=in_conflict&word=Ida");
    let linked = world.ask("POST", &format!("{course}/circle/links"), &ruth, &link).await;
    assert_eq!(linked.status, 303);
    let ties = read(&export(&world, &ruth, &list("ties")).await.body);
    assert_eq!(ties[1][..3], ["1", "1", "2"]);
    assert_eq!(ties[1][5..], [one.as_str(), other.as_str(), "in_conflict"]);
    let xml = export(&world, &ruth, &format!("{course}/circle/export.graphml")).await.body;
    let document = Document::parse(&xml).expect("well formed");
    let tie = document.descendants().find(|node| node.attribute("id") == Some("t1"));
    let tie = tie.expect("a tie between two people");
    assert_eq!((tie.attribute("source"), tie.attribute("target")), (Some("1"), Some("2")));
    let strange = world.ask("GET", &list("everything"), &ruth, "").await;
    assert_eq!(strange.status, 404);
}

#[tokio::test]
async fn names_are_in_a_file_only_if_asked_for_and_the_client_sees_that_there_was_one() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Maren"));
    let files = ["export.graphml", "export.csv?list=people", "export.csv?list=ego"];
    for name in files {
        let text = export(&world, &ruth, &format!("{course}/circle/{name}")).await.body;
        for named in ["Ida", "Jonas", "Sister", "Partner", "Maren"] {
            assert!(!text.contains(named), "{name}: {named}");
        }
    }
    let path = format!("{course}/circle/export.csv?at=1&names=yes");
    let first = export(&world, &ruth, &path).await.body;
    let ida = first.lines().find(|line| line.contains(",Ida,Sister,")).expect("Ida");
    assert!(ida.contains(",Ida,Sister,2,1,1,true,false,false,,false,"), "{ida}");
    let last = export(&world, &ruth, &path.replace("at=1&", "")).await.body;
    assert!(last.contains(",Ida,Sister,1,1,1,"), "as it stands at last");
    let looks = world.ask("GET", &format!("{course}/looks"), &ruth, "").await.body;
    assert!(looks.contains("The circle as a file (GraphML)"));
    assert!(looks.contains("The circle as a file (CSV)"));
    let replay = world.ask("GET", &format!("{course}/circle/replay"), &ruth, "").await.body;
    assert!(replay.contains("A file leaves the sealed record."));
    assert!(replay.contains("/circle/export.graphml?at="));
}

#[tokio::test]
async fn there_is_no_file_of_nothing() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Amara Diallo"));
    let came = world.ask("GET", &format!("{course}/circle/export.graphml"), &ruth, "").await;
    assert_eq!(came.status, 404);
}
