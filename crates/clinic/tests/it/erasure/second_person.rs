//! Nobody erases alone, and nobody is both persons.

use super::*;

#[test]
fn nobody_erases_alone() {
    let world = world();
    let (course, client) = closed(&world, "Maren");
    in_germany(&world);
    years_later(&world, 10);
    let tomas = about(&world, &world.tomas, client);
    world.clinic.ask_erasure(&tomas, &asking("")).expect("asked");
    let seen = request(&world, client);
    let alone = obstacle(world.clinic.confirm_erasure(&tomas, &world.fresh(), seen));
    assert_eq!(alone, Some(Obstacle::SamePerson));
    // Nor by an account that was made for it.
    world.clock.set(world.clinic.now() + jiff::SignedDuration::from_mins(1));
    let puppet = administrator(&world, "Tomas Weil", "tomas2");
    let made_for_it = obstacle(world.clinic.confirm_erasure(
        &about(&world, &puppet, client),
        &crate::fresh(&world.clinic, &puppet),
        seen,
    ));
    assert_eq!(made_for_it, Some(Obstacle::TooNew));
    // Nobody else is there: it is for who leads the course, and for nobody else.
    let foreign = world.clinic.may::<clinic::TheCourse, Write>(&world.mallory, course, "erasure");
    assert!(matches!(foreign, Err(Problem::NotYours)));
    for stranger in [&world.ruth, &world.mallory] {
        let none = world.clinic.may::<TheRetention, Read>(stranger, client, "erasure");
        assert!(matches!(none, Err(Problem::NotYours)));
    }
    let leading = world.working(course);
    let another = obstacle(world.clinic.confirm_erasure_leading(
        &leading,
        &crate::fresh(&world.clinic, &world.ruth),
        Uuid::new_v4(),
    ));
    assert_eq!(another, Some(Obstacle::NotAsked), "not what was seen");
    world
        .clinic
        .confirm_erasure_leading(&leading, &crate::fresh(&world.clinic, &world.ruth), seen)
        .expect("erased");
    let staff: Access<TheAccounts, Read> =
        world.clinic.may(&world.tomas, (), "clients").expect("may");
    let erased = world.clinic.erased(&staff);
    let [erased] = &erased[..] else { panic!("one") };
    assert_eq!((erased.asked_by, erased.confirmed_by), (world.tomas.id(), world.ruth.id()));
    assert_eq!(erased.reason, Some(Reason::ClientAsked));

    // Where another administrator was there when it was asked, it is for them.
    let (course, client) = closed(&world, "Noor");
    years_later(&world, 10);
    let tomas = about(&world, &world.tomas, client);
    world.clinic.ask_erasure(&tomas, &asking("")).expect("asked");
    let seen = request(&world, client);
    let leads = obstacle(world.clinic.confirm_erasure_leading(
        &world.working(course),
        &crate::fresh(&world.clinic, &world.ruth),
        seen,
    ));
    assert_eq!(leads, Some(Obstacle::AnotherAdministrator));
    world.clinic.withdraw_erasure(&about(&world, &puppet, client)).expect("withdrawn");
    let late = obstacle(world.clinic.confirm_erasure(
        &about(&world, &puppet, client),
        &crate::fresh(&world.clinic, &puppet),
        seen,
    ));
    assert_eq!(late, Some(Obstacle::NotAsked));
}

#[test]
fn who_set_up_the_second_step_after_it_was_asked_does_not_confirm() {
    let world = world();
    let (course, client) = closed(&world, "Maren");
    in_germany(&world);
    years_later(&world, 10);
    let tomas = about(&world, &world.tomas, client);
    world.clinic.ask_erasure(&tomas, &asking("")).expect("asked");
    let seen = request(&world, client);
    world.clock.set(world.clinic.now() + jiff::SignedDuration::from_mins(1));
    // The asker may have recovered the therapist's way in.
    let (ruth, ..) = crate::second_step::set_up_by(&world, "ruth");
    let fresh = world.clinic.fresh(&ruth.actor, &ruth.token).expect("just given");
    let leading = world.working(course);
    let leads = obstacle(world.clinic.confirm_erasure_leading(&leading, &fresh, seen));
    assert_eq!(leads, Some(Obstacle::TooNew));
    world.clinic.withdraw_erasure(&tomas).expect("taken back");
    world.clock.set(world.clinic.now() + jiff::SignedDuration::from_mins(1));
    world.clinic.ask_erasure(&tomas, &asking("")).expect("asked anew");
    let seen = request(&world, client);
    world.clinic.confirm_erasure_leading(&leading, &fresh, seen).expect("erased");
}
