// Fills in what a path or URL leaves to the machine: `~`, `${NAME}` and `${NAME:-default}`.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A text with its variables filled in, and the names of those that had no value and no default. */
export interface Expanded {
  readonly text: string;
  readonly unset: readonly string[];
}

// `$${` stands for a plain `${`; a default ends at the first `}`.
const VARIABLE = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/gu;

/** Fills in the variables of a text. An empty value or default counts as none. */
export function expandVariables(text: string, env: Environment): Expanded {
  const unset: string[] = [];
  const filled = text.replace(VARIABLE, (whole: string, name: string | undefined, fallback: string | undefined) => {
    if (name === undefined) return '${';
    const value = env[name] || fallback || null;
    if (value === null) unset.push(name);
    return value ?? whole;
  });
  return { text: filled, unset };
}

/** Replaces a leading `~` or `~/` by the home folder. Other paths stay as they are. */
export function expandHome(path: string, env: Environment): string {
  if (path !== '~' && !path.startsWith('~/')) return path;
  return join(homeOf(env), path.slice(1));
}

/** The user's home folder: $HOME, else what the system says. */
export function homeOf(env: Environment): string {
  return env['HOME'] || homedir();
}

/** True when every `${` of a text begins a variable that can be read. */
export function hasSoundVariables(text: string): boolean {
  return !text.replace(VARIABLE, '').includes('${');
}

/** Writes a text so that expanding it gives the same text again. */
export function escapeVariables(text: string): string {
  return text.replaceAll('${', () => '$${');
}
