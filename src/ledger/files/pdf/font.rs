//! The two faces, and how wide a text is in them.

use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};

const REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
const STRONG: &[u8] = include_bytes!("../fonts/NotoSans-SemiBold.ttf");

/// One face.
pub struct Face {
    /// For the engine.
    pub font: krilla::text::Font,
    read: FontRef<'static>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        Self {
            font: krilla::text::Font::new(bytes.into(), 0).expect("the font is one"),
            read: FontRef::new(bytes).expect("the font is one"),
        }
    }

    /// How wide a text is, in points.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let metrics = self
            .read
            .glyph_metrics(Size::new(size), LocationRef::default());
        let map = self.read.charmap();
        let widths = text
            .chars()
            .filter_map(|letter| metrics.advance_width(map.map(letter)?));
        widths.sum()
    }

    /// A text in letters that the font has: another script's letters become a box, and what is no
    /// letter a space.
    pub fn fit(&self, text: &str) -> String {
        let map = self.read.charmap();
        let letter = |letter: char| match letter {
            letter if letter.is_control() => ' ',
            letter if map.map(letter).is_some() => letter,
            _ => '\u{fffd}',
        };
        text.chars().map(letter).collect()
    }

    /// A text in lines no wider than this. A word that is wider by itself is broken.
    pub fn lines(&self, text: &str, size: f32, most: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in self.fit(paragraph).split_whitespace() {
                let longer = if line.is_empty() {
                    word.to_owned()
                } else {
                    format!("{line} {word}")
                };
                if self.width(&longer, size) <= most {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                for letter in word.chars() {
                    let longer = format!("{line}{letter}");
                    if !line.is_empty() && self.width(&longer, size) > most {
                        lines.push(std::mem::take(&mut line));
                    }
                    line.push(letter);
                }
            }
            lines.push(line);
        }
        lines
    }
}

/// The faces.
pub struct Fonts {
    /// For text.
    pub regular: Face,
    /// For headings, heads and sums.
    pub strong: Face,
}

impl Fonts {
    /// Both, as they lie in the program.
    pub fn new() -> Self {
        Self {
            regular: Face::new(REGULAR),
            strong: Face::new(STRONG),
        }
    }

    /// One of them.
    pub const fn face(&self, strong: bool) -> &Face {
        if strong { &self.strong } else { &self.regular }
    }
}
