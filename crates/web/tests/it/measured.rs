//! Measures of every kind on their screens: chosen in the settings, filled, shown with their marks.

use crate::{World, world};

/// The text of a page, without tags.
fn text(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap_or(html);
    let mut inside = true;
    let plain: String = main
        .chars()
        .map(|c| match c {
            '<' => {
                inside = true;
                ' '
            }
            '>' if inside => {
                inside = false;
                ' '
            }
            _ if inside => ' ',
            c => c,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The administrator switches these on, and PHQ-9 and GAD-7.
async fn switched_on(world: &World, measures: &[&str], more: &str) {
    let tomas = world.enter("Tomas Weil").await;
    let chosen: String = ["phq-9", "gad-7"]
        .iter()
        .chain(measures)
        .map(|measure| format!("&measures={measure}"))
        .collect();
    let sent = format!("zone=UTC&exit_to=https://www.wikipedia.org/{chosen}{more}");
    assert_eq!(world.ask("POST", "/settings", &tomas, &sent).await.status, 303);
}

struct Filling {
    world: World,
    cookie: String,
    course: String,
}

impl Filling {
    /// In a course that is under way.
    async fn with(measures: &[&str], more: &str) -> Self {
        Self::within(world(), measures, more).await
    }

    async fn within(world: World, measures: &[&str], more: &str) -> Self {
        switched_on(&world, measures, more).await;
        let cookie = world.enter("Ruth Albrecht").await;
        let course = format!("/courses/{}", world.course("Leila Haddad"));
        Self { world, cookie, course }
    }

    async fn page(&self, room: &str) -> String {
        let came = self.world.ask("GET", &format!("{}{room}", self.course), &self.cookie, "").await;
        assert_eq!(came.status, 200, "{room}");
        came.body
    }

    /// Sends the form of a measure; where the browser is sent then, or what was refused.
    async fn fill(&self, measure: &str, body: &str) -> Result<String, String> {
        let path = format!("{}/measures/{measure}", self.course);
        let body = format!("session=6&on=2026-06-01&{body}");
        let came = self.world.ask("POST", &path, &self.cookie, &body).await;
        match came.status {
            303 => Ok(came.location),
            _ => Err(text(&came.body)),
        }
    }
}

fn items(answers: &[u8]) -> String {
    let items = (1..).zip(answers).map(|(n, answer): (usize, &u8)| format!("item_{n}={answer}"));
    items.collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn only_what_the_practice_uses_is_shown_with_its_source_and_marks() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let measures = format!("/courses/{}/measures", world.course("Leila Haddad"));
    let page = text(&world.ask("GET", &measures, &ruth, "").await.body);
    assert!(page.contains("Patient Health Questionnaire-9") && !page.contains("Perceived Social"));
    switched_on(&world, &["mspss", "core-10", "unheard-of"], "").await;
    let page = text(&world.ask("GET", &measures, &ruth, "").await.body);
    assert!(page.contains("5.1–7 high Rule of thumb, seen only on tertiary pages unverified"));
    assert!(page.contains("© CORE System Trust and CORE IMS, reproduced unchanged"), "{page}");
    let order = ["Patient Health Questionnaire-9", "Generalized Anxiety", "Outcomes in Routine"];
    let at = order.map(|title| page.find(title).expect(title));
    assert!(at.is_sorted(), "PHQ-9 and GAD-7 first");
    let tomas = world.enter("Tomas Weil").await;
    let settings = world.ask("GET", "/settings", &tomas, "").await.body;
    let chosen = |id: &str| settings.contains(&format!("value=\"{id}\" checked"));
    assert!(chosen("mspss") && chosen("core-10") && chosen("phq-9") && !chosen("k10"));
    assert!(!settings.contains("unheard-of"));
}

#[tokio::test]
async fn a_mean_is_filled_item_by_item_or_as_a_figure_with_decimals() {
    let at = Filling::with(&["mspss"], "").await;
    at.fill("mspss", &items(&[7, 6, 3, 2, 7, 5, 5, 4, 4, 6, 3, 6])).await.expect("kept");
    at.fill("mspss", "total=5,25").await.expect("a comma is read");
    let page = text(&at.page("/measures").await);
    assert!(page.contains("The bands and cut-offs of this measure: unverified"), "{page}");
    assert!(page.contains("4.83 moderate unverified a special person 6.50 family 3.00"), "{page}");
    assert!(page.contains("5.25 high unverified"), "{page}");
    let session = text(&at.page("/sessions/6").await);
    assert!(session.contains("MSPSS 5.25 · high unverified"), "{session}");
    assert!(text(&at.page("/record").await).contains("mspss 5.25"));
    assert!(text(&at.page("/history").await).contains("MSPSS: 5.25"));
    let refused = at.fill("mspss", "total=7.5").await.expect_err("out of range");
    assert!(refused.contains("1 to 7"), "{refused}");
    let form = at.page("/measures/mspss").await;
    assert!(form.contains("Very Strongly Disagree") && form.contains("data-sum=\"count\""));
}

#[tokio::test]
async fn octants_are_shown_with_where_they_lean() {
    let at = Filling::with(&["ipip-ipc"], "").await;
    let mut answers = [2; 32];
    for (items, answer) in [(vec![6, 14, 22, 30], 5), (vec![7, 15, 23, 31, 5, 13, 21, 29], 4)] {
        items.into_iter().for_each(|n: usize| answers[n - 1] = answer);
    }
    at.fill("ipip-ipc", &items(&answers)).await.expect("kept");
    let page = text(&at.page("/measures").await);
    assert!(page.contains("PA: dominant 5.00 BC: dominant and cold 4.00"), "{page}");
    assert!(
        page.contains("Dominance 5.83, warmth 0.00; leans toward PA: dominant (90°) by 1.46"),
        "{page}"
    );
    assert!(page.contains("PA: dominant norm 2.66, SD 0.71"));
}

#[tokio::test]
async fn a_screen_is_a_decision_and_leads_to_the_risk_assessment() {
    let at = Filling::with(&["asq"], "").await;
    let form = at.page("/measures/asq").await;
    assert!(form.contains("Refuses to answer") && form.contains("Only if an answer to 1, 2, 3, 4"));
    assert!(!form.contains("name=\"total\""), "a screen is not a total");
    let refused = at.fill("asq", &items(&[0, 1, 0, 0])).await.expect_err("item 5 is asked");
    assert!(refused.contains("Without an answer: item 5"), "{refused}");
    assert!(text(&at.page("").await).contains("Risk"), "its answer is heard all the same");
    let next = at.fill("asq", &items(&[0, 1, 0, 0, 1])).await.expect("kept");
    assert!(next.ends_with("/risk_assessment?saved=yes"), "{next}");
    let page = text(&at.page("/measures").await);
    assert!(page.contains("2 acute positive screen Risk item 0 1 0 0 1"), "{page}");
    assert!(text(&at.page("/history").await).contains("ASQ: acute positive screen"));
    assert!(text(&at.page("/record").await).contains("asq 2, acute positive screen"));
    let k10 = text(&at.page("/measures/k10").await);
    assert!(k10.contains("Only if an answer to 2 calls for it. unverified"), "{k10}");
}

#[tokio::test]
async fn without_wording_a_value_and_the_risk_item_are_entered() {
    let at = Filling::with(&["epds", "dass-21"], "").await;
    let form = text(&at.page("/measures/epds").await);
    assert!(form.contains("may not be shown here") && form.contains("10. Question 10 of the form"));
    assert!(form.contains("0 to 30. Ask question 10 all the same"), "{form}");
    assert!(!form.contains("9. Question 9"), "only the risk item is asked by its number");
    let refused = at.fill("epds", "total=14").await.expect_err("item 10 is asked");
    assert!(refused.contains("question about risk"), "{refused}");
    let next = at.fill("epds", "total=14&item_10=1").await.expect("kept");
    assert!(next.ends_with("/risk_assessment?saved=yes"), "{next}");
    at.fill("dass-21", "scale_depression=28&scale_anxiety=14&scale_stress=0").await.expect("kept");
    let page = text(&at.page("/measures").await);
    assert!(page.contains("42 depression 28, extremely severe anxiety 14, moderate"), "{page}");
    let refused = at.fill("dass-21", "scale_depression=44").await.expect_err("out of range");
    assert!(refused.contains("0 to 42"), "{refused}");
}

#[tokio::test]
async fn an_estimate_is_made_and_marked_only_where_the_practice_asks_for_it() {
    let answers = "item_1=2&item_2=2&item_4=2&item_5=2&item_6=2&item_7=2&item_8=2&item_9=0";
    let strict = Filling::with(&[], "").await;
    let refused = strict.fill("phq-9", answers).await.expect_err("no total is guessed");
    assert!(refused.contains("Without an answer: item 3"), "{refused}");
    let at = Filling::with(&[], "&prorate=yes").await;
    at.fill("phq-9", answers).await.expect("estimated");
    let page = text(&at.page("/measures").await);
    assert!(page.contains("16 moderately severe An estimate: no answer to item 3"), "{page}");
    assert!(page.contains("2 2 – 2 2 2 2 2 0"));
}

#[tokio::test]
async fn reversed_items_count_the_other_end_and_the_risk_item_is_found() {
    let at = Filling::with(&["core-10"], "").await;
    let form = at.page("/measures/core-10").await;
    assert!(form.contains("I made plans to end my life") && form.contains("data-sum=\"count\""));
    let next = at.fill("core-10", &items(&[3, 1, 0, 2, 1, 1, 4, 3, 3, 2])).await.expect("kept");
    assert!(next.ends_with("/risk_assessment?saved=yes"), "{next}");
    let page = text(&at.page("/measures").await);
    assert!(page.contains("26 severe unverified Risk item 3 1 0 2 1 1 4 3 3 2"), "{page}");
    let form = at.page("/measures/phq-9").await;
    assert!(form.contains("data-sum=\"sum\""), "here the answers add up");
}

/// The example of the manual.
fn example() -> String {
    let manual = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/measures.md");
    let manual = std::fs::read_to_string(manual).expect("the manual");
    let block = manual.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
    block.expect("an example").to_owned()
}

#[tokio::test]
async fn an_own_measure_is_used_like_any_other_and_its_scores_outlive_its_file() {
    let world = world();
    let own = world.folder.path().join("data/measures");
    std::fs::create_dir(&own).expect("made");
    std::fs::write(own.join("ours.json"), example()).expect("written");
    let at = Filling::within(world.again(), &["our-contact"], "").await;
    let tomas = at.world.enter("Tomas Weil").await;
    let settings = text(&at.world.ask("GET", "/settings", &tomas, "").await.body);
    assert!(settings.contains("Your own, from the folder “measures” Contact · Contact with"));
    let next = at.fill("our-contact", &items(&[1, 0, 2])).await.expect("kept");
    assert!(next.ends_with("/risk_assessment?saved=yes"), "its risk item is heard: {next}");
    let page = text(&at.page("/measures").await);
    assert!(page.contains("6 apart unverified closeness 4 Risk item 1 0 2"), "{page}");
    assert!(page.contains("Not a validated measure.") && page.contains("4–9 apart Our choice"));

    std::fs::remove_file(own.join("ours.json")).expect("taken away");
    let Filling { world, course, .. } = at;
    let world = world.again();
    let cookie = world.enter("Ruth Albrecht").await;
    let page = world.ask("GET", &format!("{course}/measures"), &cookie, "").await;
    let page = text(&page.body);
    assert!(page.contains("OUR-CONTACT Scores as a table"), "{page}");
    assert!(page.contains("6 closeness 4"), "{page}");
    let form = world.ask("GET", &format!("{course}/measures/our-contact"), &cookie, "").await;
    assert_eq!(form.status, 404);
}
