//! The command line through the real program: what is printed where, and the exit status.

mod program;

use program::{fresh, run, run_in};
use serde_json::Value;
use std::fs;

const ARTICLE: &str = "Peru extradited two men to Chile on Monday, the justice ministry said.\n";

fn records(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn one_file_gives_one_record() {
    let run = run(&["extract", "fixtures/handover/input.html"], b"");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let records = records(&run.out);
    assert_eq!((records.len(), &records[0]["format"], &records[0]["source"]["path"]), (1, &"dateline/1".into(), &"fixtures/handover/input.html".into()));
}

#[test]
fn standard_input_is_read_when_piped_or_named() {
    for arguments in [&["extract"][..], &["extract", "-"]] {
        let run = run(arguments, ARTICLE.as_bytes());
        assert_eq!(run.status, 0, "{}", run.err);
        let record = &records(&run.out)[0];
        assert!(record["source"].get("path").is_none() && record["article"]["text"].as_str().unwrap().starts_with("Peru extradited"));
    }
}

#[test]
fn forms_of_output() {
    let pretty = run(&["extract", "--format", "json"], ARTICLE.as_bytes()).out;
    assert!(pretty.starts_with("{\n  \"format\": \"dateline/1\""));
    let summary = run(&["extract", "--format", "summary", "fixtures/opinion"], b"").out;
    assert!(summary.starts_with("Prisons are not the answer we think they are\n"), "{summary}");
}

#[test]
fn bad_input_is_told_in_one_line_and_the_rest_is_written() {
    let folder = fresh("bad-input");
    fs::write(folder.join("a.html"), "").unwrap();
    fs::write(folder.join("b.html"), b"\x89PNG\r\n\x1a\n....").unwrap();
    fs::write(folder.join("c.txt"), ARTICLE).unwrap();
    fs::write(folder.join("d.txt"), " \n\t").unwrap();
    let run = run_in(&folder, &["extract", "."], b"");
    assert_eq!((run.status, records(&run.out).len()), (1, 1));
    let lines: Vec<&str> = run.err.lines().collect();
    assert_eq!(
        lines,
        [
            "dateline: ./a.html: is empty",
            "dateline: ./b.html: is not text: a PNG image",
            "dateline: ./d.txt: holds no text, only white space",
            lines.last().unwrap()
        ]
    );
    assert!(lines[3].starts_with("dateline: 1 read, ") && lines[3].ends_with("3 failed (1 binary, 2 empty)"), "{}", lines[3]);
}

#[test]
fn wrong_usage_is_status_2_and_names_the_option() {
    for (arguments, words) in [
        (&["extract", "--published", "yesterday", "x"][..], "--published"),
        (&["extract", "--format", "xml", "x"], "--format"),
        (&["extract", "--type", "pdf", "x"], "--type"),
        (&["extract", "--jobs", "0", "x"], "--jobs"),
        (&["extract", "--rules", "no-such-pack.toml", "x"], "no-such-pack.toml"),
        (&["extract", "--config", "no-such.toml", "x"], "no-such.toml"),
        (&["nonsense"], "nonsense"),
    ] {
        let run = run(arguments, b"");
        assert!(run.status == 2 && run.err.contains(words) && run.out.is_empty(), "{arguments:?}: {} {}", run.status, run.err);
    }
}

#[test]
fn what_is_missing_is_status_1() {
    let folder = fresh("missing");
    for (path, words) in [("no-such.html", "no-such.html: cannot be read"), (".", "holds no articles")] {
        let run = run_in(&folder, &["extract", path], b"");
        assert!(run.status == 1 && run.err.contains(words) && run.out.is_empty(), "{}", run.err);
    }
}

#[test]
fn output_folders_mirror_the_input_and_nothing_is_overwritten() {
    let folder = fresh("mirror");
    for name in ["in/a/story.html", "in/a/story.txt", "in/b/story.html"] {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), ARTICLE).unwrap();
    }
    assert_eq!(run_in(&folder, &["extract", "in", "--output-dir", "out"], b"").status, 0);
    for name in ["out/a/story.html.json", "out/a/story.txt.json", "out/b/story.html.json"] {
        let record: Value = serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap();
        assert_eq!(record["format"], "dateline/1");
    }
    let again = run_in(&folder, &["extract", "in", "--output-dir", "out"], b"");
    assert!(again.status == 1 && again.err.contains("exists already"), "{}", again.err);
    assert_eq!(run_in(&folder, &["extract", "in", "--output-dir", "out", "--overwrite"], b"").status, 0);
    assert_eq!(run_in(&folder, &["extract", "in/a", "--output", "one.jsonl"], b"").status, 0);
    assert_eq!(records(&fs::read_to_string(folder.join("one.jsonl")).unwrap()).len(), 2);
}

#[test]
fn the_same_bytes_at_any_number_of_jobs() {
    let one = run(&["extract", "fixtures", "--jobs", "1"], b"");
    let eight = run(&["extract", "fixtures", "--jobs", "8"], b"");
    assert!(one.status == 0 && one.out == eight.out && one.out.lines().count() >= 12);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = program::program().args(["extract", "fixtures"]).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_stream_answers_every_line_in_order() {
    let lines = concat!(
        "{\"id\": 1, \"text\": \"Peru extradited two men to Chile.\"}\n",
        "not json\n",
        "{\"id\": \"b\", \"html\": \"<p>Peru extradited two men to Chile.</p>\", \"published\": \"2026-01-20T10:00:00Z\"}\n",
        "{\"id\": \"c\"}\n",
        "{\"id\": \"d\", \"body\": \"Taken as it is. \", \"published\": \"soon\"}\n",
        "{\"id\": [5], \"body\": \"Taken as it is. \"}"
    );
    let run = run(&["extract", "--ndjson"], lines.as_bytes());
    let answers = records(&run.out);
    assert_eq!((run.status, answers.len()), (0, 6), "{}", run.err);
    let ids: Vec<String> = answers.iter().map(|answer| answer["id"].to_string()).collect();
    assert_eq!(ids, ["1", "null", "\"b\"", "\"c\"", "\"d\"", "[5]"]);
    let failed: Vec<bool> = answers.iter().map(|answer| answer.get("error").is_some()).collect();
    assert_eq!(failed, [false, true, false, true, true, false]);
    assert_eq!(answers[5]["article"]["text"], "Taken as it is. ");
}

#[test]
fn every_stage_can_be_shown() {
    for stage in ["article", "text", "tokens", "clauses", "mentions", "frames", "events"] {
        for format in ["text", "jsonl"] {
            let run = run(&["explain", "fixtures/handover/input.html", "--stage", stage, "--format", format], b"");
            assert_eq!((run.status, run.err.as_str()), (0, ""), "{stage} {format}");
        }
        let line = br#"{"id": "x", "body": "Peru extradited two men to Chile on Monday."}"#;
        let run = run(&["explain", "--ndjson", "--stage", stage], line);
        assert_eq!(records(&run.out)[0]["id"], "x", "{stage}");
    }
    let run = run(&["explain", "fixtures/opinion/input.html", "--event", "e99"], b"");
    assert!(run.status == 1 && run.err.contains("has no such event"));
}

#[test]
fn check_tells_what_differs_and_updates() {
    let folder = fresh("check");
    fs::write(folder.join("story.txt"), ARTICLE).unwrap();
    let check = |more: &[&str]| run_in(&folder, &[&["check", "."], more].concat(), b"");
    assert!(check(&[]).err.contains("1 without expectation"));
    assert_eq!(check(&["--update"]).status, 0);
    assert_eq!(check(&[]).status, 0);
    let file = folder.join("story.expected.json");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("dateline/1", "dateline/0")).unwrap();
    let differs = check(&[]);
    assert!(differs.status == 1 && differs.out.contains("format: expected \"dateline/0\", found \"dateline/1\""), "{}", differs.out);
    let github = check(&["--format", "github", "--summary", "summary.md"]);
    assert!(github.out.starts_with("::error file=./story.txt,title=record differs::format: "), "{}", github.out);
    assert!(fs::read_to_string(folder.join("summary.md")).unwrap().contains("**./story.txt**"));
}

#[test]
fn configuration_is_found_upwards_and_checked() {
    let folder = fresh("configuration");
    fs::create_dir_all(folder.join("deep/deeper")).unwrap();
    fs::write(folder.join("deep/deeper/story.txt"), "On Monday, 5 men left.").unwrap();
    fs::write(folder.join("dateline.toml"), "publishd = 2026-01-20\n").unwrap();
    let inside = folder.join("deep/deeper");
    let wrong = run_in(&inside, &["extract", "story.txt"], b"");
    assert!(wrong.status == 2 && wrong.err.contains("line 1, column 1: unknown field `publishd`"), "{}", wrong.err);
    assert_eq!(run_in(&inside, &["extract", "story.txt", "--isolated"], b"").status, 0);
    fs::write(folder.join("dateline.toml"), "published = 2026-01-20\ntype = \"body\"\n").unwrap();
    assert_eq!(run_in(&inside, &["extract", "story.txt"], b"").status, 0);
}

#[test]
fn nothing_from_an_article_commands_the_terminal() {
    let page = "<title>T\u{1b}]0;owned\u{7}</title><p>Peru \u{1b}[31mextradited two men\u{9b}31m to &#155; Chile on Monday.</p>";
    for format in ["json", "jsonl", "summary"] {
        let run = run(&["extract", "--format", format, "--type", "html"], page.as_bytes());
        assert!(run.out.chars().all(|character| character == '\n' || !character.is_control()), "{format}");
    }
}

#[test]
fn help_completions_and_manual_are_there() {
    for arguments in [&["--help"][..], &["extract", "--help"], &["completions", "bash"], &["completions", "fish"], &["man"], &["schema"], &["rules", "list"]] {
        let run = run(arguments, b"");
        assert!(run.status == 0 && run.out.len() > 100, "{arguments:?}");
    }
    assert!(run(&["man"], b"").out.contains("EXIT STATUS"));
}

#[test]
fn a_pack_of_one_s_own_is_loaded_or_refused_with_its_place() {
    let folder = fresh("packs");
    fs::write(folder.join("bad.toml"), "[pack]\nnme = \"x\"\n").unwrap();
    let run = run_in(&folder, &["extract", "--rules", "bad.toml", "-"], ARTICLE.as_bytes());
    assert!(run.status == 2 && run.err.contains("bad.toml:2:1: unknown key `nme`"), "{}", run.err);
}
