// A result laid out as groups of rows: what plan, forecast and fixes have in common, before any format.
import type { Notice } from '../../model/notice.js';
import type { Style } from '../style.js';

/** One patch or commit: its id, a word about it, its subject, and sentences below. */
export interface SheetRow {
  readonly id: string;
  readonly word: string;
  readonly style: Style;
  readonly text: string;
  readonly below: readonly string[];
}

export interface SheetGroup {
  readonly title: string;
  /** What its rows have in common. */
  readonly meaning: string;
  readonly rows: readonly SheetRow[];
}

export interface Sheet {
  readonly title: string;
  /** Labels of at most eleven letters, and what stands behind each. */
  readonly facts: readonly (readonly [string, string])[];
  readonly groups: readonly SheetGroup[];
  readonly notices: readonly Notice[];
}

/** A result and how it is laid out; `value` is its JSON form, `schemaVersion` included. */
export interface Laid {
  readonly value: object;
  readonly sheets: readonly Sheet[];
}
