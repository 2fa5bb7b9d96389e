// Small schemas that occur in many places of a JSON output.
import { z } from 'zod';

/** A git object id, SHA-1 or SHA-256. */
export const oid = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
  .describe('Object id.');

/** A point in time. */
export const time = z
  .string()
  .regex(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/)
  .describe('ISO 8601 in UTC.');

/** An amount. */
export const count = z.int().min(0);

/** A share of a whole. */
export const share = z.number().min(0).max(1);

/** Information. */
export const bits = z.number().describe('Information in bits.');
