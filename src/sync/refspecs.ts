// What of a repository is fetched: its branches and tags, and refs elsewhere only where the config names them.

const ALWAYS = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
const FORGE = /^refs\/(?:pull|pull-requests|merge-requests|changes)\//u;

/**
 * The refspecs that bring the refs of these names or globs. A full ref name in the config adds a pattern, so that a ref
 * which is not there fails nobody's fetch. Globs over pull requests are left out: a forge holds tens of thousands of them.
 */
export function refspecsFor(refs: readonly string[]): readonly string[] {
  const named = refs.filter((ref) => ref.startsWith('refs/') && !/^refs\/(?:heads|tags)\//u.test(ref));
  const wanted = named.flatMap((ref) => {
    const plain = /^[^*?[{(!]*/u.exec(ref)?.[0] ?? '';
    if (plain === ref) return [`${ref}*`];
    return FORGE.test(plain) || plain.length <= 'refs/'.length ? [] : [`${plain}*`];
  });
  return [...ALWAYS, ...[...new Set(wanted)].map((pattern) => `+${pattern}:${pattern}`)];
}
