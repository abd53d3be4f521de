//! Who can see what of one patch: for everybody with a role in its hub. What a role may read comes from
//! the table that decides it, so that this page cannot say otherwise than the program does.

use std::collections::BTreeMap;

use axum::{Json, extract::Path};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    access::{self, Caller, HubScope, Permission, Role, model::Member, policy},
    app::App,
    areas,
    base::ids::{GroupId, PatchId},
    problem::Problem,
    walk_lists,
};

/// The address.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read_who_sees_patch))
}

/// What people of one role can see of a patch.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Sees {
    role: Role,
    /// The role in words.
    role_words: String,
    /// The group, of group members.
    group: Option<String>,
    /// How many people hold the role in this hub today; absent for roles that stand outside it.
    people: Option<usize>,
    /// What they are called: of those who answer for the hub, and of all for those who manage people.
    names: Vec<String>,
    /// What they can read, each in a few words.
    reads: Vec<&'static str>,
    /// What they cannot, of what somebody might fear.
    never: Vec<&'static str>,
    /// Why they can.
    why: &'static str,
}

/// Who can see what of a patch.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WhoSeesPatch {
    patch: PatchId,
    /// Its name.
    name: String,
    who: Vec<Sees>,
}

/// What a permission comes to for somebody who asks what is read of a patch.
const READS: [(Permission, &str); 14] = [
    (
        Permission::ReadPlans,
        "the patch, its campaigns and its lists",
    ),
    (
        Permission::Sync,
        "the doors of the list in hand, while it is in hand",
    ),
    (
        Permission::RunShifts,
        "a shift's records with their doors, until its debrief is closed",
    ),
    (Permission::ReadShifts, "who is out, and until when"),
    (
        Permission::ReadNotes,
        "what was said and the notes, without door, hour or author",
    ),
    (
        Permission::DecideHeld,
        "records that wait for a decision, a note among them, for 14 days at most",
    ),
    (Permission::ReadExactCounts, "exact counts of the patch"),
    (
        Permission::ReadGroupReleases,
        "figures and themes released to the hub's groups: five listenings or more",
    ),
    (
        Permission::ReadReleases,
        "what was released to everybody: ten listenings or more, rounded",
    ),
    (Permission::ReadReturns, "returns of the whole hub"),
    (Permission::ReadNetworkCounts, "counts of the whole hub"),
    (
        Permission::ReadContacts,
        "contact details that residents left, one at a time, each time with a purpose",
    ),
    (Permission::KeepConcerns, "worries told to safeguarding"),
    (
        Permission::KeepPrivacy,
        "who did what with personal data; the vault, to answer a request",
    ),
];

/// What people fear, and the permissions any of which would let somebody see it.
const FEARS: [(&str, &[Permission]); 5] = [
    ("notes", &[Permission::ReadNotes, Permission::DecideHeld]),
    ("which door said what, once the debrief is closed", &[]),
    ("doors", &[Permission::Sync, Permission::RunShifts]),
    (
        "contact details",
        &[Permission::ReadContacts, Permission::KeepPrivacy],
    ),
    ("worries told to safeguarding", &[Permission::KeepConcerns]),
];

const fn why(role: Role) -> &'static str {
    match role {
        Role::Organiser => "They knock at these doors and hand in what happened there.",
        Role::GroupMember => "They live here: the notes are theirs to read and to act on.",
        Role::LeadOrganiser => "They plan the shifts and lead the debriefs.",
        Role::HubManager => "They answer for the hub and for what it reports.",
        Role::NetworkManager => "They add hubs up for those who pay for the work.",
        Role::DataProtectionOfficer => {
            "They watch over personal data, and answer whoever asks about theirs."
        }
        Role::OutsideReader => "They pay for the work, or study it.",
        Role::VaultKeeper => "They keep what was promised to residents who left their details.",
        Role::SafeguardingLead => "They act when somebody may come to harm.",
    }
}

/// Whose names everybody in the hub knows: of those who answer for it.
const fn answers_for_the_hub(role: Role) -> bool {
    matches!(
        role,
        Role::LeadOrganiser | Role::HubManager | Role::DataProtectionOfficer
    )
}

fn sees(role: Role, members: &[&Member], all_names: bool) -> Sees {
    let may = |permission: &Permission| policy::allows(role, *permission);
    let outside = matches!(role, Role::NetworkManager | Role::OutsideReader);
    let told = all_names || answers_for_the_hub(role);
    let names = members.iter().filter(|_| told);
    let reads = READS.iter().filter(|(permission, _)| may(permission));
    let never = FEARS.iter().filter(|(_, by)| !by.iter().any(may));
    Sees {
        role,
        role_words: role.word().replace('_', " "),
        group: None,
        people: (!outside).then_some(members.len()),
        names: names.map(|member| member.display_name.clone()).collect(),
        reads: reads.map(|(_, words)| *words).collect(),
        never: never.map(|(words, _)| *words).collect(),
        why: why(role),
    }
}

/// Read who can see what of a patch: roles, how many hold them, what they can read and why. For
/// everybody with a role in its hub.
#[utoipa::path(get, path = "/api/v1/patches/{patch}/who", operation_id = "read_who_sees_patch",
    tag = "privacy", params(("patch" = PatchId, Path)),
    responses((status = 200, body = WhoSeesPatch)))]
async fn read_who_sees_patch(
    caller: Caller,
    Path(id): Path<PatchId>,
) -> Result<Json<WhoSeesPatch>, Problem> {
    // Every role of the hub may read it, so whatever leave the caller has to the hub is enough.
    let scope = caller.hub().map(HubScope::for_administrator);
    let scope = scope
        .ok_or_else(|| Problem::forbidden("This belongs to a hub, and your session to none."))?;
    let all_names = policy::allows(caller.role, Permission::ManagePeople);
    let page = caller
        .app
        .db
        .read(async move |tx| {
            let versions = areas::store::patch(tx, scope, id).await?;
            let patch = versions
                .first()
                .ok_or_else(|| Problem::not_found("patch"))?;
            let members = access::store::members(tx, scope).await?;
            let groups = access::store::groups(tx, scope).await?;
            let groups: BTreeMap<GroupId, String> = groups
                .into_iter()
                .map(|group| (group.id, group.name))
                .collect();
            let campaigns = walk_lists::store::campaigns(tx, scope).await?;
            let here = campaigns.iter().filter(|campaign| campaign.patch_id == id);
            let of_groups: Vec<Option<GroupId>> = here.map(|campaign| campaign.group_id).collect();
            Ok::<_, Problem>(WhoSeesPatch {
                patch: id,
                name: patch.name.clone(),
                who: who(&members, &groups, &of_groups, all_names),
            })
        })
        .await?;
    Ok(Json(page))
}

fn who(
    members: &[Member],
    groups: &BTreeMap<GroupId, String>,
    of_groups: &[Option<GroupId>],
    all_names: bool,
) -> Vec<Sees> {
    let mut all = Vec::new();
    for role in Role::ALL.iter().copied() {
        let of: Vec<&Member> = members
            .iter()
            .filter(|member| member.role == role)
            .collect();
        if role != Role::GroupMember {
            all.push(sees(role, &of, all_names));
            continue;
        }
        // A group reads the notes of its own campaigns and of the hub's; another group's are not its.
        let mut by_group: BTreeMap<Option<GroupId>, Vec<&Member>> = BTreeMap::new();
        for member in of {
            by_group.entry(member.group_id).or_default().push(member);
        }
        for (group, members) in by_group {
            let mut line = sees(role, &members, all_names);
            line.group = group.and_then(|group| groups.get(&group).cloned());
            let theirs = |of: &Option<GroupId>| of.is_none() || *of == group;
            if !of_groups.iter().any(theirs) {
                let (_, notes) = READS[4];
                line.reads.retain(|words| *words != notes);
                line.never.insert(0, "notes");
            }
            all.push(line);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_sees_which_door_said_what_once_the_debrief_is_closed() {
        for role in Role::ALL {
            let line = sees(*role, &[], false);

            assert!(
                line.never
                    .iter()
                    .any(|words| words.starts_with("which door"))
            );
            assert!(!line.reads.is_empty(), "{role} reads something");
        }
    }

    #[test]
    fn the_network_sees_nothing_below_the_hub() {
        let line = sees(Role::NetworkManager, &[], false);

        assert_eq!(line.people, None);
        assert!(
            !line
                .reads
                .iter()
                .any(|words| words.contains("exact counts of the patch"))
        );
        assert!(line.never.contains(&"notes"));
    }
}
