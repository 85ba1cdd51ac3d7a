//! The parts of a record in a client's own words: many rooms are one part.

/// Each part with its rooms, by their names in the access log. What is typed at a form and not
/// sent is no look.
const PARTS: &[(&str, &[&str])] = &[
    // That there is a conflict of roles, or a label, would tell what is kept from the client.
    (
        "overview",
        &[
            "course",
            "courses",
            "phase",
            "pause",
            "resumption",
            "variant",
            "re-entry",
            "role-conflicts",
            "labels",
            "unlabelling",
        ],
    ),
    ("identity", &["client", "clients", "invitation", "guardians", "link", "stopping", "ward"]),
    ("referral", &["referral", "suitability", "assessment", "diagnosis", "sick_role"]),
    (
        "people",
        &[
            "inventory",
            "circle",
            "moves",
            "links",
            "retirement",
            "replay",
            "export.graphml",
            "export.csv",
        ],
    ),
    ("events", &["timeline", "incidents", "communication", "decisions"]),
    ("understanding", &["formulation", "letter", "telling", "answer", "triad"]),
    (
        "work",
        &[
            "focus",
            "ratings",
            "areas",
            "markers",
            "unmarking",
            "goals",
            "contract",
            "signatures",
            "renegotiation",
            "balance_sheet",
            "grief_work",
            "dispute_work",
            "deficits_work",
            "lost_self",
            "parents",
            "perinatal",
            "later_life",
        ],
    ),
    (
        "sessions",
        &[
            "sessions",
            "missed",
            "next",
            "signature",
            "addenda",
            "homework",
            "date",
            "review",
            "techniques",
        ],
    ),
    ("process_notes", &["process-notes", "releases"]),
    ("measures", &["measures", "scores", "check-in", "revocation", "progress", "rhythm"]),
    ("reviews", &["reviews", "mid_review", "non_response"]),
    (
        "safety",
        &[
            "risk",
            "risk_assessment",
            "safety_plan",
            "acknowledgement",
            "clearance",
            "hold",
            "lifting",
        ],
    ),
    (
        "ending",
        &["ending", "relapse_plan", "maintenance", "outcome", "self-checks", "hearing", "card"],
    ),
    ("supervision", &["supervision", "supervised", "talks", "outcome", "return"]),
    ("transfer", &["transfer"]),
    ("taken_back", &["withdrawal", "striking"]),
    ("corrections", &["corrections", "reply"]),
    ("disclosures", &["disclosures"]),
    ("keeping", &["erasure", "confirmation", "legal-hold", "release"]),
    ("history", &["history"]),
    ("looks", &["looks", "breach_report"]),
    ("print", &["print"]),
    ("emergency", &["emergency", "shutting"]),
    ("whole", &["record", "record.json", "export"]),
    ("own", &["my", "check"]),
];

/// Every part, by the name of its words.
pub fn all() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|(part, _)| *part).chain([OTHER])
}

/// A part of which the log says no more, or not any more.
pub const OTHER: &str = "other";

/// The part that a room belongs to.
pub fn of(room: &str) -> &'static str {
    PARTS.iter().find(|(_, rooms)| rooms.contains(&room)).map_or(OTHER, |(part, _)| part)
}
