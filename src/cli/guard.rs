//! What holds a run within bounds: an article that panics or takes too long fails by itself and takes nothing with it.
//!
//! No stage reads a clock. The time limit is kept here, from outside: the work goes to a thread of its own, and whoever waits for it
//! gives it up. A thread cannot be stopped, so one that was given up works on unheard until the run ends; as every stage is linear in
//! its input that is soon.

use super::batch::Failure;
use crate::source::Limits;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

/// The bounds of a run.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub limits: Limits,
    pub jobs: usize,
    /// The longest that one article may take.
    pub timeout: Option<Duration>,
}

/// Runs the work on one article: a panic and an overrun are failures.
pub(super) fn within<T: Send + 'static>(
    timeout: Option<Duration>,
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let Some(limit) = timeout else { return guarded(work) };
    let (give, take) = sync_channel(1);
    thread::spawn(move || drop(give.send(guarded(work))));
    take.recv_timeout(limit).unwrap_or_else(|_| {
        let message = format!("took longer than {} s and was given up (--timeout)", limit.as_secs_f64());
        Err(Failure { code: "timeout", message })
    })
}

fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        let message = format!("this is a bug in dateline, please report it: {}", said.unwrap_or("no reason given"));
        Err(Failure { code: "bug", message })
    })
}

/// A panic is told by whoever catches it, with the name of the article, so the usual lines are left out.
pub(super) fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| ()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_and_overruns_are_failures() {
        let ample = Some(Duration::from_secs(60));
        let limit = Some(Duration::from_millis(40));
        let code = |result: Result<u8, Failure>| result.err().map(|failure| failure.code);
        assert_eq!(within(ample, || Ok(7)).ok(), Some(7));
        assert_eq!(code(within(ample, || std::panic::panic_any("odd"))), Some("bug"));
        let late = || {
            thread::sleep(Duration::from_secs(2));
            Ok(7)
        };
        assert_eq!(code(within(limit, late)), Some("timeout"));
    }
}
