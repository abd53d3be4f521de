//! The house plan of `doorstep`: open this page, and you know where any step happens.
//!
//! Community organisers knock on doors, listen to people one to one, find the themes they share
//! and help them act together. This program gives an organiser a list of doors and takes in what
//! happened there, shows an organising group what its neighbourhood says, and counts for a hub the
//! people **engaged** and **activated**, exact to the unit, without keeping who they are.
//!
//! # Rooms, in the data's order
//!
//! A room names only rooms above it in this table (`tests/it/house.rs` sees to it). Where work has
//! to go on (a pushed op becomes a visit, a visit becomes counts), the earlier room calls what
//! [`app`] registered: it never names the later one.
//!
//! | room | step | comes in → goes out |
//! |---|---|---|
//! | [`base`] [`config`] [`db`] | | ids, time, secrets, sealing · settings · two engines behind one SQL text |
//! | [`problem`] | | every error that leaves the house |
//! | [`tally`] | | the shape in which rooms hand counts to the ledger |
//! | [`access`] | | a token → who calls, in which hub, allowed to do what |
//! | [`feed`] | | changed rows → the hub's one ordered stream for phones |
//! | [`intake`] | 1 import | published files and services → checked rows with source and licence |
//! | [`areas`] | 2 | boundaries and the index of deprivation → small areas, editions, patches |
//! | [`streets`] | 3 | OpenStreetMap, lists of doors → streets, doors, cells; do-not-knock |
//! | [`walk_lists`] | 4 | a patch → even lists in walking order, issued and leased |
//! | [`sync`] | 5 | phones' pushes → ops kept once; the stream → pulls |
//! | [`shifts`] | 6 | plans, starts, check-ins, ends → who is out, what a receipt says |
//! | [`listenings`] | 7 | ops → visits and anonymous listenings; the envelope; debrief |
//! | [`contacts`] | | sealed details → the vault: consent, follow-ups, stops; apart from all else |
//! | [`safeguarding`] | | worries → the safeguarding lead, and nobody else |
//! | [`themes`] | 8 | the codebook and its history, coding, issues, actions and who took part, what a group does next |
//! | [`ledger`] | 9 | tallies → lines, counts by any dimension, quarters, returns |
//! | [`disclosure`] | 10 | counts → releases: what each audience may see, once and for ever |
//! | [`review`] | 11 | counts → map layers and tiles, rankings, tables and exports people read |
//! | [`privacy`] | 12 | requests, days → answers, erasures that last, what is too old gone |
//! | [`web`] [`cli`] [`demo`] [`app`] | | the two web apps · commands · the made-up town · all of it together |
//!
//! Two leaf packages hold what needs no I/O: `maps` (readers of files, shapes, cells, indexes,
//! cutting and ordering walks) and `mobile-api` (the contract with phones and their sync core).
//!
//! Every room has the same files: `mod` (what it is for), `model` (types that refuse nonsense),
//! `rules` (pure decisions), `store` (SQL, and only there), `http` (addresses). [`areas`] is the
//! one to copy.
//!
//! # The field's words and their names here
//!
//! | people say | the code says | not to be confused with |
//! |---|---|---|
//! | neighbourhood, patch | [`areas::model::Patch`], dated and versioned | a small area |
//! | small area (LSOA) | [`areas::model::Area`] with its [`areas::model::Vintage`] | a patch |
//! | tenth of the index | decile with its [`areas::model::Edition`], looked up at report time | a "deprived person" |
//! | door | [`base::ids::DoorId`]: one home to knock at | a person |
//! | list, round | [`walk_lists`]: doors handed to a shift | a route |
//! | outing | [`shifts`] | |
//! | knock | a visit: one attempt at one door, one outcome | a listening |
//! | listening, one-to-one | a listening: an anonymous record of one conversation | a visit |
//! | people engaged | [`tally::Measure::EngagedFirst`]: at their first listening in the programme | knocks |
//! | people activated | [`tally::Measure::ActivatedFirst`]: at their first act | people who said yes |
//! | first known as of | `posted_at`; when it happened is `happened_on` | |
//!
//! # Six walks through the house
//!
//! **A door is knocked.** The phone writes an op with an id of its own and hands it in when it can.
//! [`sync`] finds out whether it knows this id (then nothing happens), dates it by the server's
//! clock, and gives it to the handler [`app`] registered for `visit.record`: [`listenings`] stores
//! the visit, derives where the door stands now ([`streets`]), shows it to the phones that hold the
//! door ([`walk_lists`], [`feed`]) and leaves tallies; [`ledger`] turns these into lines. All of it
//! in one transaction whose last act takes the hub's next numbers. Only then the phone is told.
//!
//! **Somebody is listened to.** What was said is sealed in the shift's envelope, together with the
//! door and the minute; how many spoke goes to the [`ledger`] at once, under a mark that leads back to
//! no record. The group reads it that evening: what it decides about the words, and how it codes them,
//! lies under the same seal ([`listenings::http::debrief::notes`]). When the debrief is closed, [`listenings::split`] gives each listening the place and the
//! days that at least five listened doors share, a number made by chance and a place in no order,
//! and destroys the envelope, its key and the record's id. Whoever then has the whole database knows
//! which doors were listened to, and what was said, and cannot join the two.
//!
//! **A funder asks for the quarter.** [`ledger`] sums the lines reported in it: each first voice
//! lies in exactly one (hub × patch × day × mode), so every breakdown comes to the same total. A
//! freeze keeps the report byte for byte; what comes later is posted to the next open quarter as an
//! adjustment with its reason.
//!
//! **A phone is lost.** A lead revokes it in [`access`]; its next request is refused, but for one
//! address that takes what it has sealed to its hub's key ([`sync::sealed`]). Opened by a lead,
//! those records wait for a human one by one. [`sync`] knows the numbers the phone announced and
//! the numbers that arrived: what is missing stands as an incident until a person closes it, and
//! the shift may be declared lost, counting nothing.
//!
//! **Somebody does not come back.** The sweep of [`app`] finds the shift over its time; [`shifts`]
//! notes each step once ([`shifts::alerts`]), nudges the phone through its shift's row, shows the
//! buddy and the lead the last street, and posts it outward until it has arrived.
//!
//! **Somebody asks to be forgotten.** The officer searches in [`privacy`], hands out what is stored,
//! and erases. It stands in the hub's chain of [`access::audit`], where the person is a mark that leads
//! nowhere any more, and outside the database in [`access::erasures`], before the transaction ends. A
//! backup put back later brings them back for as long as it takes [`privacy::restore`] to read that
//! log.
//!
//! # Keys
//!
//! | key | where | for |
//! |---|---|---|
//! | server key | a file or variable, never the database ([`config`]) | wraps all the others |
//! | hub key pair | table `hub_keys`, the private half wrapped ([`access::keys`]) | phones seal to it ([`base::seal`]) |
//! | data keys, one a purpose of a hub | table `data_keys`, wrapped ([`access::keys`]) | notes, contact details and other words at rest; marks |
//! | envelope keys, one a shift or waiting record | table `envelope_keys`, wrapped, in no backup ([`sync::seals`]) | what was said, until the split destroys them |
//! | cursors' key | table `house` ([`sync::house`]) | a changed cursor is found; it hides nothing |

pub mod access;
pub mod app;
pub mod areas;
pub mod base;
pub mod cli;
pub mod config;
pub mod contacts;
pub mod db;
pub mod demo;
pub mod disclosure;
pub mod feed;
pub mod intake;
pub mod ledger;
pub mod listenings;
pub mod privacy;
pub mod problem;
pub mod review;
pub mod safeguarding;
pub mod shifts;
pub mod streets;
pub mod sync;
pub mod tally;
pub mod themes;
pub mod walk_lists;
pub mod web;

/// Statements by store: name and text.
type Statements = &'static [(&'static str, &'static str)];

/// Every statement of every store, so that tests can prepare each on both engines.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line a store")]
pub fn statements() -> &'static [(&'static str, Statements)] {
    &[
        ("access::store", access::store::STATEMENTS),
        ("access::store::audit", access::store::audit::STATEMENTS),
        ("access::store::keys", access::store::keys::STATEMENTS),
        (
            "access::store::membership",
            access::store::membership::STATEMENTS,
        ),
        ("access::store::tokens", access::store::tokens::STATEMENTS),
        ("feed::store", feed::store::STATEMENTS),
        ("intake::store", intake::store::STATEMENTS),
        ("areas::store", areas::store::STATEMENTS),
        ("areas::store::import", areas::store::import::STATEMENTS),
        ("streets::store", streets::store::STATEMENTS),
        ("streets::store::added", streets::store::added::STATEMENTS),
        ("streets::store::import", streets::store::import::STATEMENTS),
        (
            "streets::store::knowledge",
            streets::store::knowledge::STATEMENTS,
        ),
        ("streets::store::places", streets::store::places::STATEMENTS),
        (
            "streets::store::placing",
            streets::store::placing::STATEMENTS,
        ),
        (
            "streets::store::standing",
            streets::store::standing::STATEMENTS,
        ),
        ("walk_lists::store", walk_lists::store::STATEMENTS),
        (
            "walk_lists::store::campaigns",
            walk_lists::store::campaigns::STATEMENTS,
        ),
        (
            "walk_lists::store::handing",
            walk_lists::store::handing::STATEMENTS,
        ),
        (
            "walk_lists::store::moving",
            walk_lists::store::moving::STATEMENTS,
        ),
        (
            "walk_lists::store::paper",
            walk_lists::store::paper::STATEMENTS,
        ),
        ("sync::store::held", sync::store::held::STATEMENTS),
        ("sync::store::installs", sync::store::installs::STATEMENTS),
        ("sync::store::marks", sync::store::marks::STATEMENTS),
        ("sync::store::ops", sync::store::ops::STATEMENTS),
        ("sync::store::seals", sync::store::seals::STATEMENTS),
        ("sync::store::sealed", sync::store::sealed::STATEMENTS),
        ("shifts::store", shifts::store::STATEMENTS),
        ("shifts::store::alerts", shifts::store::alerts::STATEMENTS),
        ("shifts::store::live", shifts::store::live::STATEMENTS),
        ("listenings::store", listenings::store::STATEMENTS),
        (
            "listenings::store::silence",
            listenings::store::silence::STATEMENTS,
        ),
        (
            "listenings::store::envelope",
            listenings::store::envelope::STATEMENTS,
        ),
        (
            "listenings::store::tallies",
            listenings::store::tallies::STATEMENTS,
        ),
        (
            "listenings::store::visits",
            listenings::store::visits::STATEMENTS,
        ),
        ("contacts::store", contacts::store::STATEMENTS),
        (
            "contacts::store::follow_ups",
            contacts::store::follow_ups::STATEMENTS,
        ),
        ("safeguarding::store", safeguarding::store::STATEMENTS),
        ("themes::store", themes::store::STATEMENTS),
        (
            "themes::store::codebook",
            themes::store::codebook::STATEMENTS,
        ),
        (
            "themes::store::follow_ups",
            themes::store::follow_ups::STATEMENTS,
        ),
        ("ledger::store", ledger::store::STATEMENTS),
        ("ledger::store::missing", ledger::store::missing::STATEMENTS),
        ("ledger::store::parts", ledger::store::parts::STATEMENTS),
        ("ledger::store::support", ledger::store::support::STATEMENTS),
        ("disclosure::store", disclosure::store::STATEMENTS),
        (
            "disclosure::store::by_id",
            disclosure::store::by_id::STATEMENTS,
        ),
        (
            "disclosure::store::quotes",
            disclosure::store::quotes::STATEMENTS,
        ),
        (
            "disclosure::store::reading",
            disclosure::store::reading::STATEMENTS,
        ),
        (
            "disclosure::store::themes",
            disclosure::store::themes::STATEMENTS,
        ),
        (
            "review::store::playback",
            review::store::playback::STATEMENTS,
        ),
        ("review::ogc::store", review::ogc::store::STATEMENTS),
        ("review::tiles::store", review::tiles::store::STATEMENTS),
        ("privacy::store", privacy::store::STATEMENTS),
        ("privacy::store::expiry", privacy::store::expiry::STATEMENTS),
        ("privacy::store::people", privacy::store::people::STATEMENTS),
        ("demo::store", demo::store::STATEMENTS),
    ]
}
