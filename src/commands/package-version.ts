// The version that this package has.
import { readFileSync } from 'node:fs';
import { PACKAGE_JSON } from '../config/locations.js';

/** As package.json says it. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(PACKAGE_JSON, 'utf8')) as { version: string }).version;
}
