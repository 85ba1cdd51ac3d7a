//! Every name that a screen, a rule or a list asks words for has words; what is typed is escaped.

use std::{fs, path::Path};

use ipt::{
    Code, DocumentKind, Kind,
    alert::Rule,
    area,
    artefact::Artefact,
    communication, decision,
    document::{deficits_work, dispute_work},
    focus, goal, homework, incident, inventory, policy, review, self_check, session, social_rhythm,
    technique, timeline,
};
use web::words::words;

use crate::world;

fn assert_words(key: &str) {
    assert!(words().has(key), "no words for {key}");
}

fn codes(fields: &[ipt::Field]) {
    for field in fields {
        if let Kind::Choice(codes) | Kind::Many(codes) = field.kind {
            codes.all.iter().for_each(|code| assert_words(&format!("{}-{code}", codes.name)));
        }
    }
}

fn codes_of(codes: &ipt::Codes) {
    codes.all.iter().for_each(|code| assert_words(&format!("{}-{code}", codes.name)));
}

fn artefact<A: Artefact>() {
    A::FIELDS.iter().for_each(|field| assert_words(&format!("{}-{}", A::NAME, field.name)));
    codes(A::FIELDS);
}

#[test]
fn each_field_and_each_code_has_words() {
    for kind in DocumentKind::ALL {
        for field in kind.fields() {
            assert_words(&format!("{}-{}", kind.name(), field.name));
            assert_words(&format!("{}-group-{}", kind.name(), field.group));
        }
        codes(kind.fields());
        assert_words(&format!("room-{}", kind.name()));
        assert_words(&format!("intro-{}", kind.name()));
    }
    artefact::<inventory::InventoryEntry>();
    artefact::<timeline::Moment>();
    artefact::<focus::FocusSelection>();
    artefact::<focus::FocusRating>();
    artefact::<incident::Incident>();
    artefact::<communication::Turn>();
    artefact::<communication::CommunicationAnalysis>();
    artefact::<decision::DecisionOption>();
    artefact::<decision::DecisionAnalysis>();
    artefact::<social_rhythm::RhythmDay>();
    artefact::<social_rhythm::RhythmWeek>();
    artefact::<review::AlertReview>();
    codes_of(review::Figure::CODES);
    codes_of(ipt::correction::CorrectionPart::CODES);
    codes_of(self_check::CheckAt::CODES);
    codes_of(self_check::Felt::CODES);
    codes_of(self_check::SignLevel::CODES);
    for rule in Rule::ALL {
        ["", "-short", "-reviewed", "-says", "-do"]
            .iter()
            .for_each(|part| assert_words(&format!("rule-{}{part}", rule.code())));
    }
    artefact::<ipt::letter::SentenceReview>();
    artefact::<goal::Goal>();
    artefact::<goal::GoalProgress>();
    artefact::<session::SessionNote>();
    artefact::<dispute_work::Expectation>();
    artefact::<deficits_work::Tie>();
    artefact::<deficits_work::ContactStep>();
    codes_of(area::dispute::Alike::CODES);
    for caution in area::caution::Caution::ALL {
        ["", "-rule"]
            .iter()
            .for_each(|part| assert_words(&format!("caution-{}{part}", caution.code())));
    }
    artefact::<homework::Homework>();
    artefact::<homework::HomeworkReview>();
    artefact::<technique::Helper>();
    for technique in session::Technique::ALL {
        let of = |part: &str| format!("{}-{part}", technique.code());
        let fields = technique::TechniqueRecord::fields(*technique);
        fields.iter().for_each(|field| assert_words(&of(field.name)));
        if !fields.is_empty() {
            assert_words(&of("session"));
        }
        codes(fields);
    }
}

#[test]
fn each_policy_says_why_and_what_next() {
    for policy in policy::ALL {
        assert_words(&format!("policy-{}", policy.code));
        assert_words(&format!("policy-{}-next", policy.code));
    }
}

fn source(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ipt/src").join(path);
    fs::read_to_string(path).expect("source")
}

#[test]
fn each_condition_of_a_gate_has_words() {
    let gates = source("policy/gate.rs");
    let conditions: Vec<&str> = gates.split("when(&").skip(1).collect();
    assert!(conditions.len() > 15, "{}", conditions.len());
    for condition in conditions {
        let policy = condition.split(',').next().expect("a policy");
        assert_words(&format!("condition-{}", policy.to_lowercase().replace('_', "-")));
    }
}

#[test]
fn each_step_and_each_event_has_words() {
    let agenda = source("agenda.rs") + &source("agenda/own.rs");
    let mut steps = 0;
    for part in agenda.split("step(").skip(1) {
        let Some(rest) = part.trim_start().strip_prefix('"') else { continue };
        let key = rest.split('"').next().expect("a key");
        assert_words(&format!("step-{key}"));
        assert_words(&format!("step-{key}-why"));
        steps += 1;
    }
    assert!(steps > 30, "{steps}");
}

#[test]
fn each_reason_obstacle_and_ground_has_words() {
    for reason in clinic::erasure::Reason::ALL {
        assert_words(&format!("erasure-reason-{}", reason.code()));
    }
    for closeness in clinic::role_conflict::Closeness::ALL {
        assert_words(&format!("role-conflict-{}", closeness.code()));
    }
    for ground in clinic::disclosure::Ground::ALL {
        assert_words(&format!("disclosure-ground-{}", ground.code()));
        assert_words(&format!("own-disclosure-{}", ground.code()));
    }
    for obstacle in clinic::cover::CoverObstacle::ALL {
        assert_words(&format!("cover-not-{}", obstacle.code()));
    }
    for obstacle in clinic::erasure::Obstacle::ALL {
        assert_words(&format!("erasure-not-{}", obstacle.code()));
    }
}

/// Words that templates and handlers ask for by a literal name.
#[test]
fn each_literal_name_has_words() {
    fn visit(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("folder") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
                let text = fs::read_to_string(&path).expect("text");
                for mark in [".t(\"", ".with(\"", ".d(\""] {
                    for part in text.split(mark).skip(1) {
                        found.push(part.split('"').next().expect("a key").to_owned());
                    }
                }
            }
        }
    }
    let mut found = Vec::new();
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 200, "{}", found.len());
    found.iter().for_each(|key| assert_words(key));
}

#[tokio::test]
async fn what_is_typed_is_never_markup() {
    let world = world();
    let cookie = world.enter("Ruth Albrecht").await;
    let course = world.course("Leila Haddad");
    let bad = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E%3Cimg+src%3Dx%3E";
    let body = format!("name={bad}&relation={bad}");
    let inventory = format!("/courses/{course}/inventory");
    assert_eq!(world.ask("POST", &inventory, &cookie, &body).await.status, 303);
    let body = format!("crisis_event={bad}&form_seen=1");
    let triad = format!("/courses/{course}/triad");
    assert_eq!(world.ask("POST", &triad, &cookie, &body).await.status, 303);
    for room in ["", "/inventory", "/circle", "/triad", "/history", "/record", "/formulation"] {
        let page = world.ask("GET", &format!("/courses/{course}{room}"), &cookie, "").await;
        assert_eq!(page.status, 200, "{room}");
        assert!(!page.body.contains("<script>") && !page.body.contains("<img"), "{room}");
    }
}
