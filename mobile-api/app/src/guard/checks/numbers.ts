/** Runs of digits: telephones, accounts, dates. Twin of `checks/numbers.rs`. */

import { type Check, countDigits, full, hit, isDigit, letters, shouted, small, startsDigit, value } from "./signs";

export const iban: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  return countDigits(s) >= 10 && s.replace(/[^0-9a-z]/g, "").length >= 15 ? hit("BANK", start, end) : "no";
};

export const digits: Check = (marked, start, end, kind) => {
  const s = marked.part(start, end);
  const first = letters(s.slice(0, 2));
  const cue = marked.cue("id", start) || marked.before(start).includes("nino") || marked.before(start).includes("insurance");
  if (countDigits(s) < (cue ? 2 : 4) || (small(marked, first) && s[2] === " " && !shouted(marked, start, end) && !cue)) return "no";
  return hit(kind, start, end);
};

/** Full dates. From so long ago that no note is about the day, or said to be a birthday: taken out. */
export const born: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const groups = full(s.split(/[^0-9]/));
  const spelt = letters(s) !== "";
  if (marked.cue("dob", start) || marked.cue("dob-after", end)) return hit("DOB", start, end);
  const first = groups[0];
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return "no";
  const yearText = first.length === 4 ? first : last;
  if (!spelt) {
    // Parted the same way twice: "1/3, 36 Mill Lane" is no day.
    const signs = full(s.split(/[0-9]/).map((sign) => sign.trim()));
    if ((signs.length === 2 && signs[0] !== signs[1]) || signs.length === 1) return "no";
    if (groups.length !== 3 || (groups.every((group) => group.length === 2) && marked.cue("bank", start))) return "no";
    const day = value((first.length === 4 ? groups[2] : first) ?? "");
    const month = value(groups[1] ?? "");
    if (day === 0 || month === 0 || day > 31 || (month > 12 && day > 12)) return "no";
  }
  if (yearText.length < 2 || groups.length < 2) return "no";
  // "3 Nov. 07 4482 91730": the number goes on.
  if (spelt && yearText.length === 2 && /^ ?[0-9]{3}/.test(marked.after(end))) return "no";
  if (spelt && yearText.length === 2) {
    const year = value(yearText);
    const past = year >= 31 && year <= 99 && startsDigit(s) && !marked.guarded("notunit", end) && !marked.cue("event", start);
    return past ? hit("DOB", start, end) : "keep-unless-named";
  }
  const short = value(yearText);
  const year = yearText.length === 2 ? (short <= 26 ? 2000 : 1900) + short : short;
  return year <= 2015 && !marked.cue("event", start) ? hit("DOB", start, end) : "keep-unless-named";
};

/** Ten digits in the groups of an NHS number. */
export const nhsShape: Check = (marked, start, end) =>
  /[+$]$/.test(marked.before(start)) || /^[-/]/.test(marked.after(end)) ? "no" : hit("NHS_NUMBER", start, end);

/** A day in six figures: only a name beside it makes it one. */
export const bareDate: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const day = value(s.slice(0, 2));
  const month = value(s.slice(2, 4));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && !/[$/.-]$/.test(marked.before(start)) ? "keep-unless-named" : "no";
};

function nhsValid(digits: string): boolean {
  if (digits.length !== 10) return false;
  let sum = 0;
  for (let i = 0; i < 9; i += 1) sum += Number(digits[i]) * (10 - i);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** Runs of digits, whatever they are. */
export const number: Check = (marked, start, wholeEnd) => {
  if (marked.hits.some((each) => start < each.end && each.start < wholeEnd)) return "no";
  const s = marked.part(start, wholeEnd).replace(/[ .()-]+$/, "");
  const end = start + s.length;
  const digits = s.replace(/o/g, "0").replace(/l/g, "1").replace(/[^0-9]/g, "");
  const n = digits.length;
  // "o77oo 9ooo46": said to be digits by the way it begins.
  const spelt = n === 11 && /^[0o]7/.test(s) && countDigits(s) >= 3;
  if (countDigits(s) * 2 < n && !spelt) return "no";
  const money =
    marked.part(0, start).trimEnd().endsWith("$") || (marked.part(start - 1, start) === "," && isDigit(marked.part(start - 2, start)[0]));
  if (money || marked.cue("charity", start) || marked.cue("charity-after", end)) return n >= 5 ? "keep" : "no";
  let local = digits;
  if (digits.startsWith("0044")) local = digits.slice(4);
  else if (digits.startsWith("44") && (/^[+(]/.test(s) || n >= 12)) local = digits.slice(2);
  const national0 = local.startsWith("0") ? local.slice(1) : local;
  const national = s.startsWith("+") || digits.startsWith("0") || local.length < digits.length;
  const helpline = /^(?:30|33|34|37|55|80|84|87)/.test(national0);
  if (national && helpline && national0.length >= 7 && national0.length <= 11 && !marked.cue("nhs", start)) return "keep";
  const bank = marked.cue("bank", start) || ((n === 6 || n === 8) && marked.cue("bank-after", end));
  if (national && /^[0o+(4]/.test(s) && /^[127]/.test(national0) && national0.length >= 9 && national0.length <= 10)
    return hit(n === 10 && marked.cue("nhs", start) ? "NHS_NUMBER" : "PHONE", start, end);
  if (s.startsWith("+") && n >= 8) return hit("PHONE", start, end);
  const groups = full(s.split(/[^0-9a-z]/));
  const sizes = groups.map((group) => group.length);
  const shape = sizes.join();
  const century = digits.startsWith("19") || digits.startsWith("20");
  const sort = shape === "2,2,2" && ((s.match(/-/g) ?? []).length === 2 || bank);
  const years = groups.every((group) => group.length === 4 && /^(?:19|20)/.test(group)) || (shape === "4,2" && century);
  if ((years && !bank) || (shape === "4,2,2" && century)) return "no";
  if ((n >= 6 && bank) || (n >= 13 && n <= 19) || sort || shape === "2,2,2,8" || shape === "8,2,2,2") return hit("BANK", start, end);
  if ((marked.cue("nhs", start) && n >= 8 && n <= 11) || shape === "3,3,4") return hit("NHS_NUMBER", start, end);
  if (
    n === 10 &&
    nhsValid(digits) &&
    (groups.length === 1 || shape === "3,4,3" || shape === "2,2,2,2,2" || groups.length === 2) &&
    !marked.cue("id", start)
  )
    return hit("NHS_NUMBER", start, end);
  if (marked.cue("id", start) && n >= 5 && groups.length <= 3) return "no";
  const large = sizes.every((size) => size >= 3);
  if (n >= 6 && n <= 8 && large && marked.cue("phone", start)) return hit("PHONE", start, end);
  // "10 20 30 40", "700 homes", "1 000 000": counted on, or an amount.
  const counted = sizes.every((size) => size <= 2);
  if (n < 7 || counted || (sizes.slice(1).every((size) => size === 3) && digits.endsWith("000")) || (s.includes(".") && groups.length > 1))
    return "no";
  return (national || groups.length > 1) && large ? hit("PHONE", start, end) : "no";
};

/** Six figures in twos: a sort code by what stands beside it, or because no day is meant. */
export const sort: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const beside = marked.hits.some(
    (each) => each.kind === "BANK" && ((each.end <= start && start - each.end <= 8) || (end <= each.start && each.start - end <= 8)),
  );
  if (beside || marked.cue("bank", start) || marked.cue("bank-after", end)) return hit("BANK", start, end);
  const parts = full(s.split(/[^0-9]/)).map(value);
  const [a = 0, b = 0] = parts;
  if (parts.length !== 3) return "no";
  const day = (d: number, m: number): boolean => d >= 1 && d <= 31 && m >= 1 && m <= 12;
  const count = (signs: RegExp): number => (s.match(signs) ?? []).length;
  if ((count(/-/g) === 2 && !day(a, b)) || (count(/[./_]/g) === 2 && !day(a, b) && !day(b, a))) return hit("BANK", start, end);
  return "no";
};
