//! Which place a name means.

use crate::context::single;
use crate::lexicon::{Lexicon, PlaceId};
use crate::model::{EntityKey, EntityKind, Region};
use crate::recognise::Scene;
use crate::text::{Span, fold_name};

use super::Identity;

/// The place that a name stands for; where several bear it, the one that lies nearest to the document's region.
pub(super) fn identity(scene: &Scene<'_>, span: Span, places: &[PlaceId]) -> Identity {
    let Some(place) = nearest(scene, places) else {
        let name = fold_name(span.of(scene.text));
        let key = EntityKey {
            document: scene.context.document.clone(),
            ..EntityKey::new(EntityKind::Place, Region::nation(), name)
        };
        return Identity {
            doubtful: true,
            ..Identity::new(key, "ambiguous-place")
        };
    };
    let row = scene.lexicon.places.get(place);
    let around = row
        .parent
        .map(|parent| scene.lexicon.places.region(parent))
        .unwrap_or_default();
    let file = scene.lexicon.places.file(place);
    let key = EntityKey::new(EntityKind::Place, around, row.name.clone());
    Identity {
        source: Some(Lexicon::evidence(file, &row.name)),
        ..Identity::new(key, "place-name")
    }
}

/// Of several places of one name: the one that is or holds the document's region, or lies in it, or in the division
/// around it; else the only one of the highest level.
pub(super) fn nearest(scene: &Scene<'_>, places: &[PlaceId]) -> Option<PlaceId> {
    let all = &scene.lexicon.places;
    let mut around = scene.context.place;
    while let Some(home) = around {
        let near: Vec<PlaceId> = places
            .iter()
            .copied()
            .filter(|id| all.is_within(*id, home) || all.is_within(home, *id))
            .collect();
        if let Some(place) = single(&near, scene.lexicon) {
            return Some(place);
        }
        around = all.get(home).parent;
    }
    single(places, scene.lexicon)
}
