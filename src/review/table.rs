//! Proposals as a corrections file.

use std::fmt::Write as _;

use crate::corrections::COLUMNS;

use super::Proposal;

const HEAD: &str = "\
# Proposals of 'policygraph review', the most consequential first. No rule has decided them.
# Delete the lines that are wrong; to keep two names apart for good, make the line 'not-the-same' with both names.
# A line behind '# ' is a question: complete it and take the '# ' away if the answer is yes.
# Then build again with --corrections and this file.
";

/// The file, which reads back as it is.
pub fn to_tsv(proposals: &[Proposal]) -> String {
    let mut text = format!("{HEAD}{}\n", COLUMNS.join("\t"));
    for proposal in proposals {
        let question = if proposal.is_question { "# " } else { "" };
        let _ = writeln!(text, "{question}{}", proposal.line);
    }
    text
}
