// The kinds of text a config file may hold, each with the sentence that says what was expected.
import { z } from 'zod';
import { hasSoundVariables } from './expand.js';

// Control characters, and halves of surrogate pairs: no file can hold the latter as UTF-8.
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** One line of text without control characters, such as a title or a revision. */
export const line = z
  .string()
  .min(1)
  .refine((text) => !UNPRINTABLE.test(text), {
    error: 'expected one line of text, without control characters',
  });

/** A project's name: also the name of its files, so letters, digits, `.`, `_` and `-` only. */
export const projectName = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9._-]*$/u, {
    error: 'expected small letters, digits, dots, dashes and underscores, beginning with a letter or digit',
  });

/** A path or URL that may hold `~`, `${NAME}` and `${NAME:-default}`. */
export const place = line
  .refine((text) => !text.startsWith('-'), {
    error: 'expected a path or URL; one that begins with a dash is an option',
  })
  .refine(hasSoundVariables, { error: 'expected variables as ${NAME} or ${NAME:-default}; write $${ for a plain ${' });

/** The name of a branch to write to; git has the last word on it. */
export const branchName = line.refine((text) => /^(?!-|refs\/)[^\s~^:?*[\\]+$/u.test(text), {
  error: "expected the short name of a branch, such as 'landfall-state'",
});

/** A pattern over names or paths; a leading `!` leaves out what matches. */
export const glob = line.refine((text) => text !== '!', { error: "expected a pattern behind the '!'" });

/** A path filter: relative to the root of the repository, inside it. */
export const pathFilter = line.refine((text) => !text.startsWith('/') && !text.split('/').includes('..'), {
  error: "expected a path relative to the repository's root, such as src/net",
});

/** A commit or patch id, whole or shortened. */
export const objectId = z.string().regex(/^[0-9a-fA-F]{7,64}$/u, { error: 'expected 7 to 64 hex digits' });

/** An http or https URL. */
export const webAddress = line.refine((text) => /^https?:\/\/[^\s/]/u.test(text), {
  error: 'expected a URL that begins with https://',
});

/** A mail address, such as a mailing list's. */
export const mailAddress = line.refine((text) => /^[^\s@]+@[^\s@]+$/u.test(text), {
  error: 'expected a mail address, such as list@example.org',
});

/** A day, as in 2026-12-31. */
export const day = z.string().refine((text) => z.iso.date().safeParse(text).success, {
  error: 'expected a day such as 2026-12-31',
});
