//! What README shows is what the program prints: for each shown command, the shown lines stand in its output, in order;
//! `...` stands for any number of lines and `…` for the rest of
//! one. The rule pack that it shows is loaded and its examples pass.

mod program;

use program::{fresh, run};
use std::io::Write;

const README: &str = include_str!("../README.md");

fn blocks<'a>(kind: &str) -> impl Iterator<Item = &'a str> {
    let fence = format!("```{kind}\n");
    README.split("\n```").filter_map(move |part| {
        format!("```{}", part.trim_start_matches('`')).strip_prefix(&fence).map(str::len).map(|length| &part[part.len() - length..])
    })
}

#[test]
fn shown_output_is_printed() {
    let mut shown = 0;
    for block in blocks("console") {
        let (command, expected) = block.split_once('\n').unwrap();
        let arguments: Vec<&str> = command.strip_prefix("$ cargo run --release -- ").unwrap().split(' ').collect();
        let printed = run(&arguments, b"").out;
        let mut lines = printed.lines();
        for line in expected.lines().filter(|line| *line != "...") {
            let shown = |printed: &str| line.strip_suffix('…').map_or(printed == line, |start| printed.starts_with(start));
            assert!(lines.any(shown), "not printed, or not in this order: {line}\n{printed}");
        }
        shown += 1;
    }
    assert!(shown >= 2);
}

#[test]
fn the_pack_that_is_shown_works() {
    let pack = blocks("toml").next().unwrap();
    let file = fresh("readme-pack").join("evacuation.toml");
    std::fs::write(&file, pack).unwrap();
    let file = file.display().to_string();
    let tested = run(&["rules", "test", "--rule", "evacuation", &file], b"");
    assert_eq!(tested.status, 0, "{}{}", tested.out, tested.err);
    let used = run(&["extract", "--rules", &file], b"Rescuers evacuated 40 people from Lima on Monday.");
    assert!(used.out.contains("\"kind\":\"evacuation\""), "{}", used.out);
}

#[test]
fn the_query_that_is_shown_joins_the_tables() {
    let query = README.lines().find_map(|line| line.split('`').find(|code| code.starts_with("SELECT "))).expect("a query");
    let folder = fresh("readme-tables");
    let tables = folder.join("t").display().to_string();
    assert_eq!(run(&["extract", "fixtures", "--format", "csv", "--output-dir", &tables], b"").status, 0);
    let script = "import duckdb, sys\nfor row in duckdb.sql(sys.argv[1]).fetchall(): print(row)";
    let asked = std::process::Command::new("python3").args(["-c", script, query]).current_dir(&folder).output();
    match asked {
        Ok(answer) if answer.status.success() => {
            let rows = String::from_utf8_lossy(&answer.stdout);
            assert!(rows.contains("Mexico sends 37 more cartel suspects") && rows.contains("'rendition'"), "{rows}");
        }
        Ok(answer) if !String::from_utf8_lossy(&answer.stderr).contains("No module named 'duckdb'") => {
            panic!("{query}\n{}", String::from_utf8_lossy(&answer.stderr));
        }
        _ => writeln!(std::io::stderr(), "SKIPPED: python3 with duckdb is not installed, so README's query was not run").unwrap(),
    }
}
