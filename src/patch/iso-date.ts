// Git's dates in the form reports give them.

/** ISO 8601 in UTC of seconds since 1970. A date that no calendar has (git takes any number) becomes 1970. */
export function isoDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}

/** The day of it: `2026-01-31`. */
export function isoDay(seconds: number): string {
  return isoDate(seconds).slice(0, 'YYYY-MM-DD'.length);
}
