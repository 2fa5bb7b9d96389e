// Mailboxes, and files of `git format-patch`: of a series that was sent several times the newest version counts.
import type { FileTree } from '../../git/tree-files.js';
import { mailedPatch, type Mail, parseMail, parsePatchSubject, splitMbox } from '../../mail/index.js';
import { messageOf } from '../../errors.js';
import { parsePatchText } from '../../patch/parse-patch-text.js';
import { newestVersions, type Posted } from '../mailed-series.js';
import type { FoundPatch, PatchReader, Remark } from '../reader.js';
import { problemsAt, tooLarge } from '../remarks.js';

/** Reads the mailbox at the path, or all mailboxes and mails in the folder. */
export const mbox: PatchReader = {
  kind: 'mbox',
  read: async (tree, files) => {
    const remarks: Remark[] = [];
    const posted: Posted[] = [];
    for (const path of await mailFiles(tree, files.path)) {
      const content = (await tree.read([path])).get(path);
      if (!content) {
        remarks.push(...tooLarge(path).remarks);
        continue;
      }
      for await (const { raw, line } of mailsIn(content)) {
        const mail = await parseMail(raw).catch((error: unknown) => messageOf(error));
        if (typeof mail === 'string') remarks.push({ path, line, says: `a mail that cannot be read: ${mail}` });
        else posted.push(...postedIn(mail, raw, path, line, files.strip ?? 1, remarks));
      }
    }
    const { patches, remarks: missing } = newestVersions(posted);
    return { patches, pins: [], remarks: [...remarks, ...missing] };
  },
};

async function mailFiles(tree: FileTree, path: string): Promise<readonly string[]> {
  const all = await tree.list(path);
  return all.filter((name) => name === path || /\.(?:mbox|mbx|eml|patch|mail)$|(?:^|\/)mbox[^/]*$/.test(name));
}

/** The mails of a mailbox and the line at which each begins; a file that is no mailbox is one mail. */
async function* mailsIn(content: Buffer): AsyncGenerator<{ raw: Buffer; line: number }> {
  if (!content.subarray(0, 5).equals(Buffer.from('From '))) {
    yield { raw: content, line: 1 };
    return;
  }
  let [line, counted] = [1, 0];
  for await (const { raw, start } of splitMbox(once(content))) {
    for (let at = content.indexOf(10, counted); at >= 0 && at < start; at = content.indexOf(10, at + 1)) {
      line += 1;
      counted = at + 1;
    }
    yield { raw, line };
  }
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(content);
}

function postedIn(mail: Mail, raw: Buffer, path: string, line: number, strip: number, remarks: Remark[]): Posted[] {
  const told = parsePatchSubject(mail.subject);
  const patch = mailedPatch(mail);
  if (!patch) return told?.series.part === 0 ? [{ mail, series: told.series, subject: told.subject, patch: null }] : [];
  const { files, problems, lost } = parsePatchText(patch.diff, strip);
  remarks.push(...problemsAt(path, problems, line + diffLine(raw)));
  const found: FoundPatch = {
    path,
    line,
    message: patch.message,
    author: patch.author,
    date: mail.date,
    files,
    wholes: [],
    lost,
  };
  return [{ mail, series: patch.series, subject: patch.subject, patch: found }];
}

/** Lines of a mail above its diff. */
function diffLine(raw: Buffer): number {
  const lines = raw.toString('latin1').split('\n');
  return Math.max(
    0,
    lines.findIndex(
      (line, at) => line.startsWith('diff --git ') || (/^--- \S/.test(line) && /^\+\+\+ \S/.test(lines[at + 1] ?? '')),
    ),
  );
}
