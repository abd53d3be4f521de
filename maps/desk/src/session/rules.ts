/** What was pasted to sign in: a whole link, or the code alone; null when it is neither. */
export function codeIn(pasted: string): string | null {
  const text = pasted.trim();
  const inLink = /[#?&]code=([^&\s]+)/.exec(text)?.[1];
  if (inLink !== undefined) return decodeURIComponent(inLink);
  return /^[A-Za-z0-9_-]{6,200}$/.test(text) ? text : null;
}
