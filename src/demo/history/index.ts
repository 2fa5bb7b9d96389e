// The history builder: tell a history in memory, stream it to git. Used by the demo, the tests and the benchmark.
export type { Text } from './bytes.js';
export type { Change, Changes } from './change.js';
export { type Commit, subjectOf, type Tag, textIn } from './commit.js';
export * from './edit.js';
export { fastImportStream } from './fast-import-stream.js';
export { history } from './history.js';
export type { ObjectFormat } from './objects.js';
export type { History, HistoryOptions } from './telling.js';
