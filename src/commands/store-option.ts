// The option that names a store which several machines share.
import { Option } from '@commander-js/extra-typings';
import type { World } from './command.js';

/** Where the store is. */
export const STORE = new Option('--store <address>', 'PostgreSQL store, postgres://... (default: $LANDFALL_STORE)');

export interface StoreOptions {
  readonly store?: string | undefined;
}

/** The address of the store; undefined where none is named. */
export function storeAddress({ env }: World, { store }: StoreOptions): string | undefined {
  return store ?? (env['LANDFALL_STORE'] || undefined);
}
