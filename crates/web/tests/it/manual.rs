//! `docs/clinical/`: a page for each clinical noun, drawn from the fields, the words and the rules
//! themselves, so that it cannot say anything else. `UPDATE_DOCS=1` writes them anew.

use std::{fmt::Write, fs, path::Path};

use ipt::{
    Area, Code, DocumentKind, Field, Kind,
    area::caution::Caution,
    artefact::Artefact,
    communication::CommunicationAnalysis,
    content::{
        strategy,
        technique::{self, TechniqueGuide},
    },
    decision::DecisionAnalysis,
    focus::FocusSelection,
    goal::Goal,
    homework::Homework,
    incident::Incident,
    inventory::InventoryEntry,
    policy,
    review::AlertReview,
    session::SessionNote,
    social_rhythm::RhythmWeek,
    technique::TechniqueRecord,
    timeline::Moment,
};
use web::words::words;

fn kind(field: &Field) -> String {
    match field.kind {
        Kind::Line => "a line".to_owned(),
        Kind::Long => "text".to_owned(),
        Kind::Lines => "lines".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::Time => "a time of day".to_owned(),
        Kind::Number { min, max } => format!("{min} to {max}"),
        Kind::YesNo => "yes or no".to_owned(),
        Kind::Choice(codes) => format!("one of: {}", codes.all.join(", ")),
        Kind::Many(codes) => format!("any of: {}", codes.all.join(", ")),
        Kind::Person => "a person of the inventory".to_owned(),
        Kind::People => "people of the inventory".to_owned(),
        Kind::Measure => "a measure of the practice".to_owned(),
        Kind::Rows(rows) => {
            let each: Vec<String> =
                rows.fields.iter().map(|of| format!("`{}` ({})", of.name, kind(of))).collect();
            format!("up to {} entries, each with {}", rows.most, each.join(", "))
        }
    }
}

/// The page of a technique: what it is, its steps, what is recorded of it.
fn held(guide: &TechniqueGuide) -> String {
    let code = guide.code.code();
    let mut page = format!("# {}\n\n`{code}`. {}\n\n## Steps\n\n", guide.name, guide.what);
    for (number, step) in (1..).zip(&guide.steps) {
        let _ = writeln!(page, "{number}. {step}");
    }
    if !guide.held.is_empty() {
        page.push_str("\nOn a screen that lies open between all who are there:\n\n");
        for (number, step) in (1..).zip(&guide.held) {
            let _ = writeln!(page, "{number}. {step}");
        }
    }
    let mark = words().t(&format!("founded-{}", guide.mark.code())).into_owned();
    let _ = write!(page, "\n{}\n\nSource: {} ({mark}).\n", guide.caution, guide.source);
    match TechniqueRecord::fields(guide.code) {
        [] => page.push_str("\nIt has a document of its own.\n"),
        fields => page.push_str(&table(code, fields)),
    }
    page
}

fn table(words_of: &str, fields: &[Field]) -> String {
    let mut page = "\n## Fields\n\n| Field | Asked as | Holds | |\n|---|---|---|---|\n".to_owned();
    for field in fields {
        let label = words().t(&format!("{words_of}-{}", field.name)).replace('|', "/");
        let needed = if field.needed { "needed" } else { "" };
        let _ = writeln!(page, "| `{}` | {label} | {} | {needed} |", field.name, kind(field));
    }
    page
}

fn page(noun: &str, words_of: &str, room: &str, fields: &[Field]) -> String {
    let title = words().t(&format!("room-{room}"));
    let intro = words().t(&format!("intro-{room}"));
    let mut page = format!("# {title}\n\n`{noun}`. {intro}\n");
    if !fields.is_empty() {
        page.push_str(&table(words_of, fields));
    }
    let rules: Vec<_> = policy::ALL.iter().filter(|policy| policy.room == room).collect();
    if !rules.is_empty() {
        page.push_str("\n## Rules that lead here\n\n");
        for rule in rules {
            let say = |key: &str| words().with(key, &[("detail", &"…")]);
            let _ = writeln!(
                page,
                "- `{}`: {} {} (source: {}, {})",
                rule.code,
                say(&format!("policy-{}", rule.code)),
                say(&format!("policy-{}-next", rule.code)),
                rule.source,
                words().t(&format!("founded-{}", rule.founded.code()))
            );
        }
    }
    page
}

fn artefact<A: Artefact>(noun: &'static str, room: &str) -> (&'static str, String) {
    (noun, page(noun, A::NAME, room, A::FIELDS))
}

/// An area: its guide as it stands, its codes, its warnings with their rules, its work sheet.
fn area(area: Area) -> String {
    let guide = strategy::guide(area);
    let title = words().t(&format!("area-{}", area.code()));
    let mut page = format!(
        "# {title}\n\n`{}`. {} In the manual of Stuart and Robertson: {}. Work sheet: \
         [`{sheet}`]({sheet}.md).\n",
        area.code(),
        guide.choose_when,
        guide.name_stuart_robertson,
        sheet = area.sheet().name()
    );
    let coded = |(code, text): (&str, String)| format!("`{code}`: {text}");
    let strategies = guide.strategies.iter();
    let strategies = strategies.map(|s| (s.code.code(), format!("{} “{}”", s.text, s.ask)));
    let markers = guide.progress.iter().map(|m| (m.code.code(), m.text.clone()));
    let cautions = Caution::ALL.iter().filter(|caution| caution.area() == area).map(|caution| {
        let say = |end: &str| words().t(&format!("caution-{}{end}", caution.code()));
        (caution.code(), format!("{} Shown when: {}", say(""), say("-rule")))
    });
    let techniques = guide.techniques.iter().map(|t| format!("`{}`", t.code())).collect();
    for (heading, lines) in [
        ("How it shows", guide.diagnose.clone()),
        ("Goals", guide.goals.clone()),
        ("Strategies, in order", strategies.map(coded).collect()),
        ("Questions for each session", guide.prompts.clone()),
        ("Techniques that fit", techniques),
        ("Signs of progress", markers.map(coded).collect()),
        ("Pitfalls", guide.pitfalls.clone()),
        ("Quiet warnings", cautions.map(coded).collect()),
    ] {
        let lines: Vec<String> = lines;
        let _ = write!(page, "\n## {heading}\n\n- {}\n", lines.join("\n- "));
    }
    let _ = writeln!(page, "\nSource: {} ({}).", guide.source, guide.mark.code());
    page
}

fn pages() -> Vec<(&'static str, String)> {
    let mut pages: Vec<_> = DocumentKind::ALL
        .iter()
        .map(|kind| (kind.name(), page(kind.name(), kind.name(), kind.name(), kind.fields())))
        .collect();
    pages.push(artefact::<InventoryEntry>("inventory", "inventory"));
    pages.push(artefact::<Moment>("timeline", "timeline"));
    pages.push(artefact::<FocusSelection>("focus", "focus"));
    pages.push(artefact::<Goal>("goal", "goals"));
    pages.push(artefact::<Incident>("incident", "incidents"));
    pages.push(artefact::<CommunicationAnalysis>("communication", "communication"));
    pages.push(artefact::<DecisionAnalysis>("decision", "decisions"));
    pages.push(artefact::<RhythmWeek>("rhythm_week", "rhythm"));
    pages.push(artefact::<AlertReview>("review", "reviews"));
    pages.push(artefact::<SessionNote>("session", "sessions"));
    pages.push(("area_grief", area(Area::Grief)));
    pages.push(("area_role_dispute", area(Area::RoleDispute)));
    pages.push(("area_role_transition", area(Area::RoleTransition)));
    pages.push(("area_interpersonal_deficits", area(Area::InterpersonalDeficits)));
    pages.push(("techniques", page("techniques", "techniques", "techniques", &[])));
    pages.push(("circle", page("circle", "circle", "circle", &[])));
    pages.push(("measure", page("measure", "measure", "measures", &[])));
    let homework = page("homework", Homework::NAME, "sessions", Homework::FIELDS);
    let homework = homework.replacen(&*words().t("room-sessions"), "Between-session task", 1);
    pages.push(("homework", homework));
    pages.extend(technique::guides().iter().map(|guide| (guide.code.code(), held(guide))));
    pages
}

#[test]
fn the_clinical_pages_say_what_the_program_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/clinical");
    for (noun, text) in pages() {
        let file = folder.join(format!("{noun}.md"));
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::create_dir_all(&folder).expect("folder");
            fs::write(&file, &text).expect("written");
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(kept, text, "{noun}: run the tests with UPDATE_DOCS=1 and read the change");
    }
}
