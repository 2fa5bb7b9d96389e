// Lists by key, grown in place: copying a list for each of some ten thousand mails would cost their square.

/** Puts a value behind those that its key has. */
export function addToList<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
