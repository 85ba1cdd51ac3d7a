//! Outcomes of anybody's file: what is printed, what is counted out, and which cell is wrong.

use std::{fs, io::Write, process::Stdio};

use serde_json::Value;

use crate::{openipt, run, words};

/// Beck Depression Inventory of the first cases of Claus, Scherbaum & Bonnet (2020), as the R
/// package clinicalsignificance prints them, case 4 without a score after. The notes are ours.
const CLAUS: &str = "\u{feff}id,note,time,bdi,arm\r\n\
    1,\"tired, he says\",1,33,TAU\r\n1,,2,28,TAU\r\n1,,4,27,TAU\r\n\
    2,\"two\r\nlines\",1,26,PA\r\n2,,4,19,PA\r\n3,,1,15,PA\r\n3,,4,5,PA\r\n\
    4,,1,20,PA\r\n4,,4,NA,PA\r\n5,,1,39,TAU\r\n5,,4,46,TAU\r\n6,,1,22,PA\r\n6,,4,28,PA\r\n\
    7,,1,25,TAU\r\n7,,4,18,TAU\r\n8,,1,33,PA\r\n8,,4,30,PA\r\n9,,1,23,TAU\r\n9,,4,8,TAU\r\n\
    10,,1,47,PA\r\n10,,4,24,PA\r\n11,,1,43,TAU\r\n11,,4,13,TAU\r\n";

struct File(tempfile::NamedTempFile);

impl File {
    fn of(text: impl AsRef<[u8]>) -> Self {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), text).expect("written");
        Self(file)
    }

    fn path(&self) -> &str {
        self.0.path().to_str().expect("a path")
    }

    /// Standard output of a command that must succeed.
    fn gives(&self, command: &str) -> String {
        let output = run(&self.arguments(command));
        assert!(output.status.success(), "{}", words(&output.stderr));
        words(&output.stdout)
    }

    fn json(&self, command: &str) -> Value {
        serde_json::from_str(&self.gives(&format!("{command} --json"))).expect("one JSON object")
    }

    /// The message of a command that must end with 2 and print nothing else.
    fn refuses(&self, command: &str) -> String {
        let output = run(&self.arguments(command));
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(output.stdout.is_empty(), "{command}");
        words(&output.stderr)
    }

    fn arguments<'a>(&'a self, command: &'a str) -> Vec<&'a str> {
        let mut arguments = vec!["outcomes"];
        arguments.extend(command.split(' '));
        arguments.extend(["--input", self.path()]);
        arguments
    }
}

const CHANGE: &str = "change --id id --time time --score bdi --pre 1 --post 4 --direction lower";

#[test]
fn change_is_listed_with_all_that_was_used() {
    let file = File::of(CLAUS);
    let jt = format!("{CHANGE} --method jt --reliability 0.8");
    let text = file.gives(&format!("{jt} --sd 8.16 --cutoff 19.16 --group arm"));
    insta::assert_snapshot!("change", text);
    let found = file.json(&format!("{jt} --sd 8.16 --cutoff 19.16 --group arm"));
    let classes: Vec<&str> =
        cases(&found).map(|case| case["class"].as_str().unwrap_or("")).collect();
    let mut expected = vec!["unchanged"; 7];
    expected.extend(["recovered", "improved", "recovered"]);
    assert_eq!(classes, expected, "as the package classes them");
    assert_eq!(found["counts"]["recovered"], 2);
    assert_eq!(found["counts"]["not_clinical_before"], 1);
    assert_eq!(found["groups"]["PA"]["cases"], 5);
    assert_eq!(found["exclusions"]["score missing after"], 1);
    assert_eq!(found["rows"]["at_other_times"], 1);
    assert_eq!(found["parameters"]["sd"]["from"], "given");
    let case = &found["cases"][0];
    assert_eq!(
        (&case["id"], &case["pre"], &case["group"]),
        (&"1".into(), &33.0.into(), &"TAU".into())
    );

    let own = file.json(&format!("{jt} --cutoff a"));
    assert_eq!(own["parameters"]["sd"]["from"], "sample before, n - 1");
    let without = file.json(&jt);
    assert!(
        without["counts"]["clinical_before"].is_null() && without["parameters"]["cutoff"].is_null()
    );
}

#[test]
fn every_method_answers() {
    let file = File::of(CLAUS);
    let norm = "--functional-mean 8 --functional-sd 8 --cutoff c";
    for method in ["jt", "en", "gln", "hll", "nk", "ha"] {
        let found = file.json(&format!("{CHANGE} --method {method} --reliability 0.8 {norm}"));
        assert_eq!(found["parameters"]["method"], method);
        assert_eq!(cases(&found).count(), 10, "{method}");
    }
    let found = file.json(&format!("{CHANGE} --method percent --percent-deteriorated 20"));
    let better = cases(&found).filter(|case| case["class"] == "improved").count();
    assert_eq!((better, &found["counts"]["deteriorated"]), (3, &1.into()), "9, 3 and 11; 6");
}

#[test]
fn the_order_of_rows_changes_nothing_but_the_order_of_cases() {
    let command = format!("{CHANGE} --method ha --reliability 0.8 --cutoff a --group arm");
    let simple = CLAUS.replace("\r\nlines", " lines");
    let (header, rows) = simple.split_once("\r\n").expect("a header");
    let turned: Vec<&str> = rows.lines().rev().collect();
    let turned = File::of(format!("{header}\n{}\n", turned.join("\n"))).json(&command);
    let straight = File::of(simple.as_bytes()).json(&command);
    for part in ["parameters", "counts", "groups", "exclusions", "rows", "effect"] {
        assert_eq!(turned[part], straight[part], "{part}");
    }
    for case in cases(&straight) {
        assert!(cases(&turned).any(|other| other == case), "{case}");
    }
}

fn cases(found: &Value) -> impl Iterator<Item = &Value> {
    found["cases"].as_array().into_iter().flatten()
}

#[test]
fn a_wrong_cell_is_named_by_line_and_column() {
    let jt = format!("{CHANGE} --method jt --reliability 0.8");
    let wrong = |from: &str, to: &str| {
        assert!(CLAUS.contains(from));
        File::of(CLAUS.replacen(from, to, 1)).refuses(&format!("{jt} --group arm"))
    };
    // The second note is of two lines, so that case 9 begins on line 20 before and 21 after.
    for (from, to, expected) in [
        ("9,,1,23,", "9,,1,\"23,5\",", "line 20, column 4 (bdi): \"23,5\" is not a number"),
        ("9,,1,23,", "9,,1,inf,", "line 20, column 4 (bdi)"),
        ("9,,1,23,", ",,1,23,", "line 20, column 1 (id): a row must say whose it is"),
        ("9,,4,8,", "9,,1,8,", "line 21, column 3 (time): 9 has 1 on line 20 already"),
        ("9,,4,8,TAU", "9,,4,8,PA", "line 21, column 5 (arm): 9 is in another group on line 20"),
        ("9,,4,8,TAU", "9,,4,8", "line 21, column 5 (arm): the row has 4 columns, the header 5"),
    ] {
        let message = wrong(from, to);
        assert!(message.contains(expected), "{message}");
    }
    let mut bytes = CLAUS.replace("9,,1,23", "9,,1,?").into_bytes();
    let place = bytes.iter().position(|byte| *byte == b'?').expect("there");
    bytes[place] = 0xff;
    let message = File::of(bytes).refuses(&jt);
    assert!(message.contains("line 20, column 4 (bdi): this is not UTF-8 text"), "{message}");
    // Empty lines count as lines, and a bare CR ends one.
    for (text, line) in [("id,time,bdi\n\n\n1,1,x\n", 4), ("id,time,bdi\r1,1,2\r1,4,x\r", 3)] {
        let message = File::of(text).refuses(&jt);
        assert!(message.contains(&format!("line {line}, column 3 (bdi): \"x\"")), "{message}");
    }
}

#[test]
fn what_cannot_be_computed_says_why() {
    let file = File::of(CLAUS);
    for (command, expected) in [
        (format!("{CHANGE} --method jt"), "needs --reliability"),
        (format!("{CHANGE} --method jt --reliability 1.1"), "reliability must lie between 0 and 1"),
        (format!("{CHANGE} --method jt --reliability 0.8 --cutoff c"), "--functional-mean"),
        (format!("{CHANGE} --method jt --reliability 0.8 --cutoff d"), "a, b, c or a number"),
        (format!("{CHANGE} --method jt --reliability 0.8 --group sex"), "no column sex; there are"),
        (CHANGE.replace("--post 4", "--post 9 --method percent"), "other times there: 2, 4"),
        (CHANGE.replace("--post 4", "--post 1 --method percent"), "are the same time"),
    ] {
        let message = file.refuses(&command);
        assert!(message.contains(expected), "{message}");
    }
    let twice = File::of("id,time,bdi,bdi\n");
    let message = twice.refuses(&format!("{CHANGE} --method percent"));
    assert!(message.contains("columns 3 and 4 are both bdi"), "{message}");
    let one = File::of("id,time,bdi\n1,1,20\n1,4,10\n");
    let message = one.refuses(&format!("{CHANGE} --method jt --reliability 0.8"));
    assert!(message.contains("1 complete cases; at least 2 are needed"), "{message}");
}

#[test]
fn people_who_cannot_be_used_are_counted_by_reason() {
    let file = File::of(
        "id,time,bdi,arm\nA,1,20,x\nA,4,10,x\nB,1,22,x\nB,4,12,\nC,1,21,x\nD,4,11,x\n\
         E,1,,x\nE,4,12,x\nF,1,20,x\nF,4,NaN,x\nG,1,18,\nG,4,9,na\nH,1,0,x\nH,4,3,x\nI,,9,x\n",
    );
    let found = file.json(&format!("{CHANGE} --method percent --group arm"));
    let expected = serde_json::json!({
        "no group": 1, "no row after": 1, "no row before": 1, "score before not above 0": 1,
        "score missing after": 1, "score missing before": 1,
    });
    assert_eq!(found["exclusions"], expected);
    assert_eq!(found["rows"]["without_time"], 1);
    assert_eq!(found["counts"]["cases"], 2, "B is in the group of one of its rows");
}

#[test]
fn a_pipe_is_read_like_a_file_and_its_lines_are_known() {
    let give = |text: &str| {
        let jt = format!("outcomes {CHANGE} --method jt --reliability 0.8 --input /dev/stdin");
        let mut child = openipt()
            .args(jt.split(' '))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        let mut stdin = child.stdin.take().expect("piped");
        stdin.write_all(text.as_bytes()).expect("written");
        drop(stdin);
        child.wait_with_output().expect("ends")
    };
    assert!(words(&give(CLAUS).stdout).contains("all: 10 cases"));
    let output = give(&CLAUS.replace("9,,1,23", "9,,1,?"));
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("line 20, column 4"), "{}", words(&output.stderr));
}

/// Cases 1 and 2 are examples of the R package suddengains; the others are ours.
#[test]
fn sudden_gains_are_found_and_the_rest_is_counted() {
    let file = File::of(
        "id,s1,s2,s3,s4,s5,s6\n1,32,31,33,5,6,7\n2,NA,31,33,5,,7\nVera,20,20,20,20,20,20\nMo,9,,,,,4\n",
    );
    let gains = "gains --id id --sessions s1,s2,s3,s4,s5,s6 --cutoff 7 --percent 25";
    insta::assert_snapshot!("gains", file.gives(gains));
    let found = file.json(gains);
    let counts = serde_json::json!({
        "cases": 3, "with_sudden_gain": 2, "sudden_gains": 2, "steps_examined": 7,
    });
    assert_eq!(found["counts"], counts);
    assert_eq!(found["exclusions"]["too few scores to examine any step"], 1);
    let step = &found["cases"][0]["steps"][1];
    assert_eq!((&step["from"], &step["points"]), (&"s3".into(), &28.0.into()));
    assert_eq!(step["sudden_gain"], true);

    let message = file.refuses("gains --id id --sessions s1,s2,s3 --cutoff 7");
    assert!(message.contains("at least four sessions"), "{message}");
    let twice = File::of("id,a,b,c,d\n1,9,9,9,9\n1,9,9,9,9\n");
    let message = twice.refuses("gains --id id --sessions a,b,c,d --cutoff 7");
    assert!(message.contains("line 3, column 1 (id): 1 has a row on line 2 already"), "{message}");
    let bad = File::of("id,a,b,c,d\n1,9,9,many,9\n");
    let message = bad.refuses("gains --id id --sessions a,b,c,d --cutoff 7");
    assert!(message.contains("line 2, column 4 (c): \"many\" is not a number"), "{message}");
}

/// R's `survival::aml`; the numbers are held in the crate's own tests.
#[test]
fn survival_is_tabled_and_groups_are_compared() {
    let mut text = "time,status,x\n".to_owned();
    for (group, times) in [
        ("Maintained", "9 13 13+ 18 23 28+ 31 34 45+ 48 161+"),
        ("Nonmaintained", "5 5 8 8 12 16+ 23 27 30 33 43 45"),
    ] {
        for time in times.split(' ') {
            let event = u8::from(!time.ends_with('+'));
            text.push_str(&format!("{},{event},{group}\n", time.trim_end_matches('+')));
        }
    }
    text.push_str("NA,1,Maintained\n5,,Maintained\n5,1,\n");
    let file = File::of(&text);
    let survival = "survival --time time --event status --group x";
    insta::assert_snapshot!("survival", file.gives(survival));
    let found = file.json(survival);
    assert_eq!(found["log_rank"]["degrees"], 1);
    assert_eq!(found["curves"][0]["median"]["at"], 31.0);
    let missing = serde_json::json!({ "event missing": 1, "no group": 1, "time missing": 1 });
    assert_eq!(found["exclusions"], missing);
    for (row, expected) in [
        ("-1,1,x\n", "column 1 (time): a time cannot be below 0"),
        ("1,maybe,x\n", "column 2 (status): \"maybe\" is neither 1 nor 0"),
    ] {
        let message = File::of(format!("{text}{row}")).refuses(survival);
        assert!(message.contains(&format!("line 28, {expected}")), "{message}");
    }
}
