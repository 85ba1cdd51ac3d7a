//! How screens read: what is said first, what can be called, what a save says.

use crate::{World, world};

async fn body(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

#[tokio::test]
async fn a_client_finds_the_crisis_lines_and_the_safety_plan_first() {
    let world = world();
    let maren = world.enter("Maren").await;
    let page = body(&world, &maren, &format!("/my/{}", world.course("Maren"))).await;
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("<h1>") < at("href=\"tel:116123\""));
    assert!(at("href=\"tel:116123\"") < at("href=\"#safety_plan\""));
    let first = page.split("<details").nth(1).expect("a document");
    assert!(first.starts_with(" class=\"document\" id=\"safety_plan\" open"), "{first}");
}

#[tokio::test]
async fn a_client_is_found_by_name_and_the_next_step_leads_to_its_room() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let all = body(&world, &ruth, "/caseload").await;
    let room = format!("/courses/{}/risk_assessment", world.course("Piotr Nowak"));
    assert!(all.contains(&format!("<a href=\"{room}\">")));
    let found = body(&world, &ruth, "/caseload?name=pIoTr").await;
    assert!(found.contains("Piotr Nowak") && !found.contains("Leila Haddad"));
    let none = body(&world, &ruth, "/caseload?name=Nobody").await;
    assert!(none.contains("data-filter-none>") && none.contains("value=\"Nobody\""));
}

#[tokio::test]
async fn who_stands_nowhere_is_said_and_a_first_place_is_no_move() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let page = body(&world, &ruth, &format!("/courses/{}/circle", world.course("Maren"))).await;
    let bucket = page.split("<dt>Not placed</dt>").nth(1).expect("who stands nowhere");
    assert!(bucket.split("</dl>").next().is_some_and(|bucket| bucket.contains("<bdi>Piet")));
    assert!(!page.contains("not placed →") && page.contains("Lien: outer ring → close ring"));
    assert!(page.contains("class=\"legend\""));
}

#[tokio::test]
async fn who_has_died_is_said_wherever_they_are_listed() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let room = |name: &str| format!("/courses/{}{name}", world.course("Jun Park"));
    let ida = "name=Ida&relation=Aunt&living=deceased&candidate_area=grief";
    let key = "00000000000000000000000000000009";
    let added = format!("{ida}&form_key={key}");
    assert_eq!(world.ask("POST", &room("/inventory"), &ruth, &added).await.status, 303);
    let circle = body(&world, &ruth, &room("/circle")).await;
    assert!(circle.contains("Ida (has died)"), "not placed");
    assert!(circle.contains(&format!("<label for=\"p-{key}\">Ida (has died)</label>")));
    for room in [room("/focus"), room("/goals")] {
        assert!(body(&world, &ruth, &room).await.contains("Ida (has died)"), "{room}");
    }
    let circle = body(&world, &ruth, &room("/circle")).await;
    let form = circle.split(&format!("action=\"{}?layout=now\"", room("/circle"))).nth(1);
    let seen =
        form.and_then(|form| form.split("name=\"form_seen\" value=\"").nth(1)).expect("seen");
    let seen = seen.split('"').next().expect("seen");
    let placed = format!("layout=now&{key}=1&form_seen={seen}");
    assert_eq!(world.ask("POST", &room("/circle"), &ruth, &placed).await.status, 303);
    assert!(body(&world, &ruth, &room("")).await.contains("<li>Ida (has died)"));
    let with_her = format!("what=The+last+call&on=2026-01-02&people={key}");
    world.ask("POST", &room("/incidents"), &ruth, &with_her).await;
    let incidents = body(&world, &ruth, &room("/incidents")).await;
    assert!(incidents.contains(">Ida (has died)</td>"), "{incidents}");
    assert!(body(&world, &ruth, &room("/circle")).await.contains("Ida (has died): "));
}

#[tokio::test]
async fn what_helps_the_therapist_does_not_print() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let room = |name: &str| format!("/courses/{}/{name}", world.course("Leila Haddad"));
    for (path, help) in [
        (room("focus"), "<section class=\"noprint\"><h2>When each is chosen"),
        (room("sessions/5"), "<form class=\"form inline noprint\" method=\"get\""),
    ] {
        assert!(body(&world, &ruth, &path).await.contains(help), "{path}");
    }
}

#[tokio::test]
async fn each_save_says_that_it_was_saved() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let room = |name: &str| format!("/courses/{}/{name}", world.course("Leila Haddad"));
    let suited = "risk_asked=yes&risk_answer=None&risk_disclosed=no&alternatives_offered=CBT\
                  &preference=To+talk&decision=accept&reason=It+fits&decided_on=2026-06-01";
    let focus = "primary=role_dispute&criteria=Both+wait&client_agrees=yes&agreed_on=2026-05-01";
    let amara = format!("/courses/{}", world.course("Amara Diallo"));
    let referred = "received_on=2026-05-30&reason=Low&consent_to_assessment=yes\
                    &assessment_booked_on=2026-06-01&form_seen=1";
    for (path, sent) in [
        (room("inventory"), "name=Ida&relation=Aunt"),
        (room("goals"), "text=Ring+Ida"),
        (room("circle"), "layout=wished"),
        (room("focus"), &format!("{focus}&form_seen=1")),
        (room("focus/ratings"), "rater=Ruth&area=role_dispute&reason=They+wait"),
        (room("timeline"), "on=2026-01-02&kind=other&what=A+move"),
        (room("client"), "name=Leila+Haddad&form_seen=1"),
        (format!("{amara}/referral"), referred),
        (format!("{amara}/suitability"), suited),
    ] {
        let came = world.ask("POST", &path, &ruth, sent).await;
        assert_eq!(came.status, 303, "{path}: {}", came.body);
        assert!(came.location.ends_with("saved=yes"), "{}", came.location);
        assert!(body(&world, &ruth, &came.location).await.contains("class=\"saved\""));
    }
    let tomas = world.enter("Tomas Weil").await;
    let sent = "name=Mill&dialect=klerman_weissman&zone=UTC&exit_to=https%3A%2F%2Fexample.org";
    let came = world.ask("POST", "/settings", &tomas, sent).await;
    let page = body(&world, &tomas, &came.location).await;
    assert_eq!(page.matches("class=\"saved\"").count(), 1);
    assert!(page.contains("<a href=\"/settings\" aria-current=\"page\">"));
}

#[tokio::test]
async fn a_hand_over_has_its_own_page_and_a_wrong_one_comes_back_on_it() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let (home, path) = (body(&world, &ruth, &course).await, format!("{course}/transfer"));
    assert!(home.contains(&format!("<a href=\"{path}\">")) && !home.contains("Daniel Okafor"));
    let nobody = world.ask("POST", &path, &ruth, "to=7&reason=Away+in+June").await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.body.contains("Choose a colleague") && nobody.body.contains("Away in June"));
    let daniel = body(&world, &ruth, &path).await;
    let daniel = daniel.split(">Daniel Okafor</option>").next().expect("a colleague");
    let daniel = daniel.rsplit("value=\"").next().expect("an id").trim_end_matches('"');
    let opened = world.ask("POST", &format!("{course}/sessions"), &ruth, "").await;
    assert_eq!(opened.status, 303);
    let unsigned = world.ask("POST", &path, &ruth, &format!("to={daniel}&reason=Away")).await;
    assert_eq!(unsigned.status, 422);
    assert!(
        unsigned.body.contains("class=\"refusal\"") && unsigned.body.contains("value=\"Away\"")
    );
    assert!(unsigned.body.contains(&format!("value=\"{daniel}\" selected")));
}

#[tokio::test]
async fn ending_an_account_asks_first() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let page = body(&world, &tomas, "/people").await;
    for part in page.split("/ending\"").skip(1) {
        assert!(part.contains("</form></details>"));
    }
    assert!(page.contains("let them hand these over first"));
}

#[tokio::test]
async fn history_and_looks_are_told_by_day() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Maren");
    let history = body(&world, &ruth, &format!("/courses/{course}/history")).await;
    assert!(history.contains("A measure was entered, GAD-7: "));
    assert!(history.contains("scope=\"rowgroup\""));
    for room in ["goals", "circle", "goals"] {
        body(&world, &ruth, &format!("/courses/{course}/{room}")).await;
    }
    let looks = body(&world, &ruth, &format!("/courses/{course}/looks")).await;
    let today = looks.split("scope=\"rowgroup\"").nth(1).expect("today");
    assert_eq!(today.matches("Ruth Albrecht").count(), 1, "one line for one visit: {today}");
}

#[tokio::test]
async fn a_field_says_its_hint_its_need_and_its_problem() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let room = format!("/courses/{}/assessment", world.course("Leila Haddad"));
    let page = body(&world, &ruth, &room).await;
    assert!(page.contains("aria-describedby=\"h-symptoms\" aria-required=\"true\""));
    assert!(page.contains("<a href=\"#assessment-group-before\">"));
    assert!(page.contains("id=\"assessment-group-before\""));
    let came = world.ask("POST", &room, &ruth, "onset=never").await;
    assert_eq!(came.status, 422);
    assert!(came.body.contains("<li><a href=\"#f-onset\">"));
    assert!(came.body.contains("aria-describedby=\"h-symptoms p-symptoms\" aria-invalid=\"true\""));
}

#[tokio::test]
async fn a_wrong_answer_in_the_first_group_of_suitability_is_listed_too() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let path = format!("/courses/{}/suitability", world.course("Leila Haddad"));
    let came = world.ask("POST", &path, &ruth, "form_seen=1&decision=accept").await;
    assert_eq!(came.status, 422);
    assert!(came.body.contains("<li><a href=\"#f-risk_answer\">"), "{}", came.body);
}

#[tokio::test]
async fn each_manual_has_its_own_words_and_its_own_way_with_a_taper() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let of = |client: &str, room: &str| format!("/courses/{}/{room}", world.course(client));
    for (client, words) in [
        ("Leila Haddad", ["A task until next time", "Agree a task", "Ending · Leila", "Sick role"]),
        (
            "Jun Park",
            [
                "An assignment until next time",
                "Agree an assignment",
                "Conclusion · Jun",
                "Understanding the illness",
            ],
        ),
    ] {
        let session = body(&world, &ruth, &of(client, "sessions/6")).await;
        let ending = body(&world, &ruth, &of(client, "ending")).await;
        for said in words {
            assert!(session.contains(said) || ending.contains(said), "{client}: {said}");
        }
    }
    let contract = "sessions=12&minutes=50&frequency=weekly&starts_on=2026-05-01\
                    &planned_end=2026-09-01&focus_in_words=x&if_no_better=x\
                    &confidentiality_and_limits=x&risk_plan=x&taper=fortnightly";
    let piotr = of("Piotr Nowak", "contract");
    let came = world.ask("POST", &piotr, &ruth, contract).await;
    assert_eq!(came.status, 422);
    assert!(came.body.contains("belongs to the way of Stuart and Robertson"), "{}", came.body);
    let reason = format!("{contract}&dose_reason=Her+wish");
    assert_eq!(world.ask("POST", &piotr, &ruth, &reason).await.status, 303);
}
