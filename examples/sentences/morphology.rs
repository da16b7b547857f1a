//! Forms of English words: an entry of a word list to the words of one form of it, with their tree.

use crate::tree::Phrase;

/// Past tense and past participle of verbs that do not simply take "-ed".
const IRREGULAR_VERBS: &str = "be was been;have had had;do did done;say said said;tell told told;give gave given;take took taken;bring brought brought;\
send sent sent;fly flew flown;drive drove driven;catch caught caught;find found found;hold held held;keep kept kept;let let let;set set set;put put put;\
throw threw thrown;swing swung swung;sell sold sold;buy bought bought;steal stole stolen;flee fled fled;leave left left;shoot shot shot;strike struck struck;\
hit hit hit;beat beat beaten;hang hanged hanged;lose lost lost;win won won;rise rose risen;fall fell fallen;grow grew grown;run ran run;go went gone;\
come came come;become became become;begin began begun;make made made;get got gotten;see saw seen;know knew known;think thought thought;seek sought sought;\
meet met met;lead led led;spend spent spent;pay paid paid;sit sat sat;stand stood stood;speak spoke spoken;break broke broken;hide hid hidden;write wrote written;\
rewrite rewrote rewritten;choose chose chosen;draw drew drawn;withdraw withdrew withdrawn;show showed shown;build built built;rebuild rebuilt rebuilt;lay laid laid;\
lie lay lain;wear wore worn;swear swore sworn;ride rode ridden;cut cut cut;cost cost cost;shut shut shut;spread spread spread;bind bound bound;bear bore borne;\
feed fed fed;fight fought fought;forbid forbade forbidden;overturn overturned overturned;overthrow overthrew overthrown;undergo underwent undergone;\
understand understood understood;uphold upheld upheld;withhold withheld withheld;teach taught taught;sink sank sunk;drink drank drunk;freeze froze frozen;\
mean meant meant;read read read;plead pleaded pleaded;sue sued sued;cast cast cast;broadcast broadcast broadcast;deal dealt dealt;forget forgot forgotten;\
hear heard heard;strip stripped stripped;arise arose arisen;shrink shrank shrunk;slide slid slid;spring sprang sprung;split split split;sweep swept swept;\
bid bid bid;burst burst burst;hurt hurt hurt;sleep slept slept;feel felt felt;serve served served;behead beheaded beheaded;stick stuck stuck;creep crept crept;\
weep wept wept;shake shook shaken;drown drowned drowned;backpedal backpedaled backpedaled;foresee foresaw foreseen;blow blew blown;slay slew slain;dig dug dug;bite bit bitten;sing sang sung;swim swam swum;lend lent lent;owe owed owed;mislead misled misled;overtake overtook overtaken;undertake undertook undertaken;light lit lit;wind wound wound";

/// Verbs that double their last consonant before "-ed" and "-ing".
const DOUBLING: &str = " stab nab ship swap rob plan ban drop grab kidnap permit commit admit refer deter transfer expel control patrol stop trap propel \
compel submit omit equip jog beg slip strip tip step spot flag wrap shop hit cut get let put set run begin shut sit win swim tag mob gun bid plot slam top transmit \
rebut acquit occur quit log dig fulfil ";

/// Participles that the grammar spells out and that could come of several verbs by their letters.
const PARTICIPLES: [(&str, &str); 9] = [
    ("injured", "injure"),
    ("retired", "retire"),
    ("named", "name"),
    ("identified", "identify"),
    ("exiled", "exile"),
    ("missing", "miss"),
    ("including", "include"),
    ("bringing", "bring"),
    ("leading", "lead"),
];

const IRREGULAR_NOUNS: [(&str, &str); 24] = [
    ("data", "data"),
    ("media", "media"),
    ("man", "men"),
    ("woman", "women"),
    ("child", "children"),
    ("person", "people"),
    ("wife", "wives"),
    ("life", "lives"),
    ("knife", "knives"),
    ("thief", "thieves"),
    ("half", "halves"),
    ("shelf", "shelves"),
    ("aircraft", "aircraft"),
    ("series", "series"),
    ("police", "police"),
    ("crisis", "crises"),
    ("percent", "percent"),
    ("foot", "feet"),
    ("mouse", "mice"),
    ("chief of staff", "chiefs of staff"),
    ("spokesperson", "spokespeople"),
    ("headquarters", "headquarters"),
    ("personnel", "personnel"),
    ("fish", "fish"),
];

/// The words of an entry with the head in this form. "hand over" is a verb with its particle, "police officer" a
/// compound, "armed/JJ group" an adjective before its noun; "crime against humanity" takes its phrase along.
pub fn entry(entry: &str, xpos: &str) -> Phrase {
    if xpos.starts_with('V') {
        return verb(entry, xpos);
    }
    let words: Vec<&str> = entry.split_whitespace().collect();
    let cut =
        words.iter().position(|word| ["of", "for", "on", "against", "to", "in", "from", "with"].contains(word)).filter(|cut| *cut > 0);
    let (words, rest) = words.split_at(cut.unwrap_or(words.len()));
    let mut phrase = Phrase::default();
    let name = xpos.starts_with("NNP");
    for (index, word) in words.iter().enumerate() {
        let (form, class) = word.split_once('/').unwrap_or((
            word,
            if name {
                "NNP"
            } else if xpos.starts_with("NN") {
                "NN"
            } else {
                xpos
            },
        ));
        if index + 1 < words.len() {
            let class = if name && class == "JJ" { "NNP-JJ" } else { class };
            let relation = match class {
                "JJ" | "VBN" | "VBG" | "NNP-JJ" => "amod",
                "CD" => "nummod",
                "RB" => "advmod",
                _ => "compound",
            };
            if form == "-" {
                phrase.attach("punct", Phrase::word("-", "-", "HYPH"));
                continue;
            }
            let lemma = match class {
                "VBN" | "VBG" => base_of(form),
                _ => form.to_owned(),
            };
            phrase.attach(relation, Phrase::word(form, lemma, class.trim_end_matches("-JJ")));
        } else {
            let (form, lemma, class) = match xpos {
                "NNS" => (plural(form), form.to_owned(), "NNS"),
                "NNPS" => (form.to_owned(), form.trim_end_matches('s').to_owned(), "NNPS"),
                "NN" if class != "NN" => (form.to_owned(), singular(form), class),
                "JJ" if class != "JJ" => (form.to_owned(), base_of(form), class),
                _ => (form.to_owned(), form.to_owned(), xpos),
            };
            phrase.head = phrase.append(Phrase::word(form, lemma, class));
        }
    }
    phrase.close();
    if let Some((preposition, rest)) = rest.split_first() {
        let mut inner = Phrase::default();
        inner.attach("case", Phrase::word(*preposition, *preposition, "IN"));
        let rest = match rest.split_first() {
            Some((article @ (&"the" | &"a"), rest)) => {
                inner.attach("det", Phrase::word(*article, *article, "DT"));
                rest
            }
            _ => rest,
        };
        let class = match rest.last() {
            Some(word) if word.chars().next().is_some_and(char::is_uppercase) => "NNP",
            Some(word) if word.ends_with('s') && !word.ends_with("ss") => "NN-NNS",
            _ => "NN",
        };
        let mut noun = self::entry(&rest.join(" "), class.trim_end_matches("-NNS"));
        if class == "NN-NNS"
            && let Some(head) = noun.head
        {
            noun.tokens[head].lemma = singular(&noun.tokens[head].form);
            noun.tokens[head].xpos = "NNS".to_owned();
        }
        inner.head = inner.append(noun);
        inner.close();
        phrase.attach("nmod", inner);
        phrase.close();
    }
    phrase
}

fn verb(entry: &str, xpos: &str) -> Phrase {
    let mut words = entry.split_whitespace();
    let base = words.next().unwrap_or(entry);
    let mut phrase = Phrase::word(inflected(base, xpos), base, xpos);
    for particle in words {
        // "send back": an adverb; "hand over": a particle.
        if ["back", "home", "dead", "abroad"].contains(&particle) {
            let (relation, class) = if particle == "dead" { ("xcomp", "JJ") } else { ("advmod", "RB") };
            phrase.attach(relation, Phrase::word(particle, particle, class));
        } else {
            phrase.attach("compound:prt", Phrase::word(particle, particle, "RP"));
        }
    }
    phrase.close();
    phrase
}

/// One form of a verb, by its Penn tag.
pub fn inflected(base: &str, xpos: &str) -> String {
    let irregular = IRREGULAR_VERBS.split(';').map(str::trim).find_map(|row| {
        let mut forms = row.split(' ');
        (forms.next() == Some(base)).then(|| (forms.next().unwrap_or(base), forms.next().unwrap_or(base)))
    });
    match xpos {
        "VBD" => irregular.map_or_else(|| with_ed(base), |(past, _)| past.to_owned()),
        "VBN" => irregular.map_or_else(|| with_ed(base), |(_, participle)| participle.to_owned()),
        "VBZ" => match base {
            "be" => "is".to_owned(),
            "have" => "has".to_owned(),
            "do" => "does".to_owned(),
            "go" => "goes".to_owned(),
            _ => plural_ending(base),
        },
        "VBP" if base == "be" => "are".to_owned(),
        "VBG" => with_ing(base),
        _ => base.to_owned(),
    }
}

fn doubles(base: &str) -> bool {
    DOUBLING.contains(&format!(" {base} "))
}

fn ends_in_consonant_y(base: &str) -> bool {
    let mut back = base.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|before| !"aeiou".contains(before))
}

fn with_ed(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|_| ends_in_consonant_y(base)) {
        return format!("{stem}ied");
    }
    match base.chars().last() {
        Some('e') => format!("{base}d"),
        Some('c') => format!("{base}ked"),
        Some(last) if doubles(base) => format!("{base}{last}ed"),
        _ => format!("{base}ed"),
    }
}

fn with_ing(base: &str) -> String {
    if base == "be" {
        return "being".to_owned();
    }
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match base.chars().last() {
        Some('e') if !base.ends_with("ee") && !base.ends_with("ye") => format!("{}ing", base.strip_suffix('e').unwrap_or(base)),
        Some('c') => format!("{base}king"),
        Some(last) if doubles(base) => format!("{base}{last}ing"),
        _ => format!("{base}ing"),
    }
}

/// The verb of a participle that stands before a noun.
fn base_of(form: &str) -> String {
    if let Some((_, base)) = PARTICIPLES.iter().find(|(participle, _)| *participle == form) {
        return (*base).to_owned();
    }
    let stem = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed")).unwrap_or(form);
    let candidates = [
        format!("{stem}e"),
        stem.to_owned(),
        format!("{}y", stem.trim_end_matches('i')),
        stem.get(..stem.len().saturating_sub(1)).unwrap_or(stem).to_owned(),
    ];
    let fits = |base: &&String| with_ed(base) == form || with_ing(base) == form;
    let silent = stem.ends_with(['v', 's', 'g', 'z', 'u'])
        || ["at", "it", "ir", "uc", "in", "am", "ar"].iter().any(|end| stem.ends_with(end)) && stem.len() > 5;
    let ordered: Vec<&String> =
        if silent { candidates.iter().collect() } else { candidates.iter().skip(1).chain(candidates.iter().take(1)).collect() };
    ordered.into_iter().find(fits).cloned().unwrap_or_else(|| form.to_owned())
}

fn plural_ending(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|_| ends_in_consonant_y(base)) {
        return format!("{stem}ies");
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end)) {
        return format!("{base}es");
    }
    format!("{base}s")
}

/// The plural of a noun.
pub fn plural(noun: &str) -> String {
    if let Some((_, plural)) = IRREGULAR_NOUNS.iter().find(|(singular, _)| *singular == noun) {
        return (*plural).to_owned();
    }
    match noun.strip_suffix("man") {
        Some(stem) if !noun.ends_with("german") && !noun.ends_with("human") => format!("{stem}men"),
        _ => plural_ending(noun),
    }
}

/// The singular of a plural that stands in the grammar as it is.
fn singular(plural: &str) -> String {
    if let Some((singular, _)) = IRREGULAR_NOUNS.iter().find(|(_, form)| *form == plural) {
        return (*singular).to_owned();
    }
    if let Some(stem) = plural.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = plural.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if ["sses", "xes", "ches", "shes"].iter().any(|end| plural.ends_with(end)) {
        return plural.strip_suffix("es").unwrap_or(plural).to_owned();
    }
    plural.strip_suffix('s').unwrap_or(plural).to_owned()
}

/// The dictionary form of a word that the grammar spells out.
pub fn lemma_of_literal(form: &str, xpos: &str) -> String {
    let lower = form.to_lowercase();
    let irregular = |column: usize| {
        IRREGULAR_VERBS.split(';').map(str::trim).find_map(|row| {
            let forms: Vec<&str> = row.split(' ').collect();
            (forms.get(column) == Some(&lower.as_str())).then(|| forms[0].to_owned())
        })
    };
    match xpos {
        "PRP" => match lower.as_str() {
            "him" => "he",
            "her" => "she",
            "them" => "they",
            "us" => "we",
            "me" => "I",
            other => other,
        }
        .to_owned(),
        "DT" if lower == "those" => "that".to_owned(),
        "DT" if lower == "these" => "this".to_owned(),
        "RB" if lower == "n't" => "not".to_owned(),
        "MD" if lower == "ca" => "can".to_owned(),
        "MD" if lower == "wo" => "will".to_owned(),
        "NNS" | "NNPS" if xpos == "NNS" => singular(&lower),
        "NNP" | "NNPS" => form.to_owned(),
        "VBD" if lower == "were" => "be".to_owned(),
        "VBD" => irregular(1).unwrap_or_else(|| base_of(&lower)),
        "VBN" => irregular(2).unwrap_or_else(|| base_of(&lower)),
        "VBZ" if lower == "is" => "be".to_owned(),
        "VBZ" if lower == "has" => "have".to_owned(),
        "VBZ" => singular(&lower),
        "VBP" if lower == "are" => "be".to_owned(),
        "VBG" => base_of(&lower),
        "JJR" | "RBR" => match lower.as_str() {
            "more" => "much",
            "earlier" => "early",
            "later" => "late",
            "fewer" => "few",
            "less" => "little",
            "better" => "well",
            other => other.strip_suffix("er").unwrap_or(other),
        }
        .to_owned(),
        "JJS" | "RBS" => match lower.as_str() {
            "most" => "much",
            "least" => "little",
            "latest" => "late",
            other => other.strip_suffix("est").unwrap_or(other),
        }
        .to_owned(),
        _ => lower,
    }
}
