// Mail for whoever reads it: archives of lists, mailboxes of patches.
export type { Mail } from './mail.js';
export { mailedPatch } from './mailed-patch.js';
export { parseMail } from './parse-mail.js';
export { parsePatchSubject, withoutReply } from './patch-subject.js';
export { splitMbox } from './split-mbox.js';
