//! Drafts: what was typed and not yet sent, saved every few seconds, sealed, for its author.

use ipt::{AccountId, CourseId};
use jiff::Timestamp;
use record::{Domain, OwnerId};
use ring::hmac;
use rusqlite::params;
use uuid::Uuid;

use crate::{
    Access, Actor, Clinic, IDENTITY, Problem, RECORD, TheCourse, Write, identity,
    login::Departed,
    permission::{TheDesk, TheProcessDesk, Verb},
    process_notes::PROCESS_NOTES,
};

/// Drafts are kept for so many days. Security plan §3.3.
pub(crate) const KEPT_DAYS: i64 = 14;
/// So many versions of one form are kept, over all its tabs. Security plan §3.3.
const KEPT: u32 = 20;
/// So many versions of all forms are kept for one person. OpenIPT design.
const KEPT_IN_ALL: u32 = 200;
/// The largest draft in bytes.
pub const LARGEST: usize = 256 * 1024;
/// No form stands at a longer address, in bytes.
const LONGEST_PATH: usize = 200;

/// What was typed in one tab.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The tab it was typed in.
    pub tab: Uuid,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// The form's fields as sent by the browser.
    pub body: String,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("tab", &self.tab).finish_non_exhaustive()
    }
}

/// Proof that a person may keep drafts: at the forms of one course, or at those of none. It is
/// had from a proof about the course, or from the person.
///
/// ```compile_fail,E0451
/// fn forged(author: ipt::AccountId, owner: record::OwnerId) -> clinic::draft::Desk {
///     clinic::draft::Desk { author, course: None, domain: record::Domain("record"), owner }
/// }
/// ```
#[derive(Debug)]
pub struct Desk {
    author: AccountId,
    course: Option<CourseId>,
    /// Drafts are sealed under the client's keys where there is a course, so that they go when
    /// those go; else under the author's.
    domain: Domain,
    owner: OwnerId,
}

impl Actor {
    /// The own desk: for forms that belong to no course.
    pub fn desk(&self) -> Desk {
        let author = self.id();
        Desk { author, course: None, domain: IDENTITY, owner: OwnerId(author.0) }
    }
}

macro_rules! desk_of_a_course {
    ($($Name:ident $domain:ident),*) => { $(
        impl<V: Verb> Access<$Name, V> {
            /// The desk for the forms of this course.
            pub fn desk(&self) -> Desk {
                Desk {
                    author: self.actor().id(),
                    course: Some(self.id()),
                    domain: $domain,
                    owner: identity::owner(self.client()),
                }
            }
        }
    )* };
}
desk_of_a_course!(TheCourse RECORD, TheDesk RECORD, TheProcessDesk PROCESS_NOTES);

impl Clinic {
    /// The desk of somebody whose sign-in ended, for what stands on their open page.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when they could not write in the course.
    pub fn desk_of(&self, who: &Departed, course: Option<CourseId>) -> Result<Desk, Problem> {
        let Some(course) = course else { return Ok(who.actor().desk()) };
        let access: Access<TheDesk, Write> = self.may(who.actor(), course, "draft")?;
        Ok(access.desk())
    }

    /// The same for the drawer of process notes.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when it is not theirs.
    pub fn process_desk_of(&self, who: &Departed, course: CourseId) -> Result<Desk, Problem> {
        let access: Access<TheProcessDesk, Write> = self.may(who.actor(), course, "draft")?;
        Ok(access.desk())
    }

    /// Saves what was typed, beside what was saved before. Each tab has its own place: tabs
    /// never overwrite each other.
    ///
    /// # Errors
    /// When the draft is too large or cannot be written.
    pub fn save_draft(
        &self,
        desk: &Desk,
        path: &str,
        tab: Uuid,
        body: &str,
    ) -> Result<Timestamp, Problem> {
        if body.len() > LARGEST || path.len() > LONGEST_PATH {
            return Err(Problem::TooLarge);
        }
        let now = self.now();
        let (account, place) = (desk.author.0, self.place_index(desk.course, path));
        // An old draft that does not open must not keep a new one from being saved.
        let kept = self.versions(desk, path).unwrap_or_default();
        let same = kept.into_iter().find(|draft| draft.tab == tab);
        let unchanged = same.is_some_and(|draft| draft.body == body);
        let sealed = self.record.seal_loose(desk.owner, desk.domain, path, body.as_bytes())?;
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        if unchanged {
            step.prepare_cached(
                "UPDATE draft SET saved_at = ?4 WHERE number = (SELECT max(number) FROM draft
                 WHERE account = ?1 AND place = ?2 AND tab = ?3)",
            )?
            .execute(params![account, place, tab, now.as_millisecond()])?;
        } else {
            step.prepare_cached(
                "INSERT INTO draft(account, place, tab, saved_at, owner, sealed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                account,
                place,
                tab,
                now.as_millisecond(),
                desk.owner.0,
                sealed
            ])?;
        }
        // What a tab said last goes only when it is old, or when there is no room at all.
        step.prepare_cached(
            "WITH last AS (SELECT max(number) AS number FROM draft WHERE account = ?1
               GROUP BY place, tab)
             DELETE FROM draft WHERE account = ?1 AND (saved_at < ?2
               OR number IN (SELECT number FROM draft WHERE account = ?1 AND place = ?3
                 AND number NOT IN last ORDER BY number DESC LIMIT -1 OFFSET ?4)
               OR number IN (SELECT number FROM draft WHERE account = ?1
                 ORDER BY number IN last DESC, number DESC LIMIT -1 OFFSET ?5))",
        )?
        .execute(params![
            account,
            now.as_millisecond() - KEPT_DAYS * 86_400_000,
            place,
            KEPT,
            KEPT_IN_ALL
        ])?;
        step.commit()?;
        Ok(now)
    }

    /// What the author typed here last in each tab and did not send, the newest first.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn drafts(&self, desk: &Desk, path: &str) -> Result<Vec<Draft>, Problem> {
        let mut seen = std::collections::HashSet::new();
        let mut drafts = self.versions(desk, path)?;
        drafts.retain(|draft| seen.insert(draft.tab));
        Ok(drafts)
    }

    /// Everything that was saved here and is still kept, the newest first: also what was typed
    /// over.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn versions(&self, desk: &Desk, path: &str) -> Result<Vec<Draft>, Problem> {
        let rows: Vec<(Uuid, i64, Uuid, Vec<u8>)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT tab, saved_at, owner, sealed FROM draft
                 WHERE account = ?1 AND place = ?2 ORDER BY saved_at DESC, number DESC",
            )?
            .query_map(params![desk.author.0, self.place_index(desk.course, path)], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut drafts = Vec::with_capacity(rows.len());
        for (tab, saved_at, owner, sealed) in rows {
            let bytes = self.record.open_loose(OwnerId(owner), desk.domain, path, &sealed)?;
            drafts.push(Draft {
                tab,
                saved_at: Timestamp::from_millisecond(saved_at).unwrap_or_default(),
                body: String::from_utf8(bytes).map_err(|_| Problem::Fault("draft"))?,
            });
        }
        Ok(drafts)
    }

    /// Whether somebody has typed anything anywhere that they did not send.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn has_drafts(&self, actor: &Actor) -> Result<bool, Problem> {
        let found = self
            .tables
            .swift()
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM draft WHERE account = ?1)")?
            .query_row(params![actor.id().0], |row| row.get(0))?;
        Ok(found)
    }

    /// Forgets drafts: they were sent, or their author does not want them.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn drop_drafts(&self, desk: &Desk, path: &str, tabs: &[Uuid]) -> Result<(), Problem> {
        let place = self.place_index(desk.course, path);
        let tables = self.tables.durable();
        for tab in tabs {
            tables
                .prepare_cached("DELETE FROM draft WHERE account = ?1 AND place = ?2 AND tab = ?3")?
                .execute(params![desk.author.0, place, tab])?;
        }
        Ok(())
    }

    /// The place of a form as the tables keep it: nobody can read it back.
    fn place_index(&self, course: Option<CourseId>, path: &str) -> Vec<u8> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.places);
        let course = course.map(|course| course.0.into_bytes()).unwrap_or_default();
        hmac::sign(&key, &[course.as_slice(), path.as_bytes()].concat()).as_ref().to_vec()
    }
}
