//! Labels on the screens: set where a part is read, left out of what the client is given.

use crate::{World, world};

const REASON: &str = "Canaryreason: her sister told it in confidence";

async fn label(world: &World, cookie: &str, course: &str, form: &str) -> crate::Came {
    world.ask("POST", &format!("{course}/labels"), cookie, form).await
}

fn third_party(part: &str) -> String {
    format!("part={part}&label=third_party&reason={REASON}")
}

#[tokio::test]
async fn a_part_is_labelled_where_it_is_read_and_left_out_of_the_record_that_is_handed_out() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let note = world.ask("GET", &format!("{course}/sessions/1"), &ruth, "").await.body;
    assert!(note.contains(&format!("href=\"{course}/labels?part=session:1\"")), "a way there");
    let page = world.ask("GET", &format!("{course}/labels?part=session:1"), &ruth, "").await.body;
    assert!(page.contains("value=\"session:1\" selected"), "chosen already");
    assert!(page.contains("Nothing has a label"));
    for own in ["document:contract", "document:safety_plan", "document:formulation"] {
        assert!(!page.contains(own), "{own}: the client has it");
    }
    let said = "A visit to her mother";
    let whole = world.exported("Ruth Albrecht", "Leila Haddad").await.to_string();
    let addendum = format!("text={}&x=1", said.replace(' ', "+"));
    let added = world.ask("POST", &format!("{course}/sessions/1/addenda"), &ruth, &addendum).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let with = world.exported("Ruth Albrecht", "Leila Haddad").await.to_string();
    assert!(with.contains(said) && !whole.contains(said));

    let came = label(&world, &ruth, &course, &third_party("session:1")).await;
    assert_eq!(came.status, 303, "{}", came.body);
    let page = world.ask("GET", &format!("{course}/labels"), &ruth, "").await.body;
    for words in ["Note of session 1", REASON, "Labelled by Ruth Albrecht"] {
        assert!(page.contains(words), "{words}");
    }
    let note = world.ask("GET", &format!("{course}/sessions/1"), &ruth, "").await.body;
    assert!(note.contains(said) && note.contains("This page has a label: not for handing out."));
    let other = world.ask("GET", &format!("{course}/sessions/2"), &ruth, "").await.body;
    assert!(!other.contains("This page has a label"));

    world.may_hand_out("Ruth Albrecht", "Leila Haddad").await;
    let record = world.ask("GET", &format!("{course}/record"), &ruth, "").await.body;
    assert!(record.contains("One part tells of somebody else and is left out:"), "{record}");
    assert!(record.contains("<li>Note of session 1</li>"));
    let data = world.ask("GET", &format!("{course}/record.json"), &ruth, "").await.body;
    assert!(data.contains("\"left_out\": [\n    \"session\"\n  ]"));
    for handed in [&record, &data] {
        assert!(!handed.contains(said) && !handed.contains("Canaryreason"));
    }
    let lifted = format!("{course}/labels/unlabelling");
    let bare = world.ask("POST", &lifted, &ruth, "part=session:1&lift_reason=").await;
    assert_eq!(bare.status, 422, "not without a reason");
    let came = world.ask("POST", &lifted, &ruth, "part=session:1&lift_reason=She+agreed").await;
    assert_eq!(came.status, 303);
    let record = world.ask("GET", &format!("{course}/record"), &ruth, "").await.body;
    assert!(record.contains(said) && !record.contains("is left out"));
    assert!(!record.contains("Canaryreason") && !record.contains("She agreed"));
    let again = world.ask("POST", &lifted, &ruth, "part=session:1&lift_reason=Again").await;
    assert_eq!(again.status, 422, "{}", again.body);
    assert!(again.body.contains("it has no label"));
}

#[tokio::test]
async fn what_is_left_out_for_safety_is_named_nowhere_the_client_reads() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let id = world.course("Maren");
    let course = format!("/courses/{id}");
    let form = format!("part=session:1&label=safeguarding&reason={REASON}&look_again_on=");
    for (day, status) in [("", 422), ("2026-12-24", 422), ("2026-08-30", 303)] {
        let came = label(&world, &ruth, &course, &format!("{form}{day}")).await;
        assert_eq!(came.status, status, "{day}: {}", came.body);
        // Nothing typed is lost.
        assert!(status == 303 || came.body.contains(REASON), "{day}");
    }
    world.ask("GET", &format!("{course}/labels"), &ruth, "").await;
    let data = world.exported("Ruth Albrecht", "Maren").await;
    let text = data.to_string();
    assert!(!text.contains("Canaryreason") && !text.contains("labelled"));
    assert_eq!(data["left_out"], serde_json::json!([]));
    assert!(!text.contains("\"room\":\"labels\"") && text.contains("\"room\":\"course\""));
    for at in ["", "/looks", "/disclosures", "/supervision", "/corrections"] {
        let page = world.ask("GET", &format!("/my/{id}{at}"), &maren, "").await;
        assert_eq!(page.status, 200, "{at}");
        for words in ["Canaryreason", "label-", "Labels", "is left out"] {
            assert!(!page.body.contains(words), "{at}: {words}");
        }
    }
    assert_eq!(world.ask("GET", &format!("{course}/labels"), &maren, "").await.status, 404);
}

#[tokio::test]
async fn a_safeguarding_label_comes_back_to_whoever_leads_the_course_on_its_day() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Maren"));
    let form =
        format!("part=session:1&label=safeguarding&reason={REASON}&look_again_on=2026-06-02");
    assert_eq!(label(&world, &ruth, &course, &form).await.status, 303);
    let waits = "A safeguarding label is to be looked at again";
    assert!(!world.ask("GET", "/today", &ruth, "").await.body.contains(waits));
    world.clock.set(world.clinic.now() + jiff::SignedDuration::from_hours(24));
    let ruth = world.enter("Ruth Albrecht").await;
    let today = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(today.contains(waits) && today.contains(&format!("{course}/labels")));
    let page = world.ask("GET", &format!("{course}/labels"), &ruth, "").await.body;
    assert!(page.contains("Look at it again"));
}

#[tokio::test]
async fn what_is_not_chosen_or_not_there_is_said_beside_its_field() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Maren"));
    for (form, said) in [
        ("part=&label=third_party&reason=x".to_owned(), "p-part"),
        ("part=session:1&label=&reason=x".to_owned(), "p-label"),
        ("part=session:99&label=third_party&reason=x".to_owned(), "No such part stands"),
        ("part=document:contract&label=third_party&reason=x".to_owned(), "has this already"),
        ("part=session:1&label=third_party&reason=".to_owned(), "class=\"refusal\""),
        ("part=session:1&label=safeguarding&reason=x&look_again_on=never".to_owned(), "p-again"),
    ] {
        let came = label(&world, &ruth, &course, &form).await;
        assert_eq!(came.status, 422, "{form}");
        assert!(came.body.contains(said), "{form}: {}", came.body);
    }
    for who in ["Daniel Okafor", "Tomas Weil", "Helen Marsh"] {
        let cookie = world.enter(who).await;
        let path = format!("{course}/labels");
        assert_eq!(world.ask("GET", &path, &cookie, "").await.status, 404, "{who}");
    }
}

#[tokio::test]
async fn a_line_of_what_was_given_to_others_is_labelled_where_it_stands() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let course = format!("/courses/{}", world.course("Maren"));
    let given = "to=Canaryoffice&on=2026-05-30&what=What+was+feared&ground=danger&ground_words=";
    let noted = world.ask("POST", &format!("{course}/disclosures"), &ruth, given).await;
    assert_eq!(noted.status, 303, "{}", noted.body);
    let my = format!("/my/{}/disclosures", world.course("Maren"));
    assert!(world.ask("GET", &my, &maren, "").await.body.contains("Canaryoffice"));
    let log = world.ask("GET", &format!("{course}/disclosures"), &ruth, "").await.body;
    let part = log.split("labels?part=").nth(1).and_then(|rest| rest.split('"').next());
    let part = part.expect("the way there");
    let page = world.ask("GET", &format!("{course}/labels?part={part}"), &ruth, "").await.body;
    assert!(page.contains(&format!("<option value=\"{part}\" selected>30 May 2026: Canaryoffice")));
    let form =
        format!("part={part}&label=safeguarding&reason=He+reads+along&look_again_on=2026-06-20");
    let labelled = label(&world, &ruth, &course, &form).await;
    assert_eq!(labelled.status, 303, "{}", labelled.body);
    assert!(!world.ask("GET", &my, &maren, "").await.body.contains("Canaryoffice"));
    let log = world.ask("GET", &format!("{course}/disclosures"), &ruth, "").await.body;
    assert!(log.contains("the client is not shown it"), "{log}");
    let page = world.ask("GET", &format!("{course}/labels"), &ruth, "").await.body;
    assert!(page.contains("30 May 2026: Canaryoffice</a>"), "{page}");
}
