//! What is past goes from the tables, once a day.

use std::sync::atomic::Ordering;

use rusqlite::params;

use crate::{
    Clinic, Problem, check_in, draft, hand_out,
    login::{DAY, MINUTE, REMEMBERED_DAYS, TRIES_KEPT_DAYS},
    own_account::word,
    second_step::HALF_MINUTES,
};

impl Clinic {
    /// Sweeps what is past from the tables, at the start and then once a day: old tries, ended
    /// sign-ins, links that have expired.
    pub(crate) fn sweep(&self) -> Result<(), Problem> {
        let now = self.now().as_millisecond();
        let last = self.swept.load(Ordering::Relaxed);
        // A clock that went back sweeps too.
        if last != 0 && (now - last).abs() < DAY {
            return Ok(());
        }
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        step.execute(
            "DELETE FROM failed_try WHERE last_at < ?1",
            params![now - TRIES_KEPT_DAYS * DAY],
        )?;
        step.execute(
            "DELETE FROM sign_in WHERE seen_at < ?1",
            params![now - REMEMBERED_DAYS * DAY],
        )?;
        step.execute("DELETE FROM invitation WHERE expires_at < ?1", params![now])?;
        let over = now - HALF_MINUTES * MINUTE;
        step.execute("DELETE FROM half_sign_in WHERE created_at < ?1", params![over])?;
        step.execute(
            "DELETE FROM check_in WHERE expires_at < ?1",
            params![now - check_in::KEPT_DAYS * DAY],
        )?;
        step.execute(
            "DELETE FROM draft WHERE saved_at < ?1",
            params![now - draft::KEPT_DAYS * DAY],
        )?;
        hand_out::sweep(&step, now)?;
        word::sweep(&step, now)?;
        step.commit()?;
        self.swept.store(now, Ordering::Relaxed);
        Ok(())
    }
}
