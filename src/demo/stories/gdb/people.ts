// Who works on upstream's GDB in the story; nobody of this name does in the world.

/** By first name. */
export const GDB_PEOPLE = {
  ilse: 'Ilse Varga <ilse@example.org>',
  pavel: 'Pavel Dumont <pdumont@example.org>',
  rosa: 'Rosa Lindqvist <rosa.lindqvist@example.org>',
  keiko: 'Keiko Arai <karai@example.org>',
} as const;
