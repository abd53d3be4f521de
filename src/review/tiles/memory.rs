//! What is kept between requests: blocks of shapes, finished tiles, releases, facts. Bounded, built
//! only when somebody asks, and forgotten when an import has changed the data.

use std::{
    collections::HashMap,
    hash::Hash,
    num::NonZero,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use axum::body::Bytes;
use hashlink::LruCache;
use maps::tiles::Address;
use tokio::sync::Semaphore;

use super::{
    block::{Block, Source},
    figures::Shown,
    store::{Box4, Origin},
};
use crate::{areas::model::Edition, base::ids::ReleaseId};

/// Bytes of blocks that are kept.
const MOST_BLOCKS: usize = 24 * 1024 * 1024;
/// Bytes of finished tiles that are kept.
const MOST_TILES: usize = 8 * 1024 * 1024;
/// Bytes of releases that are kept.
const MOST_SHOWN: usize = 4 * 1024 * 1024;

/// Which data: whoever has the same mark has seen the same imports.
pub type Mark = [u8; 16];

/// Which block.
pub type BlockKey = (Source, Address);

/// Which tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TileKey {
    /// What it is drawn from.
    pub source: Source,
    /// The tile.
    pub tile: Address,
    /// The edition whose deciles it says.
    pub edition: Option<Edition>,
    /// The release whose figures it says.
    pub release: Option<ReleaseId>,
}

/// What is asked of everything at once.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The boxes around areas of 2011, of 2021, around streets and homes.
    pub boxes: [Option<Box4>; 4],
    /// Where the data came from.
    pub origins: Vec<Origin>,
}

/// Things by key up to so many bytes; what was not asked for longest goes first.
struct Kept<K, V> {
    things: LruCache<K, (V, usize)>,
    bytes: usize,
    most: usize,
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    fn new(most: usize) -> Self {
        Self {
            things: LruCache::new_unbounded(),
            bytes: 0,
            most,
        }
    }

    fn get(&mut self, key: &K) -> Option<V> {
        self.things.get(key).map(|(thing, _)| thing.clone())
    }

    /// Keeps one, even if it alone is larger than everything may be: it is wanted now.
    fn keep(&mut self, key: K, thing: V, bytes: usize) {
        self.bytes += bytes;
        if let Some((_, before)) = self.things.insert(key, (thing, bytes)) {
            self.bytes -= before;
        }
        while self.bytes > self.most && self.things.len() > 1 {
            if let Some((_, (_, gone))) = self.things.remove_lru() {
                self.bytes -= gone;
            }
        }
    }
}

struct State {
    mark: Mark,
    blocks: Kept<BlockKey, Arc<Block>>,
    tiles: Kept<TileKey, Bytes>,
    shown: Kept<ReleaseId, Arc<Shown>>,
    facts: Option<Arc<Facts>>,
}

impl State {
    fn of(mark: Mark) -> Self {
        Self {
            mark,
            blocks: Kept::new(MOST_BLOCKS),
            tiles: Kept::new(MOST_TILES),
            shown: Kept::new(MOST_SHOWN),
            facts: None,
        }
    }
}

/// Lets everybody who wants the same thing wait for the first, who makes it.
pub struct Turns<K> {
    running: Mutex<HashMap<K, Weak<Turn>>>,
}

/// Whose turn it is with one thing.
type Turn = tokio::sync::Mutex<()>;
/// From so many things on, those that nobody waits for are forgotten.
const MANY_TURNS: usize = 256;

impl<K: Eq + Hash> Turns<K> {
    fn new() -> Self {
        Self {
            running: Mutex::new(HashMap::new()),
        }
    }

    /// Waits for one's turn with a thing; it ends when the guard is dropped. Whoever gets it looks
    /// first whether the thing is there by now.
    pub async fn of(&self, key: K) -> tokio::sync::OwnedMutexGuard<()> {
        let turn = {
            let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
            if running.len() >= MANY_TURNS {
                running.retain(|_, turn| turn.strong_count() > 0);
            }
            let kept = running.entry(key).or_default();
            kept.upgrade().unwrap_or_else(|| {
                let turn = Arc::new(Turn::new(()));
                *kept = Arc::downgrade(&turn);
                turn
            })
        };
        turn.lock_owned().await
    }
}

/// The memory of the maps. Everything is asked for under the mark of the data it is wanted of: a
/// new mark empties it.
pub struct Memory {
    state: Mutex<State>,
    /// The same block is read once.
    pub reading: Turns<(Mark, BlockKey)>,
    /// As many blocks are read at a time as there are cores: each takes memory while it is read.
    pub readers: Semaphore,
    /// The same tile is drawn once.
    pub drawing: Turns<(Mark, TileKey)>,
    /// As many tiles are drawn at a time as there are cores: more of them would not be done sooner,
    /// and each would take a thread with memory of its own.
    pub pens: Semaphore,
}

impl Default for Memory {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, NonZero::get);
        Self {
            state: Mutex::new(State::of(Mark::default())),
            reading: Turns::new(),
            readers: Semaphore::new(cores),
            drawing: Turns::new(),
            pens: Semaphore::new(cores),
        }
    }
}

impl Memory {
    fn at(&self, mark: Mark) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.mark != mark {
            *state = State::of(mark);
        }
        state
    }

    /// A block, where it is kept.
    pub fn block(&self, mark: Mark, key: &BlockKey) -> Option<Arc<Block>> {
        self.at(mark).blocks.get(key)
    }

    /// Keeps a block.
    pub fn keep_block(&self, mark: Mark, key: BlockKey, block: Arc<Block>) {
        let bytes = block.bytes();
        self.at(mark).blocks.keep(key, block, bytes);
    }

    /// A tile as it travels, where it is kept.
    pub fn tile(&self, mark: Mark, key: &TileKey) -> Option<Bytes> {
        self.at(mark).tiles.get(key)
    }

    /// Keeps a tile.
    pub fn keep_tile(&self, mark: Mark, key: TileKey, tile: Bytes) {
        let bytes = tile.len() + 200;
        self.at(mark).tiles.keep(key, tile, bytes);
    }

    /// A release, where it is kept. It does not hang on imports, but goes with them: they are rare.
    pub fn shown(&self, id: ReleaseId) -> Option<Arc<Shown>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.shown.get(&id)
    }

    /// Keeps a release.
    pub fn keep_shown(&self, mark: Mark, shown: Arc<Shown>) {
        let bytes = shown.bytes();
        self.at(mark).shown.keep(shown.release.id, shown, bytes);
    }

    /// The facts, where they are kept.
    pub fn facts(&self, mark: Mark) -> Option<Arc<Facts>> {
        self.at(mark).facts.clone()
    }

    /// Keeps the facts.
    pub fn keep_facts(&self, mark: Mark, facts: Arc<Facts>) {
        self.at(mark).facts = Some(facts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_asked_for_longest_goes_first_and_the_sum_stays_within_bounds() {
        let mut kept = Kept::new(100);
        for n in 0..4 {
            kept.keep(n, n, 30);
            // The first one is wanted again and again.
            assert_eq!(kept.get(&0), Some(0));
        }

        assert_eq!(kept.bytes, 90);
        assert_eq!(
            (kept.get(&1), kept.get(&2), kept.get(&3)),
            (None, Some(2), Some(3))
        );
        kept.keep(3, 3, 20);
        assert_eq!(kept.bytes, 80);
    }

    #[test]
    fn one_that_is_larger_than_all_may_be_is_kept_alone() {
        let mut kept = Kept::new(100);
        kept.keep("small", 1, 10);
        kept.keep("large", 2, 1_000);

        assert_eq!((kept.get(&"small"), kept.get(&"large")), (None, Some(2)));
        kept.keep("next", 3, 10);
        assert_eq!((kept.get(&"large"), kept.bytes), (None, 10));
    }

    #[tokio::test]
    async fn many_who_want_the_same_thing_wait_for_the_one_who_makes_it() {
        let turns = Arc::new(Turns::new());
        let made = Arc::new(Mutex::new(Vec::new()));
        let work = |key: usize| {
            let (turns, made) = (Arc::clone(&turns), Arc::clone(&made));
            async move {
                let _turn = turns.of(key).await;
                if made.lock().unwrap().contains(&key) {
                    return;
                }
                // Others run while it is made.
                tokio::task::yield_now().await;
                made.lock().unwrap().push(key);
            }
        };
        let all: Vec<_> = (0..32).map(|n| tokio::spawn(work(n % 3))).collect();
        for one in all {
            one.await.unwrap();
        }

        let mut made = made.lock().unwrap().clone();
        made.sort_unstable();
        assert_eq!(made, [0, 1, 2]);
    }

    #[tokio::test]
    async fn turns_that_are_over_are_forgotten() {
        let turns = Turns::new();
        let kept = turns.of(0).await;
        for key in 1..=4 * MANY_TURNS {
            drop(turns.of(key).await);
        }

        let running = turns.running.lock().unwrap();
        assert!(running.len() <= MANY_TURNS, "{}", running.len());
        assert!(running[&0].strong_count() > 0);
        drop(kept);
    }

    #[test]
    fn another_mark_of_the_data_forgets_everything() {
        let memory = Memory::default();
        let tile = Address::new(0, 0, 0).unwrap();
        let key = (Source::Streets, tile);
        memory.keep_block([1; 16], key, Arc::default());
        assert!(memory.block([1; 16], &key).is_some());

        assert!(memory.block([2; 16], &key).is_none());
        assert!(memory.block([1; 16], &key).is_none());
    }
}
