// The text of a quilt series, edited: all that people wrote in it stays.

/** Turns the lines of these patches into comments that say why; names are as the series has them, reasons of one line. */
export function commentOut(series: string, dropped: ReadonlyMap<string, string>): string {
  return series
    .split('\n')
    .map((line) => {
      const name = /^\s*([^\s#]+)/.exec(line)?.[1];
      const why = name === undefined ? undefined : dropped.get(name.replace(/^(?:\.\/)+/, ''));
      return why === undefined ? line : `# ${line.trim()} # ${why}`;
    })
    .join('\n');
}
