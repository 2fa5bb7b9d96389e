// Spans of time by their length: git's dates are in seconds, JavaScript's in milliseconds.

/** A day, as git counts. */
export const SECONDS_PER_DAY = 86_400;
/** A day, as JavaScript counts. */
export const MILLISECONDS_PER_DAY = 86_400_000;
/** A year of 365.25 days. */
export const SECONDS_PER_YEAR = 31_557_600;
