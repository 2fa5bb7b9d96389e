// The committed schemas of plan, forecast and fixes are those of the code.
import { expect, test } from 'vitest';
import { sheetJsonSchemas } from '../../src/report/sheet/schemas.js';

test.each(Object.entries(sheetJsonSchemas()))(
  '%s is the one the code describes (vitest -u writes it)',
  async (name, schema) => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../config/schema/${name}`);
  },
);
