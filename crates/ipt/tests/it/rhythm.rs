//! Weeks of the social rhythm: who has them, what they hold, and how alike their days are.

use ipt::{
    Command,
    artefact::Artefact,
    social_rhythm::{Anchor, RhythmDay, RhythmWeek, Weekday},
};
use jiff::civil::{Date, Time, time};

use crate::{story::*, variants::refused};

/// So many days after the first Monday of the stories.
pub fn monday(after: i64) -> Date {
    day(4 + after)
}

fn rhythm_day(weekday: Weekday, out: Time, to_bed: Time) -> RhythmDay {
    let (out_of_bed, to_bed) = (Some(out), Some(to_bed));
    RhythmDay { weekday: Some(weekday), out_of_bed, to_bed, ..RhythmDay::default() }
}

/// A week of the rhythm from so many days after a Monday.
pub fn rhythm(after: i64, days: &[Weekday]) -> (Story, Command) {
    let mut story = in_variant("ipsrt");
    story.later(11);
    let days = days.iter().map(|day| rhythm_day(*day, time(7, 0, 0, 0), time(23, 0, 0, 0)));
    let content = RhythmWeek { days: days.collect(), ..RhythmWeek::default() };
    (story, Command::WriteRhythm { week: monday(after), content })
}

#[test]
fn a_week_of_the_rhythm_has_each_day_once_and_is_of_its_variant() {
    use Weekday::{Friday, Monday};
    let (mut story, week) = rhythm(0, &[Monday, Friday]);
    let (_, elsewhere) = rhythm(0, &[Monday]);
    let (policy, names) = refused(&in_variant("ipt_standard"), elsewhere).expect("not of it");
    assert_eq!(
        (policy, names.as_str()),
        ("variant-has", "Interpersonal and social rhythm therapy")
    );
    assert_eq!(story.refusal(rhythm(0, &[Monday, Monday]).1), Some("rhythm-week"));
    assert_eq!(story.refusal(rhythm(0, &[]).1), Some("rhythm-week"));
    assert_eq!(story.refusal(rhythm(14, &[Monday]).1), Some("not-in-future"));
    assert_eq!(story.refusal(rhythm(7, &[Friday]).1), Some("not-in-future"), "a day to come");
    story.act(rhythm(7, &[Monday]).1).act(week.clone()).act(week);
    let kept: Vec<_> = story.course.rhythms.iter().map(|k| (k.week, k.revision)).collect();
    assert_eq!(kept, [(monday(0), 2), (monday(7), 1)]);
    story.act(Command::StrikeRhythm { week: monday(7) });
    assert!(story.course.rhythm(monday(7)).is_none());
}

#[test]
fn a_night_does_not_begin_a_new_day_but_an_early_morning_does() {
    let days = vec![
        rhythm_day(Weekday::Monday, time(3, 30, 0, 0), time(23, 0, 0, 0)),
        rhythm_day(Weekday::Tuesday, time(7, 0, 0, 0), time(0, 30, 0, 0)),
    ];
    let week = RhythmWeek { days, ..RhythmWeek::default() };
    let spread = |anchor| week.spread(anchor).map(|s| (s.from, s.to, s.days));
    assert_eq!(spread(Anchor::OutOfBed), Some((210, 420, 2)));
    assert_eq!(spread(Anchor::ToBed), Some((1380, 1470, 2)));
    assert_eq!(spread(Anchor::Dinner), None);
    // What was typed comes back as it was typed.
    let form = week.to_form();
    assert_eq!(form.get("days.1.to_bed"), Some(&vec!["00:30".to_owned()]));
    assert_eq!(RhythmWeek::read(&form), Ok(week));
    let wrong = [
        ("days.0.weekday".to_owned(), vec!["monday".to_owned()]),
        ("days.0.dinner".to_owned(), vec!["late".to_owned()]),
    ];
    assert!(RhythmWeek::read(&wrong.into()).is_err());
}

#[test]
fn the_usual_time_is_not_moved_by_one_odd_night_and_near_is_three_quarters_of_an_hour() {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let week = |times: &[(Weekday, Time)]| {
        let days = times.iter().map(|(day, bed)| rhythm_day(*day, time(7, 0, 0, 0), *bed));
        RhythmWeek { days: days.collect(), ..RhythmWeek::default() }
    };
    let usual = |times: &[(Weekday, Time)]| {
        week(times).spread(Anchor::ToBed).and_then(|spread| spread.usual)
    };
    let at = |hour, minute| time(hour, minute, 0, 0);
    let odd = [(Monday, at(23, 0)), (Tuesday, at(23, 30)), (Wednesday, at(4, 0))];
    assert_eq!(usual(&odd), Some((23 * 60 + 30, 2)), "the night at four is not near");
    assert_eq!(usual(&odd[..2]), None, "two days have no usual time");
    let edge = [(Thursday, at(22, 15)), (Friday, at(23, 0)), (Saturday, at(23, 45))];
    assert_eq!(usual(&edge), Some((1380, 3)), "45 minutes to either side are near");
    let past = [(Thursday, at(22, 14)), (Friday, at(23, 0)), (Saturday, at(23, 46))];
    assert_eq!(usual(&past), Some((1380, 1)));
    // Of an even number the earlier of the middle two; over midnight the night goes on.
    let even =
        [(Monday, at(23, 0)), (Sunday, at(0, 30)), (Friday, at(23, 50)), (Tuesday, at(1, 0))];
    assert_eq!(usual(&even), Some((23 * 60 + 50, 2)));
    assert_eq!(usual(&[(Monday, at(23, 0)); 7]), Some((1380, 7)));
}
