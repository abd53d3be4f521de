//! Writing pages down, with the tree that tells a screen reader what is what.

use std::num::NonZeroU16;

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, Node as Branch, SpanTag, TableHeaderScope,
        Tag, TagGroup, TagTree,
    },
    text::TextDirection,
};

use super::{
    font::Fonts,
    layout::{Book, HEIGHT, Node, Page, WIDTH},
};
use crate::{base::time::EpochMs, ledger::files::Paper};

const INK: (u8, u8, u8) = (0x11, 0x1d, 0x26);
const LINE: (u8, u8, u8) = (0x8a, 0x9a, 0xa6);

/// The bytes of a laid out paper.
///
/// # Errors
/// In words, where the pages break the standard.
pub fn drawn(paper: &Paper, book: &Book, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|why| format!("{why:?}"))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(paper, fonts));
    let mut found: Vec<Vec<Identifier>> = (0..book.leaves).map(|_| Vec::new()).collect();
    for page in &book.pages {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or("a page has a size")?;
        let mut paged = document.start_page_with(size);
        let mut surface = paged.surface();
        draw(&mut surface, page, fonts, &mut found);
        surface.finish();
        paged.finish();
    }
    document.set_outline(outline(book));
    document.set_tag_tree(tree(book, found));
    document.finish().map_err(|why| format!("{why:?}"))
}

/// What the file tells about itself: the instant is the figures', so that the same return gives the
/// same bytes.
fn metadata(paper: &Paper, fonts: &Fonts) -> Metadata {
    let metadata = Metadata::new()
        .title(fonts.regular.fit(&paper.title))
        .language("en-GB".to_owned())
        .document_id(format!("{}-{}", paper.file, paper.as_at.0));
    match date(paper.as_at) {
        Some(date) => metadata.creation_date(date),
        None => metadata,
    }
}

fn date(at: EpochMs) -> Option<DateTime> {
    let text = at.to_string();
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let small = |from, to| part(from, to).and_then(|number| u8::try_from(number).ok());
    let date = DateTime::new(part(0, 4)?)
        .month(small(5, 7)?)
        .day(small(8, 10)?)
        .hour(small(11, 13)?)
        .minute(small(14, 16)?)
        .second(small(17, 19)?)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Some(date)
}

fn draw(surface: &mut Surface<'_>, page: &Page, fonts: &Fonts, found: &mut [Vec<Identifier>]) {
    let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
    surface.set_fill(None);
    for rule in &page.rules {
        surface.set_stroke(Some(Stroke {
            paint: rgb::Color::new(LINE.0, LINE.1, LINE.2).into(),
            width: rule.thickness,
            ..Stroke::default()
        }));
        let mut path = PathBuilder::new();
        path.move_to(rule.x, rule.y);
        path.line_to(rule.x + rule.length, rule.y);
        if let Some(path) = path.finish() {
            surface.start_tagged(artifact(ArtifactType::Layout));
            surface.draw_path(&path);
            surface.end_tagged();
        }
    }
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: rgb::Color::new(INK.0, INK.1, INK.2).into(),
        ..Fill::default()
    }));
    for run in &page.runs {
        let id = surface.start_tagged(match run.leaf {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => artifact(ArtifactType::PaginationOther),
        });
        surface.draw_text(
            Point::from_xy(run.x, run.y),
            fonts.face(run.strong).font.clone(),
            run.size,
            &run.text,
            false,
            TextDirection::Auto,
        );
        surface.end_tagged();
        if let Some(leaf) = run.leaf.and_then(|leaf| found.get_mut(leaf)) {
            leaf.push(id);
        }
    }
}

fn outline(book: &Book) -> Outline {
    let mut outline = Outline::new();
    for node in &book.nodes {
        if let Node::Heading { text, page, y, .. } = node {
            let there = XyzDestination::new(*page, Point::from_xy(0.0, *y));
            outline.push_child(OutlineNode::new(text.clone(), there));
        }
    }
    outline
}

fn tree(book: &Book, mut found: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some("en-GB".to_owned()));
    let mut of = |leaf: usize| -> Vec<Branch> {
        let ids = found.get_mut(leaf).map(std::mem::take).unwrap_or_default();
        ids.into_iter().map(Into::into).collect()
    };
    for node in &book.nodes {
        match node {
            Node::Heading {
                level, text, leaf, ..
            } => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                let tag = Tag::Hn(level, Some(text.clone()));
                tree.push(TagGroup::with_children(tag, of(*leaf)));
            }
            Node::Text(leaf) => tree.push(TagGroup::with_children(Tag::P, of(*leaf))),
            Node::Table { head, rows } => {
                let mut table = TagGroup::new(Tag::Table);
                let mut line = TagGroup::new(Tag::TR);
                for leaf in head {
                    let tag = Tag::TH(TableHeaderScope::Column);
                    line.push(TagGroup::with_children(tag, of(*leaf)));
                }
                let mut top = TagGroup::new(Tag::THead);
                top.push(line);
                table.push(top);
                let mut body = TagGroup::new(Tag::TBody);
                for row in rows {
                    let mut line = TagGroup::new(Tag::TR);
                    for (n, leaf) in row.iter().enumerate() {
                        let cell = of(*leaf);
                        line.push(if n == 0 {
                            TagGroup::with_children(Tag::TH(TableHeaderScope::Row), cell)
                        } else {
                            TagGroup::with_children(Tag::TD, cell)
                        });
                    }
                    body.push(line);
                }
                table.push(body);
                tree.push(table);
            }
        }
    }
    tree
}
