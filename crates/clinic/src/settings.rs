//! The settings of the practice.

use std::sync::PoisonError;

use ipt::{
    AccountId, Dialect,
    inventory::circle::{RINGS, RINGS_RANGE},
    review::ReviewRules,
};
use jiff::tz::TimeZone;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::{
    Access, Clinic, IDENTITY, Problem, Write, crisis::CrisisContacts, permission::TheSettings,
};

/// What a practice sets for itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The practice's name, for letters.
    pub name: String,
    /// The manual that new courses follow.
    pub dialect: Dialect,
    /// The time zone, by its name in the time zone database.
    pub zone: String,
    /// Where a person in crisis turns. None is a warning on every screen; the first are for every
    /// client for whom no others are named.
    pub crisis: Vec<CrisisContacts>,
    /// A neutral page for the quick exit.
    pub exit_to: String,
    /// After how many hours an alert that nobody took on goes on to the deputy.
    pub alert_hours: u32,
    /// The therapist to whom it goes on. None is a warning.
    pub deputy: Option<AccountId>,
    /// The ids of the measures that it uses.
    pub measures: Vec<String>,
    /// Whether a measure's own rule may estimate a total although some answers are missing.
    pub prorate: bool,
    /// The figures of the review rules, within their bounds.
    pub review_rules: ReviewRules,
    /// How many rings the closeness circle has, see [`RINGS_RANGE`].
    pub rings: u8,
}

/// The hours after which an alert goes on, unless the practice says otherwise. OpenIPT design.
pub const ALERT_HOURS: u32 = 4;

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            dialect: Dialect::KlermanWeissman,
            zone: "UTC".to_owned(),
            crisis: Vec::new(),
            exit_to: "https://www.wikipedia.org/".to_owned(),
            alert_hours: ALERT_HOURS,
            deputy: None,
            measures: vec!["phq-9".to_owned(), "gad-7".to_owned()],
            prorate: false,
            review_rules: ReviewRules::default(),
            rings: RINGS,
        }
    }
}

impl Clinic {
    /// The settings. Without any, or while they cannot be read, the defaults.
    pub fn settings(&self) -> Settings {
        let held = self.settings.read().unwrap_or_else(PoisonError::into_inner).clone();
        held.unwrap_or_else(|| {
            // Read under the lock, so that what was just changed is not overwritten with what stood
            // there before: the settings say who may stand in.
            let mut held = self.settings.write().unwrap_or_else(PoisonError::into_inner);
            if held.is_none() {
                // What cannot be read now is asked for again: no contacts and no deputy must not
                // stay so until the next start.
                *held = self.stored_settings().ok().map(Option::unwrap_or_default);
            }
            held.clone().unwrap_or_default()
        })
    }

    fn stored_settings(&self) -> Result<Option<Settings>, Problem> {
        let sealed: Option<Vec<u8>> = self
            .tables
            .swift()
            .prepare_cached("SELECT value FROM setting WHERE name = 'practice'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        let Some(sealed) = sealed else { return Ok(None) };
        let owner = self.practice_owner();
        let bytes = self.record.open_loose(owner, IDENTITY, "settings", &sealed)?;
        serde_json::from_slice(&bytes).map(Some).map_err(|_| Problem::Setting("practice"))
    }

    /// Changes the settings.
    ///
    /// # Errors
    /// When a time zone is not known, the quick exit is no web address, or a figure is out of its
    /// bounds.
    pub fn change_settings(
        &self,
        access: &Access<TheSettings, Write>,
        settings: &Settings,
    ) -> Result<(), Problem> {
        let _ = access;
        TimeZone::get(&settings.zone).map_err(|_| Problem::Setting("zone"))?;
        if !settings.exit_to.starts_with("https://") {
            return Err(Problem::Setting("exit_to"));
        }
        if !(1..=72).contains(&settings.alert_hours) {
            return Err(Problem::Setting("alert_hours"));
        }
        if !RINGS_RANGE.contains(&settings.rings) {
            return Err(Problem::Setting("rings"));
        }
        if !settings.review_rules.wrong().is_empty() {
            return Err(Problem::Setting("review_rules"));
        }
        if let Some(deputy) = settings.deputy {
            let able = self.account(deputy).is_ok_and(|account| account.may_stand_in());
            if !able {
                return Err(Problem::Setting("deputy"));
            }
        }
        let bytes = serde_json::to_vec(settings).map_err(|_| Problem::Fault("settings"))?;
        let owner = self.practice_owner();
        let sealed = self.record.seal_loose(owner, IDENTITY, "settings", &bytes)?;
        let mut held = self.settings.write().unwrap_or_else(PoisonError::into_inner);
        self.tables.durable().execute(
            "INSERT INTO setting(name, value) VALUES ('practice', ?1)
             ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            params![sealed],
        )?;
        *held = Some(settings.clone());
        Ok(())
    }

    pub(crate) fn zone(&self) -> TimeZone {
        TimeZone::get(&self.settings().zone).unwrap_or(TimeZone::UTC)
    }
}
