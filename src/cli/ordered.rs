//! Work on many inputs at once, with the results in the order of the inputs and only a few of them in memory.
//!
//! One thread draws the inputs, `jobs` threads work, the caller's thread takes the results. Each input has a channel of
//! its own for its results, and the channels queue in order: a slow input holds back the ones behind it, at most
//! `WINDOW` for each job, and then the drawing of new ones.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How many inputs for each job may be drawn before the first of them is taken.
const WINDOW: usize = 8;

/// Runs `work` on every input and `take` on every result, in order. `work` may give any number of results through the
/// function it is handed, which says whether anyone still wants them.
pub(super) fn ordered<I, O, E>(
    inputs: impl Iterator<Item = I> + Send + 'static,
    jobs: usize,
    work: impl Fn(I, &mut dyn FnMut(O) -> bool) + Send + Sync + 'static,
    mut take: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send + 'static,
    O: Send + 'static,
{
    let (queue, waiting) = sync_channel::<(I, SyncSender<O>)>(jobs);
    let (order, results) = sync_channel::<Receiver<O>>(jobs * WINDOW);
    let waiting = Arc::new(Mutex::new(waiting));
    let work = Arc::new(work);
    for _ in 0..jobs {
        let (waiting, work) = (Arc::clone(&waiting), Arc::clone(&work));
        thread::spawn(move || {
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((input, out)) = next else { break };
                work(input, &mut |result| out.send(result).is_ok());
            }
        });
    }
    thread::spawn(move || {
        for input in inputs {
            let (sender, receiver) = sync_channel(2);
            // Whoever stops listening ends the drawing of inputs.
            if order.send(receiver).is_err() || queue.send((input, sender)).is_err() {
                break;
            }
        }
    });
    for result in results.iter().flatten() {
        take(result)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_inputs() {
        for jobs in [1, 3, 8] {
            let mut seen = Vec::new();
            let work = |number: u64, give: &mut dyn FnMut(u64) -> bool| {
                thread::sleep(std::time::Duration::from_micros(number * 7919 % 300));
                give(number * 2);
                give(number * 2 + 1);
            };
            ordered(0..300, jobs, work, |result| {
                seen.push(result);
                Ok::<(), ()>(())
            })
            .unwrap();
            assert_eq!(seen, (0..600).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn a_taker_that_stops_ends_the_run() {
        let mut taken = 0;
        let end = ordered(
            0u64..,
            2,
            |number, give| {
                give(number);
            },
            |_| {
                taken += 1;
                if taken == 10 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((end, taken), (Err("enough"), 10));
    }
}
