// The written form of a fleet file: which project files, and which list of packages, make the fleet.
import { z } from 'zod';
import { writtenSettings } from './settings-schema.js';
import { glob, place, projectName } from './text-schema.js';

const packages = z.strictObject({
  list: place.describe(
    'A file with one package a line and tab-separated columns, relative to this file. Its first line names the columns; ' +
      'one of them is `name`. Lines that begin with # are left out.',
  ),
  project: z
    .record(z.string(), z.unknown())
    .describe('A project, as in a project file; `${column}` stands for the text in that column of the list.'),
});

/** A fleet file as written. Unknown keys are errors. */
export const writtenFleet = z
  .strictObject({
    name: projectName.optional().describe("Name of the fleet. Left out: this file's name without its ending."),
    projects: z.array(glob).optional().describe('Project files: paths or globs, relative to this file.'),
    packages: packages.optional().describe('Projects that are alike but for a few words each.'),
    settings: writtenSettings.optional().describe("The fleet's own thresholds, over the packaged ones."),
  })
  .refine((fleet) => fleet.projects !== undefined || fleet.packages !== undefined, {
    error: 'expected projects, packages or both: without them the fleet is empty',
  })
  .describe('Many projects that workers follow together.');
export type WrittenFleet = z.infer<typeof writtenFleet>;
