/** The roles as people say them. */
const ROLES: Record<string, string> = {
  organiser: "organiser",
  group_member: "group member",
  lead_organiser: "lead organiser",
  hub_manager: "hub manager",
  network_manager: "network manager",
  data_protection_officer: "data protection officer",
  outside_reader: "outside reader",
  vault_keeper: "vault keeper",
  safeguarding_lead: "safeguarding lead",
};

export function role(word: string): string {
  return ROLES[word] ?? word;
}

/** A figure with its range, where some people were not sure. */
export function range(low: number, high: number): string {
  return low === high ? String(low) : `${low} (${low} to ${high})`;
}
