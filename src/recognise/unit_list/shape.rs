//! Units by their ending alone, where neither the lexicon nor a rule knows the name.

use std::sync::LazyLock;

use crate::model::EntityKind;
use crate::recognise::{Scene, Sense};
use crate::text::{Span, WordList};

use super::UnitItem;
use super::items::item;

/// A unit by its ending alone.
pub(super) fn shaped(scene: &Scene<'_>, token: Span) -> Option<UnitItem> {
    const ENDINGS: [(&str, EntityKind); 44] = [
        ("资本", EntityKind::Enterprise),
        ("控股", EntityKind::Enterprise),
        ("农商行", EntityKind::Enterprise),
        ("公司", EntityKind::Enterprise),
        ("集团", EntityKind::Enterprise),
        ("银行", EntityKind::Enterprise),
        ("分行", EntityKind::Enterprise),
        ("支行", EntityKind::Enterprise),
        ("大学", EntityKind::Institution),
        ("学院", EntityKind::Institution),
        ("研究院", EntityKind::Institution),
        ("研究所", EntityKind::Institution),
        ("科学院", EntityKind::Institution),
        ("医院", EntityKind::Institution),
        ("学校", EntityKind::Institution),
        ("中心", EntityKind::Institution),
        ("学会", EntityKind::Institution),
        ("协会", EntityKind::Institution),
        ("商会", EntityKind::Institution),
        ("实验室", EntityKind::Institution),
        ("街道", EntityKind::Place),
        ("镇", EntityKind::Place),
        ("乡", EntityKind::Place),
        ("县", EntityKind::Place),
        ("市", EntityKind::Place),
        ("局", EntityKind::Agency),
        ("委", EntityKind::Agency),
        ("办", EntityKind::Agency),
        ("厅", EntityKind::Agency),
        ("部", EntityKind::Agency),
        ("署", EntityKind::Agency),
        ("会", EntityKind::Agency),
        ("室", EntityKind::Agency),
        ("处", EntityKind::Agency),
        ("院", EntityKind::Agency),
        ("站", EntityKind::Agency),
        ("政府", EntityKind::Agency),
        ("队", EntityKind::Agency),
        ("专班", EntityKind::Agency),
        ("联席会议", EntityKind::Agency),
        ("机关", EntityKind::Collective),
        ("部门", EntityKind::Collective),
        ("组", EntityKind::Agency),
        ("联", EntityKind::Agency),
    ];
    const PLACES: [&str; 8] = ["新区", "园", "港", "湖", "城", "区", "基地", "社区"];
    let printed = token.of(scene.text);
    let stem = without_plate(printed);
    let kind = ENDINGS
        .iter()
        .find(|(ending, _)| stem.ends_with(ending))
        .map(|(_, kind)| *kind);
    let kind = kind.or_else(|| {
        PLACES
            .iter()
            .any(|ending| stem.ends_with(ending))
            .then_some(EntityKind::Park)
    })?;
    let span = Span::new(token.start as usize, token.start as usize + stem.len());
    let sense = if kind == EntityKind::Collective {
        Sense::Collective
    } else {
        Sense::Printed
    };
    (stem.chars().count() >= 2 && plain_name(printed)).then(|| item(span, kind, sense))
}

/// A name without the bracket at its end; one inside it is part of it: 包钢（集团）公司.
fn without_plate(printed: &str) -> &str {
    let closed = printed.ends_with([')', '）', '〉']);
    let open = printed.find(['(', '（', '〈']).filter(|_| closed);
    open.map_or(printed, |open| &printed[..open])
}

/// Words of sentences, which no name holds.
static SAYS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new("推进 加强 加快 完成 建立 制定 开展 做好 确保 提供 应当 按照 具体 落实到 以下 任务 均需")
});

/// Whether a piece could be a name: no sentence in it.
fn plain_name(printed: &str) -> bool {
    // 市“两区”办 is an office; a slogan in quotes is nobody.
    let is_quoted_office = || printed.ends_with(['办', '室']) && printed.starts_with(['省', '市', '区', '县', '州']);
    !printed.contains(['。', '：', ':', '《', '%'])
        && (!printed.contains('“') || is_quoted_office())
        && !SAYS.is_in(printed)
        && printed.chars().filter(char::is_ascii_digit).count() < 3
}
