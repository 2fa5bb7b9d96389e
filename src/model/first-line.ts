// What of a failure is shown where there is room for a line.

/** The first line: git says the rest once more below it. */
export function firstLine(says: string): string {
  return says.split('\n', 1)[0] ?? '';
}
