//! Room and time for a query: a stack that its depth cannot overflow, and an end to what takes too long.

use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use spareval::CancellationToken;

/// Enough for the deepest query that is let through, several times over. Only what is used is taken from the machine.
const STACK: usize = 256 << 20;

/// Does the work on a thread with a large stack.
pub(super) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let worker = worker.expect("the system can make a thread");
        worker.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// Does the work, and cancels the token that it is given if it takes longer than `timeout`.
pub(super) fn within<T>(timeout: Option<Duration>, work: impl FnOnce(CancellationToken) -> T) -> T {
    let token = CancellationToken::new();
    let Some(timeout) = timeout else {
        return work(token);
    };
    let (done, waiting) = channel::<()>();
    thread::scope(|scope| {
        let watched = token.clone();
        scope.spawn(move || {
            if waiting.recv_timeout(timeout) == Err(RecvTimeoutError::Timeout) {
                watched.cancel();
            }
        });
        let result = work(token);
        drop(done);
        result
    })
}
