/** Mail, names on the internet, accounts. Twin of `checks/web.rs`. */

import { COMMON, NAMELY, SURNAME, WORDLY } from "../words";
import { type Check, countDigits, full, hasDigit, hasLower, hit, lastOf, letters, plainWord, small, startsDigit } from "./signs";

const HOST_END = /[ .,](?:com|co|uk|org|net|info|eu|me|io|ie|pl|ro|de|fr|es|it|pt|tr|in|pk|ng|ru|ua|live|email)$/;

/** An address with a sign; what is written apart behind its host belongs to it only with an ending that hosts have. */
export const mail: Check = (marked, start, wholeEnd, kind) => {
  const s = marked.part(start, wholeEnd);
  const at = s.indexOf("@");
  let host = s.slice(at + 1).trimStart();
  const from = wholeEnd - host.length;
  const apart = s.slice(at - 1, at + 2).includes(" ");
  while (/[.,] /.test(host) && !HOST_END.test(host)) host = host.slice(0, Math.max(host.lastIndexOf(". "), host.lastIndexOf(", ")));
  if (apart && !/[.,]| dot /.test(host)) return "no";
  return hit(kind, start, from + host.length);
};

export const mailbox: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const signed = /[@([]/.test(s);
  const boxEnd = s.search(/[@([ ]/);
  const name = boxEnd < 0 ? s : s.slice(0, boxEnd);
  const host = lastOf(s.split(/[ @)\]]/));
  if (!signed && (small(marked, name) || plainWord(marked, name) || ["live", "sky", "me", "outlook"].includes(host))) return "no";
  return hit("EMAIL", start, end);
};

/** "ada dot b at mail dot com", not "look at nhs dot uk". */
export const spoken: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const at = s.indexOf(" at ");
  const name = at < 0 ? s : s.slice(0, at);
  const host = at < 0 ? "" : s.slice(at + 4);
  const isPublic = ["gov.uk", "nhs.uk", "police.uk", "gov dot uk", "nhs dot uk", "police dot uk"].some((body) => host.includes(body));
  if (isPublic || (/^[a-z]*$/.test(name) && (small(marked, name) || plainWord(marked, name)) && !host.includes(" dot "))) return "no";
  return hit("EMAIL", start, end);
};

export const handle: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const name = s.replace(/^[@ ]+/, "");
  const spaced = s.startsWith("@ ");
  // "@ Sally Army": at a place.
  if (spaced && !name.includes("_") && marked.normal.capital[end - name.length]) return "no";
  const telling = name.includes("_") || (hasDigit(name) && !startsDigit(name));
  if (startsDigit(name) && !name.includes("_") && countDigits(name) + 2 >= name.length) return "no";
  const foreign = name.length >= 5 && !marked.words.harmless(name) && !marked.words.slip(name, false);
  return telling || (!spaced && !plainWord(marked, name)) || (spaced && foreign) ? hit("HANDLE_URL", start, end) : "no";
};

export const account: Check = (marked, start, wholeEnd) => {
  const s = marked.part(start, wholeEnd).replace(/\.+$/, "");
  const end = start + s.length;
  if (!hasLower(s) || small(marked, s) || /(?:^|[^a-z])x-$/.test(marked.before(start))) return "no";
  if (s.includes("_") || (s.replace(/^\.+|\.+$/g, "").includes(".") && !s.includes(".."))) return hit("HANDLE_URL", start, end);
  if (hasDigit(s)) {
    const spelt = letters(s);
    const measure = startsDigit(s) && (spelt.length <= 2 || plainWord(marked, spelt));
    return measure ? "no" : hit("HANDLE_URL", start, end);
  }
  if ((marked.words.facts(s) & (COMMON | WORDLY | SURNAME | NAMELY)) !== 0 || s.length < 3) return "no";
  // "fb group", "whatsapp grps": small formations and slips are words.
  if (s.split("-").every((part) => marked.words.harmless(part) || marked.words.slip(part, false))) return "no";
  return hit("HANDLE_URL", start, end);
};

/** "kehinde2003": a name with a number, not "covid19". */
export const lettered: Check = (marked, start, end, kind) => {
  const parts = full(marked.part(start, end).split(/[^a-z]/));
  const harmless = parts.every((part) => part.length < 4 || marked.words.harmless(part) || marked.words.slip(part, false));
  return harmless || /[/.@]$/.test(marked.before(start)) ? "no" : hit(kind, start, end);
};
