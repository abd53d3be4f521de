/** What a pattern alone cannot tell: is this run of signs a number of somebody's? Twin of `checks/`. */

import { id, planning, plate, reference } from "./codes";
import { home, houseName, namedHouse, postcode, there, theStreet, unit } from "./homes";
import { bareDate, born, digits, iban, nhsShape, number, sort } from "./numbers";
import type { Check } from "./signs";
import { bareStreet, house, streetNumber } from "./streets";
import { account, handle, lettered, mail, mailbox, spoken } from "./web";

export { countDigits, type Check } from "./signs";

/** The checks by their names in the table. */
export const CHECKS: Record<string, Check> = {
  planning,
  mail,
  mailbox,
  spoken,
  handle,
  account,
  iban,
  digits,
  born,
  house,
  unit,
  home,
  there,
  "bare-street": bareStreet,
  "the-street": theStreet,
  "named-house": namedHouse,
  postcode,
  number,
  sort,
  lettered,
  "house-name": houseName,
  "nhs-shape": nhsShape,
  "bare-date": bareDate,
  "street-number": streetNumber,
  plate,
  id,
  reference,
};
