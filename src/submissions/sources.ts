// The kinds of sources, by the key that names them in a config file. A new one is one file and one line here.

/** Loads a kind of source: only those that a config names are read. */
export const SOURCES = {
  github: async () => (await import('./github/github.js')).github,
  mail: async () => (await import('./mail/mail.js')).mail,
  patchwork: async () => (await import('./patchwork/patchwork.js')).patchwork,
  patchew: async () => (await import('./patchew/patchew.js')).patchew,
} as const;
