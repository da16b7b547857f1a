//! Sentences of our own and the quantities that stand in them, as "value unit qualifier".

use super::{Qualifier, Quantity, Value, recognise};
use crate::mention::Names;
use crate::text::{self, Language};

fn told(quantity: &Quantity) -> String {
    let value = match quantity.value {
        Value::Number(value) => format!("{}", (value * 1e4).round() / 1e4),
        Value::Range(low, high) => format!("{low}..{high}"),
    };
    let qualifier = match quantity.qualifier {
        Qualifier::Exact => "",
        Qualifier::About => " about",
        Qualifier::AtLeast => " at_least",
        Qualifier::MoreThan => " more_than",
        Qualifier::AtMost => " at_most",
        Qualifier::LessThan => " less_than",
    };
    let kind = if quantity.ordinal { "ordinal ".to_owned() } else { String::new() };
    format!("{kind}{value} {}{qualifier}", quantity.unit.as_deref().unwrap_or("-"))
}

fn quantities(content: &str, language: &str) -> Vec<String> {
    let text = text::analyse(content, &Language(language.to_owned()));
    recognise(&text, &Names::default(), &[]).iter().map(told).collect()
}

#[test]
fn english() {
    for (sentence, expected) in [
        ("Officers stopped 37 men and at least two dozen women.", vec!["37 person", "24 person at_least"]),
        ("The port handled more than 4.2 million tonnes of grain.", vec!["4200000 t more_than"]),
        ("One in five nurses left, and two-thirds of teachers stayed.", vec!["0.2 1", "0.6667 1"]),
        ("It cost between 1,200 and 1,500 euros.", vec!["1200..1500 EUR"]),
        ("Thefts rose 6.5% to 9.1 per 100,000.", vec!["6.5 percent", "9.1 /10*5"]),
        ("The fund paid $3.4bn, or roughly £164k a day.", vec!["3400000000 USD", "164000 GBP about"]),
        ("Three hundred and twelve farms were flooded.", vec!["312 farm"]),
        ("Rents have doubled and are three times as high as wages.", vec!["2 1", "3 1"]),
        ("He waited four minutes and 30 seconds.", vec!["270 s"]),
        ("Half a million people marched.", vec!["500000 person"]),
        ("It was the third crossing.", vec!["ordinal 3 -"]),
        ("The fine runs from $2,000 to $5,000.", vec!["2000..5000 USD"]),
        ("Fares rose from $2 to $3.", vec!["2 USD", "3 USD"]),
        ("About 5% to 10% of the seed is lost.", vec!["5..10 percent about"]),
        ("Six or seven boats sank.", vec!["6..7 boat"]),
        ("It takes 1/2 pound of butter and 2½ pounds of flour.", vec!["0.5 [lb_av]", "2.5 [lb_av]"]),
        ("The lake froze at minus 12 degrees.", vec!["-12 deg"]),
        ("The rate moved .5 percent.", vec!["0.5 percent"]),
        ("The plant fills eight million 250ml bottles.", vec!["8000000 bottle", "250 mL"]),
        ("They paid C$5m and RM3.2mil.", vec!["5000000 CAD", "3200000 MYR"]),
        ("The shares trade at 6.5 times earnings.", vec!["6.5 1"]),
        ("She dialled 999 and told the operator of a .45 pistol.", vec![]),
        ("The talks began at 1430 GMT, a quarter past seven in New York.", vec![]),
        ("She took flight 370 from gate 12 at 9 p.m.", vec![]),
        ("Ana Ruiz, 51, met children under 15.", vec![]),
    ] {
        assert_eq!(quantities(sentence, "en"), expected, "{sentence}");
    }
}

#[test]
fn spanish() {
    for (sentence, expected) in [
        ("Detuvieron a treinta y siete personas.", vec!["37 person"]),
        ("La cifra subió un 12,5 % y llegó a 1.794 casos.", vec!["12.5 percent", "1794 caso"]),
        ("Uno de cada cinco hogares no tiene agua.", vec!["0.2 1"]),
        ("Incautaron más de dos mil quinientos kilos.", vec!["2500 kg more_than"]),
    ] {
        assert_eq!(quantities(sentence, "es"), expected, "{sentence}");
    }
}
