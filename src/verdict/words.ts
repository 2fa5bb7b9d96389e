// How commits and shares are named in the sentences of a verdict.

export { percent } from '../model/percent.js';
export { shortId as short } from '../model/short-id.js';
