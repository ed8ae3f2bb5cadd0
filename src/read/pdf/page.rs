//! The characters of a page with their places, in the order in which they are drawn, and the rules between them.

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources, Rotation};

use super::font::{Font, Fonts};
use super::rules::{Path, Rules};
use crate::read::ReadError;
use crate::read::limits::Deadline;

/// A character on a page; lengths are in points, heights from the bottom.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
}

/// How deep forms may be drawn within forms: one that draws itself ends here.
const DEEPEST_FORM: usize = 12;

/// The most characters on a page.
const MOST_GLYPHS: usize = 500_000;

/// The characters and the rules of a page.
pub(super) fn drawn(page: &Page<'_>, fonts: &mut Fonts, deadline: Deadline) -> Result<(Vec<Glyph>, Rules), ReadError> {
    let mut reader = Reader {
        fonts,
        deadline,
        glyphs: Vec::new(),
        path: Path::default(),
        rules: Rules::default(),
        steps: 0,
    };
    let state = State {
        space: Matrix::turned(page.rotation()),
        ..State::default()
    };
    reader.content(page.typed_operations(), page.resources(), state, 0)?;
    Ok((reader.glyphs, reader.rules))
}

/// An affine map, as PDF writes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix([f64; 6]);

impl Matrix {
    const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this one, then `then`.
    fn then(self, then: Self) -> Self {
        let (m, n) = (self.0, then.0);
        let row = |x: f64, y: f64| (x * n[0] + y * n[2], x * n[1] + y * n[3]);
        let ((xx, xy), (yx, yy), (x, y)) = (row(m[0], m[1]), row(m[2], m[3]), row(m[4], m[5]));
        Self([xx, xy, yx, yy, x + n[4], y + n[5]])
    }

    fn moved(self, x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }

    /// A page is shown turned clockwise: what stood upright on it is drawn lying.
    fn turned(by: Rotation) -> Self {
        Self(match by {
            Rotation::None => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            Rotation::Horizontal => [0.0, -1.0, 1.0, 0.0, 0.0, 0.0],
            Rotation::Flipped => [-1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
            Rotation::FlippedHorizontal => [0.0, 1.0, -1.0, 0.0, 0.0, 0.0],
        })
    }

    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let m = self.0;
        (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])
    }
}

#[derive(Debug, Clone)]
struct State {
    /// From the content's space to the page's.
    space: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_gap: f64,
    word_gap: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    text: Matrix,
    line: Matrix,
}

impl Default for State {
    fn default() -> Self {
        Self {
            space: Matrix::UNIT,
            font: None,
            size: 1.0,
            character_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::UNIT,
            line: Matrix::UNIT,
        }
    }
}

struct Reader<'f> {
    fonts: &'f mut Fonts,
    deadline: Deadline,
    glyphs: Vec<Glyph>,
    path: Path,
    rules: Rules,
    steps: usize,
}

impl Reader<'_> {
    fn content(
        &mut self,
        mut operations: TypedIter<'_>,
        resources: &Resources<'_>,
        mut state: State,
        depth: usize,
    ) -> Result<(), ReadError> {
        let mut saved: Vec<State> = Vec::new();
        while let Some(op) = operations.next() {
            self.steps += 1;
            if self.steps.is_multiple_of(4096) {
                self.deadline.check()?;
            }
            if self.glyphs.len() > MOST_GLYPHS {
                return Err(ReadError::Beyond {
                    what: "the number of characters on a page",
                    number: self.glyphs.len(),
                    limit: MOST_GLYPHS,
                });
            }
            match op {
                Op::SaveState(_) if saved.len() < 1000 => saved.push(state.clone()),
                Op::RestoreState(_) => {
                    if let Some(last) = saved.pop() {
                        state = last;
                    }
                }
                Op::Transform(m) => {
                    let by = Matrix([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64()));
                    state.space = by.then(state.space);
                }
                Op::XObject(form) => self.form(form.0, resources, &state, depth)?,
                Op::TextFont(font) => {
                    state.size = font.1.as_f64();
                    state.font = resources.get_font(font.0).map(|dict| self.fonts.get(&dict));
                }
                other => {
                    self.text(&other, &mut state);
                    self.path.follow(&other, state.space, &mut self.rules);
                }
            }
        }
        Ok(())
    }

    /// Operators that set or show text.
    fn text(&mut self, op: &Op<'_, '_>, state: &mut State) {
        match op {
            Op::BeginText(_) => state.start_line(Matrix::UNIT),
            Op::SetTextMatrix(m) => {
                let numbers = [&m.0, &m.1, &m.2, &m.3, &m.4, &m.5];
                state.start_line(Matrix(numbers.map(hayro_syntax::object::Number::as_f64)));
            }
            Op::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                state.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            Op::CharacterSpacing(gap) => state.character_gap = gap.0.as_f64(),
            Op::WordSpacing(gap) => state.word_gap = gap.0.as_f64(),
            Op::HorizontalScaling(percent) => state.stretch = percent.0.as_f64() / 100.0,
            Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
            Op::TextRise(rise) => state.rise = rise.0.as_f64(),
            Op::ShowText(text) => self.show(text.0.as_bytes(), state),
            Op::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show(text.0.as_bytes(), state);
            }
            Op::ShowTextWithParameters(text) => {
                state.word_gap = text.0.as_f64();
                state.character_gap = text.1.as_f64();
                state.next_line(0.0, -state.leading);
                self.show(text.2.as_bytes(), state);
            }
            Op::ShowTexts(texts) => self.show_each(texts.0, state),
            _ => {}
        }
    }

    fn show_each(&mut self, texts: &Array<'_>, state: &mut State) {
        for object in texts.iter::<Object<'_>>() {
            match object {
                Object::String(text) => self.show(text.as_bytes(), state),
                Object::Number(back) => {
                    let x = -back.as_f64() / 1000.0 * state.size * state.stretch;
                    state.text = state.text.moved(x, 0.0);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8], state: &mut State) {
        let Some(font) = state.font.clone() else { return };
        for code in font.codes(bytes) {
            let at = state.text.moved(0.0, state.rise).then(state.space).0;
            let scale = (at[0] * at[0] + at[1] * at[1]).sqrt();
            let height = (at[2] * at[2] + at[3] * at[3]).sqrt();
            self.glyphs.push(Glyph {
                text: code.text,
                x: at[4],
                y: at[5],
                width: code.width * state.size.abs() * state.stretch * scale,
                size: state.size.abs() * height,
            });
            let gap = state.character_gap + if code.is_space { state.word_gap } else { 0.0 };
            let x = (code.width * state.size + gap) * state.stretch;
            state.text = state.text.moved(x, 0.0);
        }
    }

    fn form(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'_>,
        state: &State,
        depth: usize,
    ) -> Result<(), ReadError> {
        let Some(form) = resources.get_x_object(name).filter(|_| depth < DEEPEST_FORM) else {
            return Ok(());
        };
        if form
            .dict()
            .get::<Name<'_>>("Subtype")
            .is_none_or(|kind| kind.as_str() != "Form")
        {
            return Ok(());
        }
        self.form_content(&form, resources, state, depth)
    }

    fn form_content(
        &mut self,
        form: &Stream<'_>,
        around: &Resources<'_>,
        state: &State,
        depth: usize,
    ) -> Result<(), ReadError> {
        let Ok(content) = form.decoded() else { return Ok(()) };
        let own = form.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        let by = form
            .dict()
            .get::<Array<'_>>("Matrix")
            .map(|matrix| matrix.iter::<f64>().collect::<Vec<f64>>());
        let by = by
            .and_then(|numbers| Some(Matrix(numbers.try_into().ok()?)))
            .unwrap_or(Matrix::UNIT);
        let inner = State {
            space: by.then(state.space),
            ..state.clone()
        };
        self.content(
            TypedIter::new(&content),
            own.as_ref().unwrap_or(around),
            inner,
            depth + 1,
        )
    }
}

impl State {
    fn start_line(&mut self, matrix: Matrix) {
        self.text = matrix;
        self.line = matrix;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        let next = self.line.moved(x, y);
        self.start_line(next);
    }
}
