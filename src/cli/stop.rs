//! Ctrl-C: documents that are begun are finished and kept, nothing half-written stays.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Once};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

use super::Exit;

static ASKED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
static LISTENING: Once = Once::new();

/// The user has asked for the work to end.
#[derive(Debug, thiserror::Error)]
#[error("stopped; {kept}nothing was written")]
pub(crate) struct Stopped {
    kept: String,
}

/// Whether the work is to end.
pub(super) fn asked() -> &'static AtomicBool {
    &ASKED
}

/// From here on the first Ctrl-C asks, and the second one ends the program at once.
pub(super) fn listen() {
    LISTENING.call_once(|| {
        // Where no handler can be set, the system ends the program, as it does with any other.
        let _ = flag::register_conditional_shutdown(SIGINT, Exit::Stopped as i32, Arc::clone(&ASKED));
        let _ = flag::register(SIGINT, Arc::clone(&ASKED));
    });
}

/// An error where the user has asked; `kept` documents need not be read again.
pub(super) fn check(kept: Option<usize>) -> Result<(), Stopped> {
    if !ASKED.load(Ordering::Relaxed) {
        return Ok(());
    }
    let kept = kept.map(|kept| format!("{} stay in the cache, ", super::making::documents(kept)));
    Err(Stopped {
        kept: kept.unwrap_or_default(),
    })
}
