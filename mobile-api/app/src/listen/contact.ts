/** What keeps contact details from being sealed; and what the promise is called. Pure. */
import type { ContactDetails } from "../phone/face";

/** The promise that stands in the words as `listen.contact.promise`; a changed promise gets a new name. */
export const WORDING = "contact-1";

export type Purpose = ContactDetails["purposes"][number];
export const PURPOSES: readonly Purpose[] = ["follow_up", "invite", "news"];

export type Lack = "purpose" | "name" | "reach" | "consent";

type Given = Pick<ContactDetails, "name" | "phone" | "email" | "post" | "purposes">;

/** The first thing that is missing, in the order of the screen. */
export function lacks(given: Given, agreed: boolean): Lack | null {
  const empty = (text: string) => text.trim() === "";
  if (given.purposes.length === 0) return "purpose";
  if (empty(given.name)) return "name";
  if (empty(given.phone) && empty(given.email) && empty(given.post)) return "reach";
  return agreed ? null : "consent";
}

/** The details without the spaces around them. */
export function trimmed(given: Given): Given {
  return {
    name: given.name.trim(),
    phone: given.phone.trim(),
    email: given.email.trim(),
    post: given.post.trim(),
    purposes: PURPOSES.filter((each) => given.purposes.includes(each)),
  };
}
