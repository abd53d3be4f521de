//! The one table of what each role may do. `tests/golden/access-matrix.txt` shows what it comes to
//! at every address.

use super::Role;

crate::words! {
    /// Something a role may or may not do.
    pub enum Permission {
        /// Set up programmes and hubs and their managers.
        ManageNetwork => "manage_network",
        /// Bring people into the hub, enrol and revoke phones.
        ManagePeople => "manage_people",
        /// Look at open data: small areas, deprivation, streets.
        ReadAreas => "read_areas",
        /// Make and change patches, campaigns and walk lists.
        Plan => "plan",
        /// Look at patches, campaigns and lists.
        ReadPlans => "read_plans",
        /// Plan, issue, debrief and close shifts.
        RunShifts => "run_shifts",
        /// Look at shifts and who is out.
        ReadShifts => "read_shifts",
        /// See and settle alerts about people who are out: all of the hub, or those of shifts that
        /// one watches as a buddy.
        SeeAlerts => "see_alerts",
        /// Hand in and fetch with a phone.
        Sync => "sync",
        /// Decide what happens to records that wait.
        DecideHeld => "decide_held",
        /// Lift a do-not-knock, at the resident's wish.
        LiftDoNotKnock => "lift_do_not_knock",
        /// Read notes and statements of listenings.
        ReadNotes => "read_notes",
        /// Read the codebook.
        ReadThemes => "read_themes",
        /// Change the group's own themes.
        KeepThemes => "keep_themes",
        /// Keep actions, group listenings and tallies of who took part.
        KeepActions => "keep_actions",
        /// Read what was released to everybody.
        ReadReleases => "read_releases",
        /// Read what was released to the own hub's groups.
        ReadGroupReleases => "read_group_releases",
        /// Read exact counts of the own hub, down to the patch.
        ReadExactCounts => "read_exact_counts",
        /// Read exact counts of every hub, never below the hub.
        ReadNetworkCounts => "read_network_counts",
        /// Freeze and submit the hub's return.
        KeepReturns => "keep_returns",
        /// Accept, query and lock returns.
        AcceptReturns => "accept_returns",
        /// Read submitted returns of every hub.
        ReadReturns => "read_returns",
        /// Read, search and hand out contact details in the vault; each time with a purpose.
        ReadContacts => "read_contacts",
        /// Add, use, correct, withdraw and erase contact details.
        KeepContacts => "keep_contacts",
        /// Keep what was agreed with residents to do next.
        KeepFollowUps => "keep_follow_ups",
        /// Stop a number, an address or a code at the resident's wish, without seeing the vault.
        StopContacts => "stop_contacts",
        /// See how many contact details are held and how others ended; names nobody.
        ReadContactTallies => "read_contact_tallies",
        /// Tell the safeguarding lead about a worry; nobody who tells can read it back.
        ReportConcerns => "report_concerns",
        /// Read and carry on safeguarding concerns.
        KeepConcerns => "keep_concerns",
        /// See how long things stay, who did what with personal data, and who may see what.
        ReadPrivacy => "read_privacy",
        /// Answer requests and complaints: search, hand out, erase; change how long things stay.
        KeepPrivacy => "keep_privacy",
    }
}

/// Whether `role` may do `permission`.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one table, read from top to bottom")]
pub const fn allows(role: Role, permission: Permission) -> bool {
    use Permission as P;
    match role {
        Role::Organiser => {
            matches!(
                permission,
                P::ReadAreas
                    | P::ReadPlans
                    | P::SeeAlerts
                    | P::Sync
                    | P::ReadThemes
                    | P::ReportConcerns
                    | P::ReadReleases
            )
        }
        Role::GroupMember => matches!(
            permission,
            P::ReadAreas
                | P::ReadPlans
                | P::ReadNotes
                | P::ReadThemes
                | P::KeepThemes
                | P::KeepActions
                | P::ReportConcerns
                | P::ReadReleases
                | P::ReadGroupReleases
        ),
        Role::LeadOrganiser => matches!(
            permission,
            P::ManagePeople
                | P::ReadAreas
                | P::Plan
                | P::ReadPlans
                | P::RunShifts
                | P::ReadShifts
                | P::SeeAlerts
                | P::Sync
                | P::DecideHeld
                | P::LiftDoNotKnock
                | P::ReadNotes
                | P::ReadThemes
                | P::KeepThemes
                | P::KeepActions
                | P::ReadExactCounts
                | P::StopContacts
                | P::ReportConcerns
                | P::ReadReleases
                | P::ReadGroupReleases
        ),
        Role::HubManager => matches!(
            permission,
            P::ManagePeople
                | P::ReadAreas
                | P::Plan
                | P::ReadPlans
                | P::RunShifts
                | P::ReadShifts
                | P::SeeAlerts
                | P::DecideHeld
                | P::LiftDoNotKnock
                | P::ReadThemes
                | P::KeepThemes
                | P::KeepActions
                | P::ReadExactCounts
                | P::ReadReleases
                | P::KeepReturns
                | P::StopContacts
                | P::ReportConcerns
        ),
        Role::NetworkManager => matches!(
            permission,
            P::ManageNetwork
                | P::ReadAreas
                | P::ReadThemes
                | P::ReadNetworkCounts
                | P::ReadReleases
                | P::AcceptReturns
                | P::ReadReturns
        ),
        Role::DataProtectionOfficer => {
            matches!(
                permission,
                P::ReadAreas
                    | P::ReadPlans
                    | P::ReadShifts
                    | P::ReadThemes
                    | P::StopContacts
                    | P::ReadContactTallies
                    | P::ReportConcerns
                    | P::ReadPrivacy
                    | P::KeepPrivacy
                    | P::ReadReleases
            )
        }
        Role::OutsideReader => matches!(permission, P::ReadReturns | P::ReadReleases),
        // The vault and the concerns have people of their own, who see nothing beside them.
        Role::VaultKeeper => matches!(
            permission,
            P::ReadContacts
                | P::KeepContacts
                | P::KeepFollowUps
                | P::StopContacts
                | P::ReadContactTallies
                | P::ReportConcerns
        ),
        Role::SafeguardingLead => matches!(permission, P::KeepConcerns | P::ReportConcerns),
    }
}
