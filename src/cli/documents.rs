//! `doorstep documents`.

use clap::Args;

use super::{Failure, house, hub_named, ready, say};
use crate::{
    access::HubScope,
    config::Config,
    privacy::documents::{self, DOCUMENTS, Facts},
};

/// Print the data-protection documents that come with the program.
#[derive(Debug, Args)]
pub struct Documents {
    /// Which; their names are listed when absent.
    name: Option<String>,
    /// The hub's name, to fill the document in for it.
    #[arg(long)]
    hub: Option<String>,
    /// Whom people write to about their data.
    #[arg(long, env = "DOORSTEP_PRIVACY_CONTACT")]
    privacy_contact: Option<String>,
}

impl Documents {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        let Some(name) = self.name else {
            for (name, _) in DOCUMENTS {
                say(name)?;
            }
            return Ok(());
        };
        let Some(text) = documents::named(&name) else {
            return Err(Failure::Input(format!(
                "there is no document `{name}`; `doorstep documents` lists them"
            )));
        };
        let config = Config {
            privacy_contact: self.privacy_contact,
            ..Config::default()
        };
        let facts = match self.hub {
            None => Facts::of_no_hub(config.privacy_contact.as_deref()),
            Some(hub) => {
                let app = house(ready(database).await?, config);
                let hub = hub_named(&app, &hub).await?;
                Facts::of(&app, Some(HubScope::for_administrator(hub))).await?
            }
        };
        say(documents::filled(text, &facts).trim_end())
    }
}
