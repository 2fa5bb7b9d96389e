// Exports the schemas of the written files as JSON Schema, so that editors complete and check them.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SCHEMA_FOLDER } from './locations.js';
import { writtenFleet } from './fleet-schema.js';
import { writtenProject } from './schema.js';
import { writtenSettings } from './settings-schema.js';

/** The JSON Schema files of config/schema: name to text. Draft 7, the newest that YAML editors know well. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return {
    'project.schema.json': render(writtenProject, 'Landfall project'),
    'fleet.schema.json': render(writtenFleet, 'Landfall fleet'),
    'defaults.schema.json': render(writtenSettings, 'Landfall defaults'),
  };
}

/** Writes these files (npm run schema). */
export async function writeJsonSchemas(folder: string = SCHEMA_FOLDER): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(jsonSchemas())) await writeFile(join(folder, name), text);
}

function render(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}
