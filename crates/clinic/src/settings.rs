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
    retention::Jurisdiction, site::Site, supervision::SupervisionContract,
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
    /// How often they were written anew.
    pub crisis_revision: u32,
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
    /// Who supervises whom, and for how long.
    pub supervision: Vec<SupervisionContract>,
    /// How many rings the closeness circle has, see [`RINGS_RANGE`].
    pub rings: u8,
    /// Which rules say how long records are kept: the code of a [`Jurisdiction`]; empty if nobody
    /// chose yet.
    pub retention: String,
    /// Where the practice sees its clients; none where it has one place.
    pub sites: Vec<Site>,
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
            crisis_revision: 0,
            exit_to: "https://www.wikipedia.org/".to_owned(),
            alert_hours: ALERT_HOURS,
            deputy: None,
            measures: vec!["phq-9".to_owned(), "gad-7".to_owned()],
            prorate: false,
            review_rules: ReviewRules::default(),
            supervision: Vec::new(),
            rings: RINGS,
            retention: String::new(),
            sites: Vec::new(),
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

    /// Changes the settings to these.
    ///
    /// # Errors
    /// See [`Clinic::alter_settings`].
    pub fn change_settings(
        &self,
        access: &Access<TheSettings, Write>,
        settings: &Settings,
    ) -> Result<(), Problem> {
        self.alter_settings(access, |stand| {
            *stand = settings.clone();
            Ok(())
        })
    }

    /// Changes some of the settings as they stand at this moment: who changes others meanwhile
    /// loses nothing.
    ///
    /// # Errors
    /// What the change itself refuses; [`Problem::Setting`] naming what is out of bounds.
    pub fn alter_settings(
        &self,
        access: &Access<TheSettings, Write>,
        change: impl FnOnce(&mut Settings) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let _ = access;
        let mut held = self.settings.write().unwrap_or_else(PoisonError::into_inner);
        let mut settings = match held.clone() {
            Some(settings) => settings,
            None => self.stored_settings()?.unwrap_or_default(),
        };
        let deputy = settings.deputy;
        change(&mut settings)?;
        self.sound(&settings)?;
        // A deputy who left holds back no other change; `deputy` takes nobody who does not work here.
        if settings.deputy != deputy {
            self.sound_deputy(&settings)?;
        }
        let bytes = serde_json::to_vec(&settings).map_err(|_| Problem::Fault("settings"))?;
        let owner = self.practice_owner();
        let sealed = self.record.seal_loose(owner, IDENTITY, "settings", &bytes)?;
        self.tables.durable().execute(
            "INSERT INTO setting(name, value) VALUES ('practice', ?1)
             ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            params![sealed],
        )?;
        *held = Some(settings);
        Ok(())
    }

    /// Whether settings are within their bounds.
    fn sound(&self, settings: &Settings) -> Result<(), Problem> {
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
        if !settings.retention.is_empty() && Jurisdiction::of(&settings.retention).is_none() {
            return Err(Problem::Setting("retention"));
        }
        Ok(())
    }

    fn sound_deputy(&self, settings: &Settings) -> Result<(), Problem> {
        if let Some(deputy) = settings.deputy {
            let able = self.account(deputy).is_ok_and(|account| account.may_stand_in());
            if !able {
                return Err(Problem::Setting("deputy"));
            }
        }
        Ok(())
    }

    /// The time zone of the practice; UTC where the settings name none that is known.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.settings().zone).unwrap_or(TimeZone::UTC)
    }
}
