//! The report as lines for people.

use std::io::{self, Write};

use outcomes::change::{Class, Formula, Method};

use super::{Case, NO_EFFECT, POOLED, Report, name};
use crate::commands::outcomes::Out;

impl Report<'_> {
    pub fn text(&self, out: &mut Out) -> io::Result<()> {
        let used = &self.parameters;
        let ((method, source), better) = (name(used.method), self.arguments.direction.name());
        writeln!(out, "method: {method} ({source}); {better} is better")?;
        for (when, of) in [("before", used.pre), ("after", used.post)] {
            writeln!(out, "{when}: n {}, mean {:.3}, SD {:.3} ({POOLED})", of.n, of.mean, of.sd)?;
        }
        writeln!(out, "SD used: {:.3} ({})", used.sd, self.sd_from())?;
        match used.method {
            Method::Percent { improved, deteriorated } => {
                writeln!(
                    out,
                    "improved from {improved}% better, deteriorated from {deteriorated}% worse"
                )?;
            }
            _ => self.reliable(out)?,
        }
        match used.cutoff {
            Some(cutoff) => {
                writeln!(out, "cut-off: {:.3} ({})", cutoff.at, self.cutoff_from(cutoff.kind))?
            }
            None => writeln!(out, "cut-off: none, so nobody is classed as recovered")?,
        }
        match &self.effect {
            Ok(effect) => {
                let (g, low, high) = (effect.g, effect.low, effect.high);
                writeln!(out, "g: {g:.3}, 95% from {low:.3} to {high:.3} ({NO_EFFECT})")?;
            }
            Err(problem) => writeln!(out, "g: none ({problem})")?,
        }
        self.numbers(out)?;
        self.list(out)
    }

    fn reliable(&self, out: &mut Out) -> io::Result<()> {
        let used = &self.parameters;
        let reliability = self.plan.reliability.unwrap_or_default();
        if let Formula::Line { error, .. } = used.formula {
            let critical = used.critical;
            writeln!(
                out,
                "reliability {reliability}: standard error {error:.3}, reliable beyond {critical} of them"
            )?;
        }
        Ok(())
    }

    fn numbers(&self, out: &mut Out) -> io::Result<()> {
        let (all, each) = self.counts();
        let rows = [("all", &all)].into_iter().chain(each.iter().map(|(name, of)| (*name, of)));
        writeln!(out)?;
        for (name, counts) in rows {
            writeln!(out, "{name}: {} cases", counts.cases)?;
            for class in Class::ALL {
                let number = counts.of(class);
                let share = 100.0 * number as f64 / counts.cases.max(1) as f64;
                writeln!(out, "  {:<13} {number:>7}  {share:>5.1}%", class.name())?;
            }
            let before = counts.clinical_before.zip(counts.not_clinical_before);
            if let Some((clinical, other)) = before {
                let share = 100.0 * counts.recovered as f64 / clinical.max(1) as f64;
                writeln!(
                    out,
                    "  clinical before {clinical}, of whom recovered {share:.1}%; not clinical before {other}"
                )?;
            }
        }
        let rows = &self.reading.rows;
        writeln!(
            out,
            "\nrows: {} read, {} at other times, {} without a time",
            rows.read, rows.at_other_times, rows.without_time
        )?;
        self.exclusions().write(out)
    }

    fn list(&self, out: &mut Out) -> io::Result<()> {
        let groups = self.reading.groups();
        let width = self.cases().map(|case| case.id.chars().count()).max().unwrap_or(0).max(2);
        let wide = groups.iter().map(|group| group.chars().count()).max().unwrap_or(0).max(5);
        let head = ["before", "after", "change", "index"].map(|name| format!("{name:>9}")).concat();
        writeln!(out, "\n{:<width$}  {:<wide$}{head}  class", "id", "group")?;
        for case in self.cases() {
            let Case { id, pair, placed, .. } = &case;
            let group = case.group.map_or("", |group| groups[group]);
            let clinical = match placed.clinical_before {
                Some(false) => " (not clinical before)",
                _ => "",
            };
            let change = pair.post - pair.pre;
            writeln!(
                out,
                "{id:<width$}  {group:<wide$}{:>9}{:>9}{change:>9.2}{:>9.3}  {}{clinical}",
                pair.pre,
                pair.post,
                placed.index,
                placed.class.name()
            )?;
        }
        Ok(())
    }
}
