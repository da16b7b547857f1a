//! The committed schema is the one that the types make.

use std::process::Command;

#[test]
fn the_committed_schema_is_current() {
    let printed = Command::new(env!("CARGO_BIN_EXE_dateline")).arg("schema").output().expect("the program starts").stdout;
    let printed = String::from_utf8_lossy(&printed);
    assert!(printed == include_str!("../schema/record.json"), "`dateline schema > schema/record.json` brings it up to date");
}

#[test]
fn the_schema_is_one_and_refuses_what_is_no_record() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../schema/record.json")).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(!validator.is_valid(&serde_json::json!({"format": "dateline/1"})));
}
