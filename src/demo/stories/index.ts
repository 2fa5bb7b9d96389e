// The demo's projects: a new one is a folder beside this file and a line here.
import { tellGdb } from './gdb/story.js';
import { tellQemuNvmm } from './qemu-nvmm/story.js';
import { tellJemalloc } from './jemalloc/story.js';
import type { Story } from './story.js';

export type { Story } from './story.js';

/** Each tells one project, anew at every call. */
export const STORIES: readonly (() => Story)[] = [tellGdb, tellQemuNvmm, tellJemalloc];
