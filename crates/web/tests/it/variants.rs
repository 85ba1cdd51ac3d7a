//! What belongs to one variant alone, as the screens take and show it.

use crate::{World, world};

/// A room of Amara's course.
fn at(world: &World, room: &str) -> String {
    format!("/courses/{}/{room}", world.course("Amara Diallo"))
}

/// Amara's course, accepted, by this variant.
async fn by_variant(variant: &str) -> (World, String) {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let chosen = format!("variant={variant}&dialect=klerman_weissman&reason=It+fits");
    assert_eq!(world.ask("POST", &at(&world, "variant"), &ruth, &chosen).await.status, 303);
    let booked = "source=self&reason=Low&received_on=2026-05-28&consent_to_assessment=yes\
                  &assessment_booked_on=2026-06-01&form_seen=1";
    world.ask("POST", &at(&world, "referral"), &ruth, booked).await;
    let suited = "risk_asked=yes&risk_answer=None&risk_disclosed=no&alternatives_offered=CBT\
                  &preference=To+talk&decision=accept&reason=It+fits&decided_on=2026-06-01";
    let came = world.ask("POST", &at(&world, "suitability"), &ruth, suited).await;
    assert_eq!(came.status, 303, "{}", came.body);
    (world, ruth)
}

/// A week as a browser sends it: each day's name stands there, whether it has times or not.
fn typed(times: &str) -> String {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let days = days.iter().enumerate().map(|(n, day)| format!("days.{n}.weekday={day}&"));
    format!("{}{times}", days.collect::<String>())
}

#[tokio::test]
async fn a_week_of_the_rhythm_is_written_down_drawn_and_told() {
    let (world, ruth) = by_variant("ipsrt").await;
    let list = world.ask("GET", &at(&world, "rhythm"), &ruth, "").await.body;
    assert!(list.contains("/rhythm/2026-06-01"), "the week that is running is offered");
    assert!(list.contains("aria-current=\"step\"") && list.contains("Staying well"), "the stages");
    let week = at(&world, "rhythm/2026-05-25");
    let nothing = world.ask("POST", &week, &ruth, &typed("shaken=Night+shifts")).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains("Night shifts"), "nothing typed is lost");
    let wrong = world.ask("POST", &week, &ruth, &typed("days.2.to_bed=late")).await;
    assert!(wrong.body.contains("id=\"p-days.2.to_bed\""), "{}", wrong.status);
    let times = "days.0.to_bed=23:30&days.2.to_bed=00:45&days.6.out_of_bed=07:05&kept=remembered\
                 &shaken=Night+shifts&to_try=Dinner+at+seven";
    assert_eq!(world.ask("POST", &week, &ruth, &typed(times)).await.status, 303);
    let page = world.ask("GET", &week, &ruth, "").await.body;
    assert!(page.contains("<svg class=\"rhythm\"") && page.contains("<title id=\"rhythm-title\">"));
    assert!(page.contains("23:30–00:45, 1:15 apart"), "past midnight is the same night");
    assert!(!page.contains("days near") && !page.contains("of 2 near"), "two days have no usual");
    assert!(page.contains("Bed after midnight goes with the evening before."), "the hint");
    assert!(page.contains("name=\"days.2.to_bed\" value=\"00:45\""), "each day keeps its place");
    let more = format!("{times}&days.3.to_bed=23:50&form_seen=1");
    assert_eq!(world.ask("POST", &week, &ruth, &typed(&more)).await.status, 303);
    let page = world.ask("GET", &week, &ruth, "").await.body;
    assert!(page.contains("2 of 3 near 23:50"), "the usual time, and how often it was near");
    let list = world.ask("GET", &at(&world, "rhythm"), &ruth, "").await.body;
    assert!(list.contains("2 of 3 near 23:50") && list.contains("23:30–00:45, 1:15 apart"));
    let stale = world.ask("POST", &week, &ruth, &typed("days.0.to_bed=22:00")).await;
    assert_eq!(stale.status, 422, "another tab wrote meanwhile");
    let next = world.ask("GET", &at(&world, "rhythm/2026-06-01"), &ruth, "").await.body;
    assert!(next.contains("Dinner at seven"), "what was to be tried comes back in the next week");
    let record = world.ask("GET", &at(&world, "record"), &ruth, "").await.body;
    assert!(record.contains("Week of 25 May 2026") && record.contains("To bed: 00:45"));
    assert_eq!(world.ask("GET", &at(&world, "rhythm/2026-06-08"), &ruth, "").await.status, 404);
    let struck = world.ask("POST", &format!("{week}/striking"), &ruth, "").await;
    assert_eq!(struck.status, 303);
    let list = world.ask("GET", &at(&world, "rhythm"), &ruth, "").await.body;
    assert!(!list.contains("<svg class=\"rhythm\""));
}

#[tokio::test]
async fn what_belongs_to_another_variant_explains_itself_and_is_no_room_of_this_course() {
    let (world, ruth) = by_variant("ipt_a").await;
    for room in ["rhythm", "lost_self", "perinatal", "later_life"] {
        let page = world.ask("GET", &at(&world, room), &ruth, "").await.body;
        assert!(page.contains("This belongs to another variant"), "{room}");
        assert!(!page.contains("name=\"form_seen\""), "{room} offers no form");
        let sent = world.ask("POST", &at(&world, room), &ruth, "before=She+sang").await;
        assert!(sent.status >= 400, "{room} takes nothing");
    }
    let course = world.ask("GET", at(&world, "").trim_end_matches('/'), &ruth, "").await.body;
    assert!(course.contains("/parents\"") && !course.contains("/lost_self\""));
    let told = "start_on=2026-06-01&start_who=Her+mother&start_private=What+she+says";
    assert_eq!(world.ask("POST", &at(&world, "parents"), &ruth, told).await.status, 303);
    let unwished = format!("{told}&middle_on=2026-06-01&form_seen=1");
    let refused = world.ask("POST", &at(&world, "parents"), &ruth, &unwished).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("no joint session that the client does not want"));
}

#[tokio::test]
async fn each_room_of_a_variant_is_in_its_list_alone_and_asks_for_its_step() {
    let rooms = ["rhythm", "lost_self", "parents", "perinatal", "later_life"];
    let own: [(&str, &[&str], &str); 5] = [
        ("ipsrt", &["rhythm", "lost_self"], ""),
        ("ipt_a", &["parents"], "Meet the parents"),
        ("ipt_perinatal", &["perinatal"], "Ask what belongs to pregnancy and birth"),
        ("ipt_late_life", &["later_life"], "Screen memory, and ask about the body"),
        ("ipt_ptsd", &[], ""),
    ];
    for (variant, has, step) in own {
        let (world, ruth) = by_variant(variant).await;
        let course = world.ask("GET", at(&world, "").trim_end_matches('/'), &ruth, "").await.body;
        for room in rooms {
            let listed = course.contains(&format!("/{room}\""));
            assert_eq!(listed, has.contains(&room), "{room} in {variant}");
        }
        assert!(course.contains(step), "{step}");
    }
}

#[tokio::test]
async fn a_document_of_a_variant_is_shown_empty_kept_filled_and_comes_back_when_refused() {
    let rooms = [
        ("ipsrt", "lost_self", "before=She+sang&lost=The+choir", "lost=The+choir", "The choir"),
        (
            "ipt_perinatal",
            "perinatal",
            "now=born&frightening_asked=yes&frightening=None&medicines=None+while+feeding",
            "now=born&spoken_on=2026-09-01&medicines=None+while+feeding",
            "None while feeding",
        ),
        (
            "ipt_late_life",
            "later_life",
            "memory_screened=yes&pace=A+break+at+half&lost=The+stairs",
            "memory_screened=yes&memory_on=2026-09-01&pace=A+break+at+half",
            "A break at half",
        ),
        (
            "ipt_a",
            "parents",
            "end_on=2026-06-01&end_gains=Back+at+school",
            "end_on=2026-09-01&end_gains=Back+at+school",
            "Back at school",
        ),
    ];
    for (variant, room, filled, wrong, typed) in rooms {
        let (world, ruth) = by_variant(variant).await;
        let room = at(&world, room);
        let empty = world.ask("GET", &room, &ruth, "").await.body;
        assert!(empty.contains("<form") && !empty.contains(typed), "{room}");
        assert_eq!(empty.contains("class=\"hint\""), variant != "ipsrt", "{room}: its hints");
        let refused = world.ask("POST", &room, &ruth, &format!("{wrong}&form_seen=0")).await;
        assert_eq!(refused.status, 422, "{room}");
        assert!(refused.body.contains(typed), "{room}: nothing typed is lost");
        assert!(refused.body.contains("data-problem"), "{room}: said beside the field");
        let kept = world.ask("POST", &room, &ruth, &format!("{filled}&form_seen=0")).await;
        assert_eq!(kept.status, 303, "{room}: {}", kept.body);
        assert!(world.ask("GET", &room, &ruth, "").await.body.contains(typed), "{room}");
    }
}

#[tokio::test]
async fn counselling_shows_its_script_and_another_variant_none() {
    for (variant, spoken) in [("ipc", true), ("ipt_b", false)] {
        let (world, ruth) = by_variant(variant).await;
        let sessions = at(&world, "sessions");
        assert_eq!(world.ask("POST", &sessions, &ruth, "on=2026-06-01").await.status, 303);
        let page = world.ask("GET", &format!("{sessions}/1"), &ruth, "").await.body;
        assert_eq!(page.contains("is there anybody you are afraid of?"), spoken, "{variant}");
        assert_eq!(page.contains("class=\"say\""), spoken, "{variant}");
        let offered = page.contains("value=\"therapeutic_relationship\"");
        assert_eq!(offered, !spoken, "{variant} offers no technique that it leaves out");
    }
}

#[tokio::test]
async fn social_rhythm_is_not_agreed_without_its_medication() {
    let (world, ruth) = by_variant("ipsrt").await;
    let contract = at(&world, "contract");
    let bare = "sessions=20&minutes=50&frequency=weekly&starts_on=2026-06-01\
                &planned_end=2026-11-01&focus_in_words=The+move&if_no_better=Look+again\
                &confidentiality_and_limits=As+told&risk_plan=As+written&form_seen=0";
    let refused = world.ask("POST", &contract, &ruth, bare).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("id=\"p-medication_and_prescriber\""));
    assert!(refused.body.contains("beside a mood stabiliser"));
    let whole = format!("{bare}&medication_and_prescriber=Lithium,+Dr+Osei");
    assert_eq!(world.ask("POST", &contract, &ruth, &whole).await.status, 303);
}
