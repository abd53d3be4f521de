import type { Place } from "./rules";

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

export const role = (word: string): string => ROLES[word] ?? word.replaceAll("_", " ");

/** Every text around the places. */
export const words = {
  title: "doorstep",
  skip: "Skip to the page",
  places: {
    plan: "Plan",
    debrief: "Debrief",
    review: "Review",
    returns: "Return",
    network: "Network",
    out: "Out now",
    seen: "Who can see what",
    privacy: "Data protection",
    tokens: "Map programs",
  } satisfies Record<Place, string>,
  menu: "Places",
  patch: "Patch",
  allPatches: "All patches",
  period: "Period",
  whole: "All quarters",
  programme: "Programme",
  allHubs: "All hubs",
  whoAmI: "Who am I",
  help: "Help",
  helpTitle: "How the desk works",
  keysTitle: "Keys",
  keys: [
    ["1 to 9", "go to the place with this number"],
    ["↑ ↓", "go from row to row in a table; Enter opens what is first in the row"],
    ["C B H T", "in the debrief: clear, blur, hold or take out a note"],
    ["← →", "in the debrief: the note before, the next one"],
  ] as const,
  keysOn: "Keys of one letter or number work",
  projector: "For a projector: black on white",
  textSize: "The size of the text follows your browser. Press Ctrl and + for larger text.",
  signOut: "Sign out",
  signOutHow: "Signing out also forgets what was typed and not sent.",
  signedInAs: (name: string, as: string, where: string) => `${name ? `${name}, ` : ""}${as}, ${where}`,
  loading: "One moment",
  credit:
    "Boundaries: Office for National Statistics, contains OS data © Crown copyright and database right. Index of deprivation: Ministry of Housing, Communities and Local Government. Both under the Open Government Licence v3.0. Streets: © OpenStreetMap contributors, Open Database Licence.",
};
