// Who and when, in the form git writes into commits and tags: `Name <address> seconds zone`.
import { byteString, bytesOfByteString, type Text } from './bytes.js';

/** A moment: seconds since 1970, or ISO 8601; a zone other than UTC is kept (`2024-05-01T10:00:00+02:00`). */
export type Moment = number | string;

/** Seconds since 1970. Throws RangeError when the text is no date. */
export function secondsOf(moment: Moment): number {
  const seconds = typeof moment === 'number' ? moment : Date.parse(moment) / 1000;
  if (!Number.isInteger(seconds)) throw new RangeError(`not a date: ${moment}`);
  return seconds;
}

/** The line (a byte string) for a person, given as `Name <address>`, at a moment. */
export function stamp(person: Text, moment: Moment): string {
  const zone = typeof moment === 'string' ? /([+-]\d\d):(\d\d)$/.exec(moment) : null;
  return `${byteString(person)} ${secondsOf(moment)} ${zone ? `${zone[1]}${zone[2]}` : '+0000'}`;
}

/** The parts of such a line, fit to be written again. */
export function momentOf(line: string): { person: Buffer; moment: Moment } {
  const [, person = '', seconds = '', zone = ''] = /^(.*) (-?\d+) ([+-]\d{4})$/s.exec(line) ?? [];
  const offset = Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * 60;
  const local = new Date((Number(seconds) + offset) * 1000).toISOString().slice(0, 19);
  return { person: bytesOfByteString(person), moment: `${local}${zone.slice(0, 3)}:${zone.slice(3)}` };
}
