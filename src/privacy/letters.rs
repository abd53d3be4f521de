//! Letters for answers: taken from the document of answer templates, so that there is one text.

use super::model::{RequestEnding, RequestKind};

/// The document the letters stand in.
const TEMPLATES: &str = include_str!("documents/answer-templates.md");

/// The numbers of the letters that fit a request, in the order of the document.
#[must_use]
pub const fn fitting(kind: RequestKind, outcome: Option<RequestEnding>) -> &'static [&'static str] {
    match (kind, outcome) {
        (RequestKind::Access, Some(RequestEnding::NothingFound)) => &["2", "3"],
        (RequestKind::Access, _) => &["1", "2", "3"],
        (RequestKind::Erasure, _) => &["4", "3"],
        (RequestKind::Objection, _) => &["5", "3"],
        (RequestKind::Rectification, _) => &["6", "3"],
        (RequestKind::Complaint, None) => &["8", "9", "10"],
        (RequestKind::Complaint, Some(_)) => &["10"],
    }
}

/// The letters that fit, as plain text.
#[must_use]
pub fn letters(kind: RequestKind, outcome: Option<RequestEnding>) -> String {
    let sections: Vec<&str> = TEMPLATES.split("\n## ").collect();
    let section = |number: &&str| {
        let head = format!("{number}. ");
        sections
            .iter()
            .find(|section| section.starts_with(&head))
            .copied()
    };
    let found = fitting(kind, outcome).iter().filter_map(section);
    found.map(plain).collect::<Vec<_>>().join("\n\n")
}

/// A section without the marks of its layout.
fn plain(section: &str) -> String {
    let line = |line: &str| line.trim_start_matches('>').trim_start().to_owned();
    let lines: Vec<String> = section.trim_end().lines().map(line).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_has_its_letter() {
        for kind in RequestKind::ALL {
            for outcome in [
                None,
                Some(RequestEnding::Granted),
                Some(RequestEnding::NothingFound),
            ] {
                let text = letters(*kind, outcome);
                let wanted = fitting(*kind, outcome).len();
                let heads = text.lines().filter(|line| {
                    let number = line.split(". ").next().unwrap_or_default();
                    fitting(*kind, outcome).contains(&number)
                });
                assert_eq!(heads.count(), wanted, "{kind}: {text}");
            }
        }
    }

    #[test]
    fn who_asks_is_told_of_notes_that_nobody_can_match_to_them() {
        let text = letters(RequestKind::Access, Some(RequestEnding::NothingFound));

        assert!(text.contains("cannot match to you"), "{text}");
        assert!(text.contains("We found nothing about you"), "{text}");
    }
}
