//! The triad as a picture and in words: the crisis, what made it meet an open side, who carries
//! and who is a burden, and what the client brings. Source: domain page §2; diathesis and stress, S0.

use ipt::{
    Course,
    artefact::Artefact,
    document::{self, triad::Adequacy},
    inventory::{Person, Support},
    letter,
};

use crate::{
    parts::{
        Svg,
        triad::{Entry, Group, Sign, Triad, triad},
    },
    plain,
    words::words,
};

/// The picture and its words.
pub struct View {
    /// The picture; what it says stands in the words.
    pub picture: Svg,
    /// Each heading with its entries in full.
    pub twin: Vec<(String, Vec<(String, String)>)>,
}

/// Who sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// The therapist, in the room.
    Therapist,
    /// The client at home, where others may look on: whoever may be a danger does not stand in it.
    Home,
}

/// The triad as it stands; none while there is none.
pub fn view(course: &Course, sees: For) -> Option<View> {
    let stored = &course.documents.triad.as_ref()?.value;
    let groups = |list: Vec<Group>| -> Vec<Group> {
        list.into_iter().filter(|group| !group.entries.is_empty()).collect()
    };
    let drawn = Triad {
        me: word("circle-me"),
        pressing: groups(vec![vulnerability(stored), crisis(stored)]),
        carrying: groups(vec![support(course, stored, sees), strengths(stored)]),
    };
    let twin = drawn.pressing.iter().chain(&drawn.carrying).map(|group| {
        let entries = group.entries.iter();
        let told = entries.map(|entry| (entry.label.clone(), entry.text.clone()));
        (group.heading.clone(), told.collect())
    });
    Some(View { twin: twin.collect(), picture: Svg(triad(&drawn)) })
}

/// As the client has it at home: where the therapist said that it may be seen, and once the
/// formulation was told.
pub fn at_home(course: &Course) -> Option<View> {
    let stored = course.documents.triad.as_ref()?;
    let shown = stored.value.for_client == Some(true) && !course.letters.is_empty();
    view(course, For::Home).filter(|_| shown)
}

fn word(key: &str) -> String {
    words().t(key).into_owned()
}

fn group(class: &'static str, entries: Vec<Entry>) -> Group {
    let heading = word(&format!("triad-picture-{class}"));
    let entries = entries.into_iter().filter(|entry| !entry.text.is_empty()).collect();
    Group { class, heading, entries }
}

fn plainly(label: &str, text: &str) -> Entry {
    let label = if label.is_empty() { String::new() } else { word(label) };
    Entry { label, text: text.to_owned(), sign: Sign::Plain }
}

fn crisis(stored: &document::Triad) -> Group {
    let on = stored.crisis_on.map_or_else(String::new, plain::date);
    group(
        "crisis",
        vec![
            plainly("", &stored.crisis_event),
            plainly("triad-crisis_on", &on),
            plainly("triad-crisis_meaning", &stored.crisis_meaning),
        ],
    )
}

fn vulnerability(stored: &document::Triad) -> Group {
    let form = stored.to_form();
    let kinds = letter::VULNERABILITIES
        .iter()
        .map(|kind| plainly(&format!("triad-{}", kind.field), ipt::form::first(&form, kind.field)));
    group("vulnerability", kinds.collect())
}

fn strengths(stored: &document::Triad) -> Group {
    group("strengths", vec![plainly("", &stored.strengths)])
}

/// The people who carry or weigh, then what is said of the support as a whole.
fn support(course: &Course, stored: &document::Triad, sees: For) -> Group {
    let people = course.people_listed().filter(|p| sees == For::Therapist || !p.unsafe_with());
    let mut entries: Vec<Entry> = people
        .filter_map(|person| {
            let sign = sign(person, stored)?;
            let key = match sign {
                Sign::Buffer => "triad-picture-buffer",
                Sign::Burden => "triad-picture-burden",
                Sign::Both | Sign::Plain => "triad-picture-both",
            };
            let name = plain::of_name(&person.entry.name, person.deceased());
            let text = format!("{name}: {}", word(key));
            Some(Entry { label: String::new(), text, sign })
        })
        .collect();
    if let Some(adequacy) = stored.support_adequacy {
        let code = ipt::Code::code(adequacy);
        entries.push(plainly("triad-support_adequacy", &word(&format!("adequacy-{code}"))));
    }
    entries.push(plainly("triad-support_note", &stored.support_note));
    group("support", entries)
}

/// Whether somebody carries, is a burden, or both, as triad and inventory say.
fn sign(person: &Person, stored: &document::Triad) -> Option<Sign> {
    let entry = &person.entry;
    let named = stored.supporters.contains(&person.id);
    let weighs = stored.support_adequacy == Some(Adequacy::Burden);
    let gives = entry.support.iter().any(|support| *support != Support::NoSupport);
    let carries = gives && !person.deceased() || named && !weighs;
    let burden =
        entry.has_quarrels() && !person.deceased() || named && weighs || person.unsafe_with();
    match (carries, burden) {
        (true, true) => Some(Sign::Both),
        (true, false) => Some(Sign::Buffer),
        (false, true) => Some(Sign::Burden),
        (false, false) => None,
    }
}
