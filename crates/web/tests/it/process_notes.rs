//! The drawer of process notes on screens: what is written there is read there and nowhere else.

use web::routes::ROUTES;

use crate::{World, today::own_way_in, world};

const CANARY: &str = "Quince-colored silence";

async fn get(world: &World, who: &str, path: &str) -> String {
    let came = world.ask("GET", path, who, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

fn after<'a>(page: &'a str, mark: &str) -> &'a str {
    page.split(mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

/// A note in the drawer: its address.
async fn written(world: &World, who: &str, course: &str) -> String {
    let at = format!("{course}/process-notes");
    let sent = format!("about=Session+5&note={}", CANARY.replace(' ', "+"));
    assert_eq!(world.ask("POST", &at, who, &sent).await.status, 303);
    let list = get(world, who, &at).await;
    assert!(list.contains(CANARY));
    format!("{at}/{}", after(&list, &format!("href=\"{at}/")))
}

#[tokio::test]
async fn the_page_says_in_which_drawer_one_writes_and_what_does_not_belong_there() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let session = get(&world, &ruth, &format!("{course}/sessions/5")).await;
    assert!(session.contains(&format!("{course}/process-notes?session=5")), "the way to it");
    let page = get(&world, &ruth, &format!("{course}/process-notes?session=5")).await;
    for said in
        ["in your own drawer, not in the record", "value=\"Session 5\"", "medication", "164.501"]
    {
        assert!(page.contains(said), "{said}");
    }
    let open = get(&world, &ruth, &format!("{course}/sessions")).await;
    assert!(open.contains(&format!("{course}/process-notes")));
    let empty =
        world.ask("POST", &format!("{course}/process-notes"), &ruth, "about=Kept&note=").await;
    assert!(empty.status == 422 && empty.body.contains("Kept") && empty.body.contains("p-note"));
}

#[tokio::test]
async fn what_is_written_there_is_on_no_other_page_of_anybody() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let leila = world.course("Leila Haddad");
    let course = format!("/courses/{leila}");
    let own = own_way_in(&world, &ruth, &course).await;
    let note = written(&world, &ruth, &course).await;
    let mut asked = 0;
    for who in ["Ruth Albrecht", "Daniel Okafor", "Helen Marsh", "Tomas Weil", "Leila"] {
        let cookie = if who == "Leila" { own.clone() } else { world.enter(who).await };
        let fixed = ROUTES.iter().filter(|route| route.method == "GET").map(|route| route.path);
        for path in fixed.filter(|path| path.matches('{').count() <= 1) {
            let documents = ipt::DocumentKind::ALL.iter().map(|kind| kind.name());
            let fill = |document: &str| {
                let path = path.replace("{course}", &leila).replace("{supervised}", &leila);
                path.replace("{document}", document)
            };
            let paths: Vec<String> = match path.contains("{document}") {
                true => documents.map(fill).collect(),
                false => vec![fill("")],
            };
            for path in paths.into_iter().filter(|path| !path.contains('{')) {
                let drawer = path.ends_with("/process-notes") && path.starts_with("/courses/");
                let came = world.ask("GET", &path, &cookie, "").await;
                let there = came.body.contains(CANARY);
                assert_eq!(there, drawer && who == "Ruth Albrecht", "{path} of {who}");
                asked += 1;
            }
        }
        let one = world.ask("GET", &note, &cookie, "").await;
        assert_eq!(one.status == 200, who == "Ruth Albrecht", "{who}");
        for path in [format!("{course}/record.json"), format!("{course}/print/contract")] {
            assert!(!world.ask("GET", &path, &cookie, "").await.body.contains(CANARY), "{path}");
        }
    }
    assert!(asked > 300, "{asked}");
    let looks = get(&world, &own, &format!("/my/{leila}/looks")).await;
    assert!(looks.contains("what your therapist writes for themselves"), "that it was written in");
}

#[tokio::test]
async fn two_tabs_are_shown_side_by_side_and_a_draft_comes_back() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let note = written(&world, &ruth, &course).await;
    let first = world.ask("POST", &note, &ruth, "form_seen=1&note=Second+thoughts").await;
    assert_eq!(first.status, 303);
    let other = world.ask("POST", &note, &ruth, "form_seen=1&note=Third+thoughts").await;
    assert_eq!(other.status, 422);
    assert!(other.body.contains("Second thoughts") && other.body.contains("Third thoughts"));
    let tab = uuid::Uuid::new_v4();
    let place = format!("{course}/process-notes");
    let draft = format!(
        "note=Half+a+thought&form_place={place}&form_tab={tab}&form_by=page&form_proof={}",
        world.proof(&ruth, &place)
    );
    assert_eq!(world.ask_so("POST", "/drafts", &ruth, &draft).await.status, 204);
    assert!(get(&world, &ruth, &place).await.contains("Half a thought"));
    let daniel = world.enter("Daniel Okafor").await;
    let draft = draft.replace("Half", "Foreign");
    assert_ne!(world.ask_so("POST", "/drafts", &daniel, &draft).await.status, 204);
}

#[tokio::test]
async fn a_note_is_opened_and_shut_and_the_client_sees_that_in_the_log() {
    let world = world();
    let (ruth, helen) = (world.enter("Ruth Albrecht").await, world.enter("Helen Marsh").await);
    let leila = world.course("Leila Haddad");
    let course = format!("/courses/{leila}");
    let own = own_way_in(&world, &ruth, &course).await;
    let note = written(&world, &ruth, &course).await;
    let opened = format!("/supervised/{leila}/process-notes");
    assert_eq!(world.ask("GET", &opened, &helen, "").await.status, 404);
    let page = get(&world, &ruth, &note).await;
    let helens = after(&page, "name=\"to\" value=\"").to_owned();
    let at = format!("{note}/releases");
    let bad = world
        .ask("POST", &at, &ruth, &format!("to={helens}&agreed_on=2026-06-01&words=Kept"))
        .await;
    assert!(bad.status == 422 && bad.body.contains("p-until") && bad.body.contains("Kept"));
    let bad = world.ask("POST", &at, &ruth, "to=client&agreed_on=2027-06-01&words=Kept").await;
    assert!(bad.status == 422 && bad.body.contains("p-agreed"));
    let sent = format!("to={helens}&until=2026-06-20&agreed_on=2026-06-01&words=My+part+in+it");
    assert_eq!(world.ask("POST", &at, &ruth, &sent).await.status, 303);
    assert!(get(&world, &helen, &opened).await.contains(CANARY));
    assert!(get(&world, &helen, &format!("/supervised/{leila}")).await.contains(&opened));
    let log = get(&world, &own, &format!("/my/{leila}/disclosures")).await;
    assert!(log.contains("One process note") && !log.contains(CANARY));
    let page = get(&world, &ruth, &note).await;
    let shut = after(&page, "noprint\" method=\"post\" action=\"").to_owned();
    assert!(shut.ends_with("/withdrawal"), "{shut}");
    assert_eq!(world.ask("POST", &shut, &ruth, "").await.status, 303);
    assert_eq!(world.ask("GET", &opened, &helen, "").await.status, 404, "shut at once");
    let mine = format!("/my/{leila}/process-notes");
    assert_eq!(world.ask("GET", &mine, &own, "").await.status, 404);
    let sent = "to=client&agreed_on=2026-06-01&words=She+asked";
    assert_eq!(world.ask("POST", &at, &ruth, sent).await.status, 303);
    assert!(get(&world, &own, &mine).await.contains(CANARY));
    assert!(get(&world, &own, &format!("/my/{leila}")).await.contains(&mine));
}
