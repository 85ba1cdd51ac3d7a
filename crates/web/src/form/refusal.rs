//! What the therapy refuses, in words, and where it is mended.

use ipt::Refusal;

use crate::words::words;

/// A refusal in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalView {
    /// Why not.
    pub reason: String,
    /// What can be done.
    pub next: String,
    /// Where it is done.
    pub next_address: String,
    /// The policy's name.
    pub policy: &'static str,
    /// Its source and how well it is founded.
    pub source: String,
    /// The field it stands beside.
    pub field: Option<&'static str>,
}

impl RefusalView {
    /// In words; `course` is the address of the course.
    pub fn of(refusal: &Refusal, course: &str) -> Self {
        let policy = refusal.policy;
        let detail = refusal.detail.clone().unwrap_or_default();
        let detail = ipt::form::date(&detail).map_or(detail, crate::plain::date);
        let arguments: &[(&str, &dyn crate::words::Argument)] = &[("detail", &detail)];
        let founded = ipt::Code::code(policy.founded);
        Self {
            reason: words().with(&format!("policy-{}", policy.code), arguments),
            next: words().with(&format!("policy-{}-next", policy.code), arguments),
            next_address: room_address(course, policy.room),
            policy: policy.code,
            source: match policy.source.starts_with('S') {
                true => format!("{}, {}", policy.source, words().t(&format!("founded-{founded}"))),
                // A page of ours says nothing to a reader; how well it is founded does.
                false => words().t(&format!("founded-{founded}")).into_owned(),
            },
            field: refusal.field,
        }
    }
}

/// Where a room of the domain is on the web.
pub fn room_address(course: &str, room: &str) -> String {
    match room {
        "caseload" => "/".to_owned(),
        "course" => course.to_owned(),
        "session" => format!("{course}/sessions"),
        "homework" => format!("{course}/sessions"),
        room => format!("{course}/{room}"),
    }
}
