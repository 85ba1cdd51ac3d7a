//! What the type of a measure does not forbid, each fault with its place in the file.

use std::collections::BTreeSet;

use super::{
    AskedIf, Bands, Decimal, Measure, Over, Scoring,
    place::Step::{self, At, Key},
};
use crate::score::Unit;

/// A fault and the way to it.
#[derive(Debug)]
pub(super) struct Flaw {
    pub at: Vec<Step>,
    pub reason: String,
}

type Sound = Result<(), Flaw>;

/// The largest count of items, largest answer and largest factor: no sum of them overflows.
const MOST_ITEMS: usize = 200;
const MOST_ANSWER: u8 = 100;
const MOST_TIMES: u32 = 100;

fn require(holds: bool, at: &[Step], reason: impl Into<String>) -> Sound {
    if holds { Ok(()) } else { Err(Flaw { at: at.to_vec(), reason: reason.into() }) }
}

/// Whether nothing stands twice; else the first that does.
fn once<T: Ord>(list: impl IntoIterator<Item = T>) -> Result<(), usize> {
    let mut seen = BTreeSet::new();
    let twice = list.into_iter().position(|one| !seen.insert(one));
    twice.map_or(Ok(()), Err)
}

impl Measure {
    pub(super) fn sound(&self) -> Sound {
        self.names()?;
        self.items_are_sound()?;
        self.scales_are_sound()?;
        self.method_is_sound()?;
        self.range_is_sound()?;
        self.figures_are_sound()
    }

    fn names(&self) -> Sound {
        require(self.version > 0, &[Key("version")], "versions are counted from 1")?;
        let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let id = (1..=40).contains(&self.id.len()) && self.id.chars().all(letter);
        require(id, &[Key("id")], "an id has 1 to 40 small letters, digits and hyphens")?;
        for (key, text) in [
            ("short", &self.short),
            ("title", &self.title),
            ("domain", &self.domain),
            ("citation", &self.citation),
            ("attribution", &self.attribution),
        ] {
            require(!text.trim().is_empty(), &[Key(key)], format!("{key} is empty"))?;
        }
        let licence = &self.licence.summary;
        require(!licence.trim().is_empty(), &[Key("licence"), Key("summary")], "no licence")
    }

    fn items_are_sound(&self) -> Sound {
        require(self.items.len() <= MOST_ITEMS, &[Key("items")], "more than 200 items")?;
        if let Err(n) = once(self.items.iter().map(|item| &item.id)) {
            return require(false, &[Key("items"), At(n), Key("id")], "this id stands twice");
        }
        let worded = self.items.iter().any(|item| item.text.is_some());
        self.answers_are_sound(&self.options, &[Key("options")], worded)?;
        for (n, item) in self.items.iter().enumerate() {
            let at = |key| [Key("items"), At(n), Key(key)];
            let text = item.text.as_deref().map_or(!worded, |text| !text.trim().is_empty());
            require(text, &at("text"), "an item has no text, though others have")?;
            if let Some(options) = &item.options {
                self.answers_are_sound(options, &at("options"), worded)?;
            }
            let options = self.options_of(item);
            let where_from = if item.options.is_some() { "an item" } else { "the measure" };
            let reason = format!("{where_from} needs at least two answers");
            require(options.len() >= 2, &at("id"), reason)?;
            let (least, most) = self.ends(item);
            let risk = item.risk_at_least.is_none_or(|from| (least..=most).contains(&from));
            require(risk, &at("risk_at_least"), format!("the answers are {least} to {most}"))?;
            if let Some(rule) = &item.asked_if {
                self.rule_is_sound(n, rule, (least, most))?;
            }
        }
        Ok(())
    }

    fn answers_are_sound(&self, options: &[super::Choice], at: &[Step], worded: bool) -> Sound {
        let into = |n, key| [at, &[At(n), Key(key)]].concat();
        if let Err(n) = once(options.iter().map(|option| option.score)) {
            return require(false, &into(n, "score"), "two answers count the same");
        }
        for (n, option) in options.iter().enumerate() {
            require(
                option.score <= MOST_ANSWER,
                &into(n, "score"),
                "an answer counts at most 100",
            )?;
            let text = !worded || !option.text.trim().is_empty();
            require(text, &into(n, "text"), "an answer has no text")?;
        }
        Ok(())
    }

    fn rule_is_sound(&self, n: usize, rule: &AskedIf, (least, most): (u8, u8)) -> Sound {
        let at = |key| [Key("items"), At(n), Key("asked_if"), Key(key)];
        let earlier = rule.any.iter().all(|number| (1..=n).contains(number));
        require(earlier && !rule.any.is_empty(), &at("any"), "it names items before this one")?;
        let counts = rule.otherwise.is_none_or(|counts| (least..=most).contains(&counts));
        require(counts, &at("otherwise"), format!("the answers are {least} to {most}"))
    }

    fn known(&self, items: &[usize], at: &[Step]) -> Sound {
        let known = items.iter().all(|number| self.item(*number).is_some());
        require(known, at, format!("there are {} items, counted from 1", self.items.len()))?;
        require(once(items).is_ok(), at, "an item stands twice")
    }

    fn scales_are_sound(&self) -> Sound {
        if let Err(n) = once(self.scales.iter().map(|scale| &scale.id)) {
            return require(false, &[Key("scales"), At(n), Key("id")], "this id stands twice");
        }
        let octants = self.scoring == Scoring::Octants;
        for (n, scale) in self.scales.iter().enumerate() {
            let at = |key| [Key("scales"), At(n), Key(key)];
            self.known(&scale.items, &at("items"))?;
            require(!scale.items.is_empty(), &at("items"), "a scale without items")?;
            let same = scale.items.len() == self.scales[0].items.len();
            require(!octants || same, &at("items"), "octants have the same number of items")?;
            let turn = scale.angle.is_none_or(|angle| angle <= 360);
            require(turn, &at("angle"), "an angle is 0 to 360 degrees")?;
            require(
                scale.angle.is_some() == octants,
                &at("id"),
                "octants have angles, others none",
            )?;
            if let Some(bands) = &scale.bands {
                self.bands_are_sound(bands, &at("bands"), self.range_of(&scale.items))?;
            }
        }
        if octants {
            require(self.scales.len() == 8, &[Key("scales")], "there are eight octants")?;
            let angles = once(self.scales.iter().filter_map(|scale| scale.angle.map(|a| a % 360)));
            require(angles.is_ok(), &[Key("scales")], "two octants have one angle")?;
        }
        Ok(())
    }

    fn method_is_sound(&self) -> Sound {
        let factor = (1..=MOST_TIMES).contains(&self.times);
        require(factor, &[Key("times")], "a sum is multiplied by 1 to 100")?;
        let multiplied = self.times == 1 || self.scoring == Scoring::Sum;
        require(multiplied, &[Key("times")], "only a sum is multiplied")?;
        if let Scoring::Decision(decision) = &self.scoring {
            let at = [Key("scoring"), Key("decision"), Key("outcomes")];
            require(!self.items.is_empty(), &at, "an outcome needs items")?;
            let Some(last) = decision.outcomes.last() else {
                return require(false, &at, "no outcome");
            };
            require(
                last.any.is_empty(),
                &at,
                "the last outcome is for all others: it asks nothing",
            )?;
            for (n, outcome) in decision.outcomes.iter().enumerate() {
                let at = [&at[..], &[At(n)]].concat();
                require(!outcome.label.trim().is_empty(), &at, "an outcome without a name")?;
                self.known(&outcome.any, &at)?;
                let asks = !outcome.any.is_empty() || n + 1 == decision.outcomes.len();
                require(asks, &at, "an outcome that asks nothing hides those after it")?;
            }
        }
        let Some(rule) = &self.proration else { return Ok(()) };
        let at = |key| [Key("proration"), Key(key)];
        let some = (1..self.items.len()).contains(&rule.most_missing);
        require(some, &at("most_missing"), "at least one is missing, and not all")?;
        self.known(&rule.only, &at("only"))?;
        let scales = rule.over == Over::Form || self.is_made_of_scales();
        require(scales, &at("over"), "each item must be in just one scale")?;
        let summed = matches!(self.scoring, Scoring::Sum | Scoring::Mean);
        require(summed, &[Key("proration")], "only a sum and a mean can be estimated")
    }

    fn range_is_sound(&self) -> Sound {
        let (least, most) = self.range;
        let at = [Key("range")];
        require(least < most, &at, "the range is from the smallest to the largest value")?;
        self.in_its_unit(least, &at).and_then(|()| self.in_its_unit(most, &at))?;
        if !self.items.is_empty() {
            let all: Vec<usize> = (1..=self.items.len()).collect();
            let (from, to) = self.range_of(&all);
            require((least, most) == (from, to), &at, format!("the items make {from} to {to}"))?;
        }
        let Some(bands) = &self.bands else { return Ok(()) };
        self.bands_are_sound(bands, &[Key("bands")], self.range)
    }

    fn in_its_unit(&self, figure: Decimal, at: &[Step]) -> Sound {
        let whole = self.unit() == Unit::Hundredths || figure.is_whole();
        require(whole, at, format!("{figure}: this measure counts whole points"))
    }

    fn bands_are_sound(&self, bands: &Bands, at: &[Step], range: (Decimal, Decimal)) -> Sound {
        let list = [at, &[Key("list")]].concat();
        let (Some(first), Some(last)) = (bands.list.first(), bands.list.last()) else {
            return require(false, &list, "no band");
        };
        let step = bands.step();
        let fine =
            if self.unit() == Unit::Points { step == 100 } else { [1, 10, 100].contains(&step) };
        require(fine, &[&list[..], &[At(1)]].concat(), "a gap between the first two bands")?;
        for (n, band) in bands.list.iter().enumerate() {
            let here = |key| [&list[..], &[At(n), Key(key)]].concat();
            self.in_its_unit(band.min, &here("min"))?;
            self.in_its_unit(band.max, &here("max"))?;
            require(band.min <= band.max, &here("max"), "a band ends before it begins")?;
            require(!band.label.trim().is_empty(), &here("label"), "a band without a name")?;
            let before = n.checked_sub(1).and_then(|n| bands.list.get(n));
            let follows =
                before.is_none_or(|b| b.max.in_hundredths() + step == band.min.in_hundredths());
            require(follows, &here("min"), "the bands leave a gap or overlap")?;
        }
        let from = first.min == range.0;
        let begin = [&list[..], &[At(0), Key("min")]].concat();
        require(from, &begin, format!("the bands begin at {}", range.0))?;
        let end = [&list[..], &[At(bands.list.len() - 1), Key("max")]].concat();
        require(last.max == range.1, &end, format!("the bands end at {}", range.1))
    }

    fn figures_are_sound(&self) -> Sound {
        if let Err(n) = once(self.cuts.iter().map(|cut| &cut.name)) {
            return require(false, &[Key("cuts"), At(n), Key("name")], "this name stands twice");
        }
        for (n, cut) in self.cuts.iter().enumerate() {
            let at = [Key("cuts"), At(n), Key("at")];
            let figure = cut.at.figure();
            let within = (self.range.0..=self.range.1).contains(&figure);
            require(within, &at, "the cut-off lies outside the range")?;
            self.in_its_unit(figure, &at)?;
        }
        for (key, change) in
            [("reliable_change", &self.reliable_change), ("matters", &self.matters)]
        {
            let some = change.as_ref().is_none_or(|change| change.value > Decimal::default());
            require(some, &[Key(key), Key("value")], "a change is more than nothing")?;
        }
        let figures = &self.reliability;
        for (key, figure) in [("alpha", &figures.alpha), ("retest", &figures.retest)] {
            let at = [Key("reliability"), Key(key), Key("value")];
            let within = figure.as_ref().is_none_or(|figure| (0.0..=1.0).contains(&figure.value));
            require(within, &at, "it lies between 0 and 1")?;
        }
        let sd = figures.sd.as_ref().is_none_or(|sd| sd.value > 0.0);
        require(sd, &[Key("reliability"), Key("sd"), Key("value")], "it is more than 0")?;
        let risk = self
            .risk_value_at_least
            .is_none_or(|from| (self.range.0..=self.range.1).contains(&self.decimal(from)));
        require(risk, &[Key("risk_value_at_least")], "it lies outside the range")
    }
}
