// All readers of patches that lie in files, one for each `downstream.kind` beside `branch`.
import type { ReaderKind } from '../../model/config.js';
import type { PatchReader } from '../reader.js';
import { debian } from './debian.js';
import { freebsdPorts } from './freebsd-ports.js';
import { mbox } from './mbox.js';
import { openwrt } from './openwrt.js';
import { pkgsrc } from './pkgsrc.js';
import { quilt } from './quilt.js';
import { vendored } from './vendored.js';
import { yocto } from './yocto.js';

export const READERS: Readonly<Record<ReaderKind, PatchReader>> = {
  pkgsrc,
  quilt,
  debian,
  'freebsd-ports': freebsdPorts,
  openwrt,
  yocto,
  mbox,
  vendored,
};
