//! The letters of every variant and manual, whole and with each field missing, for a person to
//! read aloud.

use std::fmt::Write;

use ipt::{
    Area, Code, Course, Dialect, PersonId,
    artefact::Artefact,
    document::{Ending, Formulation, Kept, RelapsePlan, Triad},
    event::{Event, Fact},
    focus::FocusSelection,
    goal::Goal,
    inventory::InventoryEntry,
    letter::{self, Sentence, SourceField},
    session::SessionNumber,
};
use uuid::Uuid;
use web::words::words;

const BY: ipt::AccountId = ipt::AccountId(Uuid::from_u128(1));
const DAY: jiff::civil::Date = jiff::civil::date(2026, 3, 2);

fn fact(event: Event) -> Fact {
    Fact { at: "2026-03-02T09:00:00Z".parse().expect("a moment"), on: DAY, by: BY, event }
}

fn formulation() -> Formulation {
    Formulation {
        diagnosis_in_words: "A depression, the second one.".into(),
        symptoms_in_words: "you sleep badly, you cry, and nothing gives you pleasure".into(),
        began: "About five months ago.".into(),
        precipitant: "the move for Jonas’s work".into(),
        mood_and_event: "the emptier the days, the less you rang anybody".into(),
        vulnerability: "- an early habit of managing alone\n- a first depression at 24".into(),
        support: "Ida, who is far but steady".into(),
        strengths: "patience, humour and a good ear.".into(),
        area: Some(Area::RoleTransition),
        why_this_area: "It is where you feel most.".into(),
        target: "mourning what you left, and finding what can be yours here".into(),
        resolution: "something here is yours".into(),
        sessions_proposed: Some(12),
        ..Formulation::default()
    }
}

fn triad() -> Triad {
    Triad {
        crisis_event: "The move".into(),
        strengths: "Brave; she is never late".into(),
        supporters: vec![person(1)],
        ..Triad::default()
    }
}

fn ending() -> Ending {
    Ending {
        feelings: "Sad and proud.".into(),
        gains: vec!["you sleep again".into(), "you say what you need.".into()],
        clients_account: "“I had to be allowed to miss it.”".into(),
        skills: vec!["Noticing the silence early.".into(), "Asking for one thing.".into()],
        unfinished: "the talk with Greta can wait until spring".into(),
        ..Ending::default()
    }
}

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

/// A course with everything that a letter can be composed from.
fn course(variant: &str, dialect: Dialect) -> Course {
    let referred = Event::Referred {
        client: ipt::ClientId(Uuid::from_u128(2)),
        therapist: BY,
        variant: variant.into(),
        dialect,
        episode: 1,
        previous: None,
    };
    let named = |n: u128, name: &str| {
        let entry = InventoryEntry { name: name.into(), ..InventoryEntry::default() };
        Event::PersonAdded { person: person(n), entry: Box::new(entry) }
    };
    let goal = |n: u128, text: &str| Event::GoalSet {
        goal: ipt::GoalId(Uuid::from_u128(n)),
        content: Goal { text: text.into(), ..Goal::default() },
    };
    let focus = FocusSelection {
        primary: Some(Area::RoleTransition),
        primary_people: vec![person(2), person(3)],
        ..FocusSelection::default()
    };
    let plan = RelapsePlan { re_entry: "Ring me.".into(), ..RelapsePlan::default() };
    let opened = |n| Event::SessionOpened { number: SessionNumber::Acute(n), on: DAY };
    let facts: Vec<Fact> = [
        referred,
        named(1, "Ida"),
        named(2, "Jonas"),
        named(3, "Greta"),
        Event::Recorded(triad().into()),
        Event::Recorded(formulation().into()),
        Event::FocusAgreed(focus),
        goal(1, "Be expected somewhere once a week."),
        goal(2, "Say one wish aloud"),
        Event::Recorded(ending().into()),
        Event::Recorded(plan.into()),
        opened(1),
        opened(2),
    ]
    .map(fact)
    .into();
    Course::fold(&facts)
}

fn without<A: Artefact>(kept: &mut Option<Kept<A>>, field: &str) {
    let kept = kept.as_mut().expect("recorded");
    let mut form = kept.value.to_form();
    form.remove(field);
    // A field that is needed is missing all the same.
    let missing: Vec<_> = A::FIELDS.iter().map(|f| ipt::Field { needed: false, ..*f }).collect();
    let object = ipt::form::read(&missing, &form).expect("reads");
    kept.value = serde_json::from_value(object.into()).expect("a document");
}

/// The course without what stands in one field.
fn lacking(mut course: Course, from: SourceField) -> Course {
    match (from.document, from.field) {
        ("formulation", field) => without(&mut course.documents.formulation, field),
        ("triad", field) => without(&mut course.documents.triad, field),
        ("ending", field) => without(&mut course.documents.ending, field),
        ("relapse_plan", _) => course.documents.relapse_plan = None,
        ("goal", _) => course.goals.clear(),
        ("focus", "primary") => course.focus[0].primary = None,
        ("focus", _) => course.focus[0].primary_people.clear(),
        ("inventory", _) => course.people.clear(),
        ("letter", _) => course.sessions.clear(),
        other => panic!("{other:?}"),
    }
    course
}

fn text(letter: &[Sentence]) -> Vec<String> {
    letter.iter().map(|sentence| sentence.text.clone()).collect()
}

/// What a letter says otherwise than the whole one.
fn differs(whole: &[String], other: &[String], told: &mut String) {
    for line in whole.iter().filter(|line| !other.contains(line)) {
        let _ = writeln!(told, "- {line}");
    }
    for line in other.iter().filter(|line| !whole.contains(line)) {
        let _ = writeln!(told, "+ {line}");
    }
}

fn fields(lines: &[letter::Line]) -> Vec<SourceField> {
    let mut fields: Vec<SourceField> = lines.iter().flat_map(letter::Line::fields).collect();
    fields.sort();
    fields.dedup();
    fields
}

type Compose = fn(&Course) -> Vec<Sentence>;

fn formulated(course: &Course) -> Vec<Sentence> {
    letter::formulation(course, "Maren", words())
}

fn ended(course: &Course) -> Vec<Sentence> {
    letter::ending(course, "Maren", words())
}

fn told(course: &Course, compose: Compose, fields: &[SourceField]) -> String {
    let whole = text(&compose(course));
    let mut told = format!("{}\n", whole.join("\n"));
    for field in fields {
        let other = text(&compose(&lacking(course.clone(), *field)));
        if other != whole {
            let _ = writeln!(told, "\n# without {}-{}", field.document, field.field);
            differs(&whole, &other, &mut told);
        }
    }
    let bare = fields.iter().filter(|field| {
        let kind = ipt::DocumentKind::from_name(field.document);
        let mut known = kind.map_or(&[][..], ipt::DocumentKind::fields).iter();
        !known.any(|known| known.name == field.field && known.needed)
    });
    let bare = bare.fold(course.clone(), |course, field| lacking(course, *field));
    let _ = writeln!(told, "\n# with what is needed only\n{}", text(&compose(&bare)).join("\n"));
    let none = fields.iter().fold(course.clone(), |course, field| lacking(course, *field));
    let _ = writeln!(told, "\n# with nothing\n{}", text(&compose(&none)).join("\n"));
    told
}

#[test]
fn every_letter_reads_well_whole_and_with_each_field_missing() {
    for variant in ipt::content::variant::variants() {
        for dialect in Dialect::ALL {
            let course = course(&variant.code, *dialect);
            let mut letters = told(&course, formulated, &fields(letter::formulation_lines()));
            letters.push_str("\n## The ending\n");
            letters.push_str(&told(&course, ended, &fields(letter::ending_lines())));
            let name = format!("letters_{}_{}", variant.code, dialect.code());
            insta::assert_snapshot!(name, letters);
        }
    }
}

#[test]
fn no_letter_has_a_blank_or_half_a_sentence() {
    let mut checked = 0;
    for variant in ipt::content::variant::variants() {
        for (compose, lines) in
            [(formulated as Compose, letter::formulation_lines()), (ended, letter::ending_lines())]
        {
            let fields = fields(lines);
            let course = course(&variant.code, Dialect::KlermanWeissman);
            // Every pair of fields missing together.
            for (n, one) in fields.iter().enumerate() {
                for other in &fields[n..] {
                    let course = lacking(lacking(course.clone(), *one), *other);
                    for line in text(&compose(&course)) {
                        let whole = !line.contains("  ")
                            && !line.contains('⟨')
                            && !line.contains(": .")
                            && !line.contains("..");
                        assert!(whole && line.ends_with(['.', '?', '!', ',', '…', '”']), "{line}");
                        checked += 1;
                    }
                }
            }
        }
    }
    assert!(checked > 5_000, "{checked}");
}

#[test]
fn every_line_says_where_it_comes_from_and_has_words() {
    let course = course("ipt_standard", Dialect::KlermanWeissman);
    for (name, lines) in
        [("formulation", letter::formulation_lines()), ("ending", letter::ending_lines())]
    {
        for line in lines {
            for pattern in line.patterns() {
                let key = format!("letter-{name}-{pattern}");
                assert!(words().has(&key), "no words for {key}");
            }
            for field in line.fields() {
                let key = format!("{}-{}", field.document, field.field);
                assert!(words().has(&key), "no words for {key}");
            }
        }
    }
    let began = formulated(&course).into_iter().find(|s| s.name == "began").expect("said");
    let from: Vec<&str> = began.from.iter().map(|field| field.field).collect();
    assert_eq!(from, ["began", "precipitant"]);
}

#[test]
fn whoever_may_be_a_danger_is_not_named_in_a_letter() {
    let mut course = course("ipt_standard", Dialect::KlermanWeissman);
    course.people[1].entry.safety_concern = "He controls the money.".into();
    let people = formulated(&course).into_iter().find(|s| s.name == "people").expect("said");
    assert_eq!(people.text, "We will speak most of Greta.");
}

#[test]
fn nobody_is_named_whom_nobody_chose_or_who_is_gone() {
    let letter = |course: &Course| text(&letter::formulation(course, "Maren", words())).join("\n");
    let mut course = course("ipt_standard", Dialect::KlermanWeissman);
    assert!(letter(&course).contains("Ida") && letter(&course).contains("Greta"));
    course.people[0].entry.living = Some(ipt::inventory::Living::Deceased);
    course.people[2].retired = Some("Not wanted here.".into());
    course.documents.formulation.as_mut().expect("recorded").value.support = String::new();
    assert!(!letter(&course).contains("Ida"), "who died carries nobody");
    assert!(!letter(&course).contains("Greta"), "out of the list");
    course.focus.clear();
    course.people[1].entry.candidate_area = Some(Area::RoleTransition);
    let without = letter(&course).replace("Jonas’s work", "");
    assert!(!without.contains("Jonas"), "the inventory has chosen nobody: {without}");
}
