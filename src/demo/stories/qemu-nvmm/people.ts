// Who works on QEMU and on the fork in the story; nobody of this name does in the world.

/** By first name: the fork's people first. */
export const QEMU_PEOPLE = {
  bram: 'Bram Koenig <bram@bsdport.example.org>',
  lucia: 'Lucia Ferrante <lucia@bsdport.example.org>',
  oleg: 'Oleg Tarasov <otarasov@example.org>',
  hanna: 'Hanna Sjöberg <hanna.sjoberg@example.org>',
  devin: 'Devin Marsh <dmarsh@example.org>',
  ayumi: 'Ayumi Goto <ayumi.goto@example.org>',
} as const;
