//! The running clinic: the only place where the therapy and the sealed record meet, and the only
//! writer. Screens, commands and invented lives all come through the [`Clinic`].
//!
//! No act and no look happens without an [`Access`] proof, and only [`permission`] makes one.

pub mod account;
pub mod audit;
pub mod caseload;
pub mod check_in;
pub mod clock;
pub mod correction;
pub mod corridor;
pub mod course;
pub mod cover;
pub mod crisis;
pub mod disclosure;
pub mod draft;
pub mod emergency;
pub mod erasure;
pub mod expect;
pub mod figures;
pub mod file;
pub mod guardian;
pub mod hand_out;
pub mod history;
pub mod identity;
pub mod invitation;
pub mod keeping;
pub mod key_budget;
pub mod legal_hold;
pub mod login;
pub mod measures;
pub mod outbox;
pub mod own_account;
pub mod passkey;
pub mod passphrase;
pub mod perform;
pub mod permission;
pub mod problem;
pub mod process_notes;
pub mod proof;
pub mod provider;
pub mod recovery;
pub mod referral;
mod relational;
pub mod retention;
pub mod risk_alert;
pub mod role_conflict;
pub mod second_person;
pub mod second_step;
pub mod self_check;
pub mod settings;
pub mod site;
pub mod supervision;
mod sweep;

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, atomic::AtomicI64},
};

use jiff::{Timestamp, civil::Date};
use record::{Domain, Mark, OwnerId, Place, PracticeId, Record};
use uuid::Uuid;
use zeroize::Zeroizing;

pub use account::{Account, Role, Roles};
pub use clock::{Clock, SetClock, SystemClock};
pub use expect::Expect;
pub use login::Actor;
pub use perform::Performed;
pub use permission::{Access, Read, TheAccounts, TheCourse, TheRetention, Write};
pub use problem::Problem;
pub use record::{LogSafe, Telling, tell};
pub use settings::Settings;

use course::Cache;
use relational::Relational;

/// The clinical record.
pub(crate) const RECORD: Domain = Domain("record");
/// Who people are: names, addresses, contacts.
pub(crate) const IDENTITY: Domain = Domain("identity");
/// Every domain of keys.
pub(crate) const DOMAINS: &[Domain] = &[RECORD, IDENTITY, process_notes::PROCESS_NOTES];

/// The file of the plain tables, beside the record's own.
pub const PRACTICE_FILE: &str = "practice.db";

/// A practice with its record open.
pub struct Clinic {
    record: Arc<Record>,
    tables: Relational,
    clock: Arc<dyn Clock>,
    cache: Cache,
    hashing: passphrase::Hashing,
    /// The key that hides sign-in names in the tables.
    names: Zeroizing<Vec<u8>>,
    /// The key that hides the places of drafts.
    places: Zeroizing<Vec<u8>>,
    /// The key of the proofs in forms.
    forms: Zeroizing<Vec<u8>>,
    /// Held while a course begins.
    beginnings: Mutex<()>,
    /// Lines of the access log that wait for room on the disk.
    unlogged: Mutex<VecDeque<audit::Line>>,
    /// Whose records were opened by whom within the last hour.
    opened: Mutex<key_budget::Opened>,
    /// When what is past was last swept from the tables, in milliseconds.
    swept: AtomicI64,
    settings: std::sync::RwLock<Option<Settings>>,
    outbox: outbox::Outbox,
    measures: ipt::measure::Catalogue,
    /// Where its own measures are; none in memory.
    measures_folder: Option<PathBuf>,
    corridor: corridor::Kept,
}

impl Clinic {
    /// Makes a new practice.
    ///
    /// # Errors
    /// When there is a practice already, or the place cannot be written.
    pub fn create(place: &Place, mark: Mark, clock: Arc<dyn Clock>) -> Result<Self, Problem> {
        let record = Record::create(place, mark, PracticeId(Uuid::new_v4()), DOMAINS)?;
        let tables = Relational::create(&place.data.join(PRACTICE_FILE))?;
        Self::with(record, tables, clock, Some(measures::folder(place)))
    }

    /// Opens a practice. The mark says whether it must be a real one or a demo.
    ///
    /// # Errors
    /// When it is not there, is of the other mark, is in use, or its key does not fit.
    pub fn open(place: &Place, mark: Mark, clock: Arc<dyn Clock>) -> Result<Self, Problem> {
        let record = Record::open(place, mark)?;
        let tables = Relational::open(&place.data.join(PRACTICE_FILE))?;
        Self::with(record, tables, clock, Some(measures::folder(place)))
    }

    /// A practice in memory, for tests.
    ///
    /// # Errors
    /// When the random source fails.
    pub fn in_memory(clock: Arc<dyn Clock>) -> Result<Self, Problem> {
        let record = Record::in_memory(PracticeId(Uuid::new_v4()), DOMAINS)?;
        Self::with(record, Relational::in_memory()?, clock, None)
    }

    fn with(
        record: Record,
        tables: Relational,
        clock: Arc<dyn Clock>,
        measures_folder: Option<PathBuf>,
    ) -> Result<Self, Problem> {
        let record = Arc::new(record);
        let names = identity::index_key(&record, &tables)?;
        let places = identity::derived(&names, "draft-places");
        let forms = identity::derived(&names, "forms");
        let corridor = corridor::Kept::beside(measures_folder.as_deref().and_then(Path::parent));
        let clinic = Self {
            record,
            tables,
            clock,
            cache: Cache::default(),
            hashing: passphrase::Hashing::default(),
            names,
            places,
            forms,
            beginnings: Mutex::default(),
            unlogged: Mutex::default(),
            opened: Mutex::default(),
            swept: AtomicI64::default(),
            settings: std::sync::RwLock::default(),
            outbox: outbox::Outbox::default(),
            measures: ipt::measure::Catalogue::default(),
            measures_folder,
            corridor,
        };
        clinic.replay_erasures()?;
        clinic.sweep()?;
        Ok(clinic)
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The calendar day of the practice, in its own time zone.
    pub fn today(&self) -> Date {
        self.day_of(self.now())
    }

    /// The calendar day of a moment, in the practice's time zone.
    pub fn day_of(&self, moment: Timestamp) -> Date {
        self.zone().to_datetime(moment).date()
    }

    /// Whether this is an invented practice.
    pub fn is_demo(&self) -> bool {
        matches!(self.record.mark(), Mark::Demo)
    }

    fn practice_owner(&self) -> OwnerId {
        OwnerId(self.record.practice().0)
    }
}

/// The files of a practice in a data directory.
pub fn place(data: PathBuf, root_key: PathBuf) -> Place {
    Place { data, root_key }
}
