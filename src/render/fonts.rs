//! Fonts that hold Chinese, as fontconfig knows them.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

/// What to do where there is no font for Chinese.
const INSTALL: &str = "install one (apt install fonts-noto-cjk, dnf install google-noto-sans-cjk-fonts, \
                       pacman -S noto-fonts-cjk, brew install font-noto-sans-cjk)";

/// Why letters could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FontError {
    /// No font holds Chinese: every character would be an empty box.
    #[error(
        "no Chinese font is installed, so the picture would show boxes; {INSTALL} or write .dot and draw it elsewhere"
    )]
    NoChinese,
    /// The font asked for is not there.
    #[error("no font '{name}' is installed; those that hold Chinese are {known}")]
    Unknown {
        /// The font.
        name: String,
        /// Those that hold Chinese, joined by commas.
        known: String,
    },
}

/// Fails where a picture drawn on this machine would have no Chinese letters, or not those of the font asked for.
///
/// Only fontconfig can be asked; where it is not there, as on Windows, Graphviz finds its fonts in another way.
pub fn check_fonts(asked: Option<&str>) -> Result<(), FontError> {
    let Some(chinese) = families(":lang=zh") else {
        return Ok(());
    };
    judge(asked, &chinese, || families(":").unwrap_or_default())
}

fn judge(asked: Option<&str>, chinese: &BTreeSet<String>, all: impl Fn() -> BTreeSet<String>) -> Result<(), FontError> {
    let has = |families: &BTreeSet<String>, name: &str| families.iter().any(|family| family.eq_ignore_ascii_case(name));
    match asked {
        // A font without Chinese may come first: the letters that it lacks are taken from the next.
        Some(name) if !has(chinese, name) && !has(&all(), name) => Err(FontError::Unknown {
            name: name.to_owned(),
            known: chinese.iter().cloned().collect::<Vec<_>>().join(", "),
        }),
        _ if chinese.is_empty() => Err(FontError::NoChinese),
        _ => Ok(()),
    }
}

/// The families of a pattern; nothing where fontconfig cannot be asked.
fn families(pattern: &str) -> Option<BTreeSet<String>> {
    let asked = Command::new("fc-list")
        .args([pattern, "family"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|asked| asked.status.success())?;
    let lines = String::from_utf8_lossy(&asked.stdout).into_owned();
    let names = lines.lines().flat_map(|line| line.split(',')).map(str::trim);
    Some(names.filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_font_is_told_with_what_is_there() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let (none, some) = (set(&[]), set(&["Noto Sans CJK SC", "SimSun"]));
        let all = || set(&["Noto Sans CJK SC", "SimSun", "Times New Roman"]);
        assert_eq!(judge(None, &some, all), Ok(()));
        assert_eq!(judge(Some("simsun"), &some, all), Ok(()));
        assert_eq!(judge(Some("Times New Roman"), &some, all), Ok(()));
        assert_eq!(judge(None, &none, all), Err(FontError::NoChinese));
        let unknown = judge(Some("KaiTi"), &some, all).expect_err("it is not there");
        assert_eq!(
            unknown.to_string(),
            "no font 'KaiTi' is installed; those that hold Chinese are Noto Sans CJK SC, SimSun"
        );
    }
}
