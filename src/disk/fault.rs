//! Makes a chosen disk call below a chosen folder fail, so that tests can break every one of them.
//! Does not know which calls there are, and is never armed outside tests.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// What happens at the chosen call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultMode {
    /// That call fails, later ones succeed: an error that passes.
    Once,
    /// That call and every later one fail: a disk that is full or gone.
    Onwards,
    /// The process aborts, as by a kill.
    Abort,
    /// No call fails, but folders cannot be exchanged in one step, as on some file systems.
    WithoutExchange,
}

#[derive(Debug)]
struct FaultPlan {
    under: PathBuf,
    nth: u64,
    mode: FaultMode,
    calls: u64,
    fired: u64,
}

/// How many plans are armed; read on every disk call, so that unarmed processes pay one load.
static ARMED: AtomicUsize = AtomicUsize::new(0);
static PLANS: Mutex<Vec<Arc<Mutex<FaultPlan>>>> = Mutex::new(Vec::new());

/// A fault that waits; dropping it disarms it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Armed(Arc<Mutex<FaultPlan>>);

/// Makes the `nth` disk call (from 1) on a path below `under` fail in any thread; 0 only counts.
/// Calls elsewhere are untouched, so that tests of other folders can run at the same time.
#[doc(hidden)]
pub fn arm(under: &Path, nth: u64, mode: FaultMode) -> Armed {
    let plan =
        Arc::new(Mutex::new(FaultPlan { under: under.to_owned(), nth, mode, calls: 0, fired: 0 }));
    locked(&PLANS).push(plan.clone());
    ARMED.fetch_add(1, Ordering::SeqCst);
    Armed(plan)
}

impl Armed {
    /// Calls seen so far below the folder.
    pub fn calls(&self) -> u64 {
        locked(&self.0).calls
    }

    /// True when the fault has struck.
    pub fn fired(&self) -> bool {
        locked(&self.0).fired > 0
    }
}

impl Drop for Armed {
    fn drop(&mut self) {
        locked(&PLANS).retain(|plan| !Arc::ptr_eq(plan, &self.0));
        ARMED.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A test that panicked with a plan in hand must not take the others with it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Called before every disk call, with the path it touches.
pub(super) fn pass(path: &Path) -> io::Result<()> {
    if ARMED.load(Ordering::Relaxed) == 0 {
        return Ok(());
    }
    let plans: Vec<_> = locked(&PLANS).clone();
    for plan in plans {
        let mut plan = locked(&plan);
        if !path.starts_with(&plan.under) {
            continue;
        }
        plan.calls += 1;
        let strikes = match plan.mode {
            FaultMode::Once | FaultMode::Abort => plan.calls == plan.nth,
            FaultMode::Onwards => plan.nth > 0 && plan.calls >= plan.nth,
            FaultMode::WithoutExchange => false,
        };
        if strikes {
            plan.fired += 1;
            if plan.mode == FaultMode::Abort {
                std::process::abort();
            }
            return Err(io::Error::other("injected fault"));
        }
    }
    Ok(())
}

/// True where a plan says that folders cannot be exchanged.
pub(super) fn is_without_exchange(path: &Path) -> bool {
    ARMED.load(Ordering::Relaxed) > 0
        && locked(&PLANS).iter().any(|plan| {
            let plan = locked(plan);
            plan.mode == FaultMode::WithoutExchange && path.starts_with(&plan.under)
        })
}
