//! The command line through the real program: what is printed where, and the exit status.

mod program;

use program::{fresh, run, run_in};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};

const ARTICLE: &str = "Peru extradited two men to Chile on Monday, the justice ministry said.\n";

fn records(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[test]
fn one_file_gives_one_record() {
    let run = run(&["extract", "fixtures/handover/input.html"], b"");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let records = records(&run.out);
    assert_eq!(
        (records.len(), &records[0]["format"], &records[0]["source"]["path"]),
        (1, &"dateline/1".into(), &"fixtures/handover/input.html".into())
    );
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
    let mut child = program::program()
        .args(["extract", "fixtures"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
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
    for arguments in [
        &["--help"][..],
        &["extract", "--help"],
        &["completions", "bash"],
        &["completions", "fish"],
        &["man"],
        &["schema"],
        &["rules", "list"],
    ] {
        let run = run(arguments, b"");
        assert!(run.status == 0 && run.out.len() > 100, "{arguments:?}");
    }
    let manual = run(&["man"], b"").out;
    assert!(
        ["EXIT STATUS", "FILES", "ENVIRONMENT", "EXAMPLES"].iter().all(|section| manual.contains(section)) && !manual.contains("EXTRA")
    );
    assert!(run(&["--help"], b"").out.contains("Examples:\n  dateline extract story.html\n"));
    let folder = fresh("manual");
    assert_eq!(run_in(&folder, &["man", "--output-dir", "."], b"").status, 0);
    assert!(fs::read_to_string(folder.join("dateline-extract.1")).unwrap().contains("EXIT STATUS"));
}

#[test]
fn a_pack_of_one_s_own_is_loaded_or_refused_with_its_place() {
    let folder = fresh("packs");
    fs::write(folder.join("bad.toml"), "[pack]\nnme = \"x\"\n").unwrap();
    let run = run_in(&folder, &["extract", "--rules", "bad.toml", "-"], ARTICLE.as_bytes());
    assert!(run.status == 2 && run.err.contains("bad.toml:2:1: unknown key `nme`"), "{}", run.err);
}

#[test]
fn tables_join_and_are_safe() {
    let folder = fresh("tables");
    let page = "<title>=HYPERLINK(\"x\")</title><article><h1>=HYPERLINK(\"x\")</h1><p>Peru extradited two men to Chile on Monday, the ministry said.</p></article>";
    fs::write(folder.join("story.html"), page).unwrap();
    assert_eq!(run_in(&folder, &["extract", "story.html", "--format", "csv", "--output-dir", "t"], b"").status, 0);
    for table in ["articles", "events", "people", "places", "statistics", "totals"] {
        let text = fs::read_to_string(folder.join("t").join(format!("{table}.csv"))).unwrap();
        assert!(text.starts_with("article,"), "{table}");
        assert!(text.lines().skip(1).all(|line| line.starts_with("story.html,")), "{table}");
        assert!(!text.contains(",=") && !text.contains("\"="), "{table}: {text}");
    }
    let events = run_in(&folder, &["extract", "story.html", "--format", "csv", "--table", "articles"], b"").out;
    assert_eq!(events.lines().count(), 2);
}

#[test]
fn a_run_that_was_interrupted_goes_on() {
    let folder = fresh("resume");
    fs::create_dir(folder.join("in")).unwrap();
    for number in 0..40 {
        fs::write(folder.join(format!("in/{number:02}.txt")), ARTICLE).unwrap();
    }
    let run = |more: &[&str]| run_in(&folder, &[&["extract", "in", "--output-dir", "out"], more].concat(), b"");
    assert_eq!(run(&[]).status, 0);
    let whole = fs::read(folder.join("out/07.txt.json")).unwrap();
    // What a run that was killed leaves behind: some outputs missing, and one begun under its temporary name.
    for name in ["07", "08", "39"] {
        fs::remove_file(folder.join(format!("out/{name}.txt.json"))).unwrap();
    }
    fs::write(folder.join("out/.dateline-1.part"), "{").unwrap();
    let begun = fs::File::options().write(true).open(folder.join("out/.dateline-1.part")).unwrap();
    begun.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(3600)).unwrap();
    let again = run(&["--resume"]);
    assert!(again.status == 0 && again.err.contains("3 read") && again.err.ends_with(", 37 there already\n"), "{}", again.err);
    assert_eq!(fs::read(folder.join("out/07.txt.json")).unwrap(), whole);
    assert!(!folder.join("out/.dateline-1.part").exists());
    assert_eq!(
        fs::read_dir(folder.join("out"))
            .unwrap()
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json"))
            .count(),
        40
    );
}

#[test]
fn a_run_that_is_killed_loses_and_doubles_nothing() {
    let folder = fresh("killed");
    fs::create_dir(folder.join("in")).unwrap();
    for number in 0..600 {
        fs::write(folder.join(format!("in/{number:03}.txt")), format!("{ARTICLE}\nIt was flight number {number}.")).unwrap();
    }
    let outputs = |name: &str| -> BTreeMap<String, String> {
        let found = fs::read_dir(folder.join(name)).into_iter().flatten().flatten();
        let whole = found.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json"));
        whole.map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())).collect()
    };
    let arguments = ["extract", "in", "--jobs", "2", "--output-dir", "out"];
    let mut child = program::program().current_dir(&folder).args(arguments).stderr(std::process::Stdio::null()).spawn().unwrap();
    while outputs("out").len() < 20 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    for (name, record) in outputs("out") {
        assert!(serde_json::from_str::<Value>(&record).is_ok(), "{name} is cut short");
    }
    assert_eq!(run_in(&folder, &[&arguments[..], &["--resume"]].concat(), b"").status, 0);
    assert_eq!(run_in(&folder, &["extract", "in", "--output-dir", "anew"], b"").status, 0);
    let (resumed, anew) = (outputs("out"), outputs("anew"));
    assert!(resumed.len() == 600 && resumed == anew);
}

#[test]
fn an_article_that_takes_too_long_is_given_up() {
    let hurried = run(&["extract", "--timeout", "0.000000001", "fixtures/handover/input.html", "fixtures/handover/input.html"], b"");
    assert!(hurried.status == 1 && hurried.out.is_empty(), "{}", hurried.out);
    assert!(hurried.err.contains("given up (--timeout)") && hurried.err.contains("2 failed (2 timeout)"), "{}", hurried.err);
    let line = b"{\"id\": 1, \"text\": \"Peru extradited two men to Chile.\"}\n";
    let stream = run(&["extract", "--ndjson", "--timeout", "0.000000001"], line);
    assert_eq!((stream.status, records(&stream.out)[0]["error"]["code"].as_str()), (0, Some("timeout")));
    assert_eq!(run(&["extract", "--timeout", "60", "fixtures/handover/input.html"], b"").status, 0);
    assert_eq!(run(&["extract", "--timeout", "soon", "fixtures"], b"").status, 2);
}

#[test]
fn lists_of_files_are_read() {
    let folder = fresh("lists");
    fs::write(folder.join("a b.txt"), ARTICLE).unwrap();
    fs::write(folder.join("c.txt"), ARTICLE).unwrap();
    let lines = run_in(&folder, &["extract", "--files-from", "-"], b"c.txt\r\n\na b.txt\n").out;
    let zeros = run_in(&folder, &["extract", "--files-from", "-", "-0"], b"c.txt\0a b.txt\0").out;
    assert_eq!((lines.lines().count(), &lines), (2, &zeros));
}

#[test]
fn a_report_of_nothing_is_not_written() {
    let folder = fresh("no-report");
    let nothing = run_in(&folder, &["report", "no-such.html", "--output", "report.html"], b"");
    assert!(nothing.status == 1 && nothing.out.is_empty() && nothing.err.contains("no-such.html: cannot be read"), "{}", nothing.err);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn reports_hold_no_script_and_no_markup_of_the_article() {
    let text = "Peru extradited <img src=x onerror=alert(2)> two men and <script>alert(1)</script> to Chile on Monday.";
    let report = run(&["report", "--type", "body"], text.as_bytes()).out;
    assert!(report.starts_with("<!DOCTYPE html>") && report.ends_with("</html>\n"));
    assert!(report.contains("Content-Security-Policy") && report.contains("&lt;script&gt;alert(1)"), "{report}");
    assert!(!report.contains("<script") && !report.contains("<img"), "{report}");
    let fixtures = run(&["report", "fixtures"], b"").out;
    assert!(fixtures.matches("<main id=").count() >= 12 && fixtures.contains("<h2>Timeline</h2>"));
}

/// A browser of the Chromium family, by the names under which systems install it.
fn browser() -> Option<&'static str> {
    let runs = |name: &&str| std::process::Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find(runs)
}

/// The colour of the first pixel of a PNG of eight bits a channel: no filter changes it, since nothing stands before it.
fn first_pixel(png: &[u8]) -> [u8; 3] {
    let mut packed = Vec::new();
    let mut rest = &png[8..];
    while let Some((length, chunk)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        if &chunk[..4] == b"IDAT" {
            packed.extend_from_slice(&chunk[4..4 + length]);
        }
        rest = &chunk[length + 8..];
    }
    let mut row = [0; 4];
    flate2::read::ZlibDecoder::new(&packed[..]).read_exact(&mut row).expect("the row is there");
    [row[1], row[2], row[3]]
}

#[test]
fn a_browser_shows_reports_by_day_by_night_and_on_paper() {
    let Some(browser) = browser() else {
        // Straight to the stream: what the macros print is kept back for a test that passes.
        writeln!(std::io::stderr(), "SKIPPED: no Chromium is installed, so no browser has looked at a report").unwrap();
        return;
    };
    let folder = fresh("browser");
    let file = folder.join("report.html").display().to_string();
    assert_eq!(run(&["report", "fixtures/handover/input.html", "--output", &file], b"").status, 0);
    let show = |name: &str, more: &[String]| -> Vec<u8> {
        let profile = format!("--user-data-dir={}", folder.join("profile").display());
        let common = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", &profile];
        let shown = std::process::Command::new(browser).args(common).args(more).arg(format!("file://{file}")).output().unwrap();
        fs::read(folder.join(name)).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&shown.stderr)))
    };
    let target = |name: &str| folder.join(name).display().to_string();
    assert_eq!(first_pixel(&show("day.png", &[format!("--screenshot={}", target("day.png"))])), [0xff, 0xff, 0xff]);
    let night = ["--blink-settings=preferredColorScheme=0".to_owned(), format!("--screenshot={}", target("night.png"))];
    assert_eq!(first_pixel(&show("night.png", &night)), [0x17, 0x18, 0x1a]);
    assert!(show("paper.pdf", &[format!("--print-to-pdf={}", target("paper.pdf"))]).starts_with(b"%PDF-"));
}

#[test]
fn packed_pages_are_read_like_files() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let folder = fresh("packed");
    let gzip = |bytes: &[u8]| {
        let mut out = GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    };
    fs::write(folder.join("a.txt.gz"), gzip(ARTICLE.as_bytes())).unwrap();
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{ARTICLE}</p>");
    let record = |url: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let (first, second) = (gzip(record("https://example.org/1").as_bytes()), gzip(record("https://example.org/2").as_bytes()));
    fs::write(folder.join("b.warc.gz"), [&first[..], &second].concat()).unwrap();
    let records = records(&run_in(&folder, &["extract", "."], b"").out);
    let paths: Vec<&str> = records.iter().map(|record| record["source"]["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["./a.txt.gz", "./b.warc.gz#0", &format!("./b.warc.gz#{}", first.len())]);
    assert_eq!(records[2]["article"]["url"], "https://example.org/2");
}
