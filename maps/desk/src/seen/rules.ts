/** How many people hold each role, the most common first. */
export function byRole(people: readonly { role: string }[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { role } of people) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
