/** What a stretch of a note is, and what stands in the note instead. */

/** The kinds with their placeholders: the same for every mention, so that two are not linked. */
export const PLACEHOLDERS = {
  /** Somebody's name. */
  PERSON: "[NAME]",
  /** A telephone number. */
  PHONE: "[PHONE]",
  /** An e-mail address. */
  EMAIL: "[EMAIL]",
  /** A full postcode. */
  POSTCODE: "[POSTCODE]",
  /** A house or flat number, with its street where it stands beside it. */
  ADDRESS: "[ADDRESS]",
  /** A National Insurance number. */
  NINO: "[NINO]",
  /** An NHS number. */
  NHS_NUMBER: "[NHS_NUMBER]",
  /** A date of birth. */
  DOB: "[DOB]",
  /** A registration mark. */
  VEHICLE: "[VEHICLE]",
  /** A sort code, account, card or IBAN. */
  BANK: "[BANK]",
  /** A name on the internet, or a page of somebody's. */
  HANDLE_URL: "[WEB]",
  /** A reference or document number. */
  ID_NUMBER: "[ID_NUMBER]",
} as const;

export type Kind = keyof typeof PLACEHOLDERS;

/** The kind of this name in the table. */
export function kindNamed(name: string): Kind | null {
  return Object.hasOwn(PLACEHOLDERS, name) ? (name as Kind) : null;
}
