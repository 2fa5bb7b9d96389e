// All readers of patches that lie in files, one for each `downstream.kind` beside `branch`.
import type { ReaderKind } from '../../model/config.js';
import type { PatchReader } from '../reader.js';
import { pkgsrc } from './pkgsrc.js';
import { quilt } from './quilt.js';

export const READERS: Readonly<Record<ReaderKind, PatchReader>> = { pkgsrc, quilt };
