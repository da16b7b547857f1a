//! The contract as JSON Schema 2020-12, made from the record's types.

use super::Record;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{Schema, generate::SchemaSettings};
use serde_json::Value;

/// The schema of one record.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(AbsentNotNull);
    let mut schema = settings.into_generator().into_root_schema_for::<Record>();
    schema.insert("title".to_owned(), Value::from("dateline/1"));
    schema.to_value()
}

/// What an article does not say is absent from its record, never null; the types say the one where the serialiser does
/// the other.
#[derive(Clone)]
struct AbsentNotNull;

impl Transform for AbsentNotNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
        for property in properties.values_mut() {
            if let Some(types) = property.get_mut("type").and_then(Value::as_array_mut) {
                types.retain(|name| name != "null");
                if let [only] = &types[..] {
                    property["type"] = only.clone();
                }
            }
            let choices = property.get("anyOf").and_then(Value::as_array).cloned().unwrap_or_default();
            if let [one, null] = &choices[..]
                && null["type"] == "null"
                && let (Some(fields), Some(one)) = (property.as_object_mut(), one.as_object())
            {
                fields.remove("anyOf");
                fields.extend(one.clone());
            }
        }
    }
}
