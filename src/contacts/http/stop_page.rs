//! The page on which a resident stops everything: no account, one button. It stands under the link
//! in every message. It tells nobody whether a code was anybody's.
//!
//! Looking at it has no effect, because mail programs open links by themselves; the button has. The
//! code is in the query and in the form, never in the path, which is logged.

use axum::{
    extract::{RawQuery, State},
    http::header,
    response::Html,
    routing::get,
};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    access::{
        self, HubScope,
        audit::{self, Action, Entry},
        keys::Keyring,
    },
    app::App,
    base::ids::HubId,
    contacts::{
        rules,
        vault::{Sought, Vault},
    },
    problem::Problem,
};

/// What the page may load: nothing.
const POLICY: &str = "default-src 'none'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// The page's address. It is no part of the contract with programs.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().route("/stop", get(show).post(stop))
}

/// `c=HUB.CODE`, as the link and the form hold it.
fn read(pairs: &str) -> Option<(HubId, String)> {
    let value = pairs.split('&').find_map(|pair| pair.strip_prefix("c="))?;
    let (hub, code) = value.split_once('.')?;
    Some((hub.parse().ok()?, rules::code_typed(code)?))
}

/// What stands there for a link that was cut.
const INCOMPLETE: &str = "This link is not complete. Copy all of it, or tell us your code.";

async fn show(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Page, Problem> {
    let asked = query.as_deref().and_then(read);
    let Some((hub, code)) = asked else {
        return Ok(page(INCOMPLETE));
    };
    let Some(name) = name_of(&app, hub).await? else {
        return Ok(page(INCOMPLETE));
    };
    Ok(page(&format!(
        "Press the button, and {} deletes your name and how to reach you, at once.</p>\
         <form method=\"post\" action=\"/stop\">\
         <input type=\"hidden\" name=\"c\" value=\"{hub}.{code}\">\
         <button>Stop and delete</button></form><p>Nothing happens until you press it.",
        escaped(&name)
    )))
}

async fn name_of(app: &App, hub: HubId) -> Result<Option<String>, Problem> {
    let read = app
        .db
        .read(async move |tx| access::store::hub(tx, hub).await);
    Ok(read.await?.map(|hub| hub.name))
}

async fn stop(State(app): State<App>, body: String) -> Result<Page, Problem> {
    if let Some((hub, code)) = read(&body)
        && name_of(&app, hub).await?.is_some()
    {
        end(&app, HubScope::for_administrator(hub), code).await?;
    }
    Ok(page(
        "Done. If this code was yours, your details are deleted, and nobody here will use them. \
         Thank you for having talked to us.",
    ))
}

async fn end(app: &App, scope: HubScope, code: String) -> Result<(), Problem> {
    let keys = Keyring::of(app)?;
    let (ids, now) = (app.ids.clone(), app.clock.now());
    let stopped = app.db.write(async move |tx| {
        let vault = Vault::open(tx, scope, &keys).await?;
        let sought = Sought::Code(code.clone());
        let ended = vault.stop(tx, &sought, now.day()).await?;
        if ended.gone > 0 {
            let entry = Entry {
                who: None,
                role: None,
                action: Action::ContactWithdrawn,
                purpose: Some("code".to_owned()),
                count: ended.gone,
            };
            audit::record(tx, scope, &ids, now, entry).await?;
        }
        Ok::<_, Problem>(())
    });
    stopped.await
}

/// The page as it is sent.
type Page = ([(header::HeaderName, &'static str); 2], Html<String>);

fn page(words: &str) -> Page {
    let head = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>Stop</title></head>\
         <body><main><h1>Stop keeping in touch</h1><p>{words}</p></main></body></html>"
    );
    (head, Html(page))
}

fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_whole_or_not_at_all() {
        let hub = uuid::Uuid::from_u128(7);
        let (found, code) = read(&format!("x=1&c={hub}.k7m2-9qxa-0tbe")).unwrap();

        assert_eq!((found.0, code.as_str()), (hub, "K7M2-9QXA-0TBE"));
        assert!(read(&format!("c={hub}.K7M2")).is_none());
        assert!(read("c=").is_none());
    }

    #[test]
    fn a_hubs_name_cannot_become_a_tag() {
        assert_eq!(escaped("A & <b>"), "A &amp; &lt;b&gt;");
    }
}
