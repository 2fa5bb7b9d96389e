// Who works on jemalloc and on the service's build of it in the story; nobody of this name does in the world.

/** By first name: the service's people first. */
export const JEMALLOC_PEOPLE = {
  sana: 'Sana Iqbal <sana.iqbal@service.example.org>',
  marek: 'Marek Nowotny <marek@service.example.org>',
  ruth: 'Ruth Abara <ruth.abara@example.org>',
  finn: 'Finn Castellan <finn@example.org>',
  yuki: 'Yuki Bergström <yuki.b@example.org>',
} as const;
