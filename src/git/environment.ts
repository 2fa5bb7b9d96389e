// The environment every git process runs in: nothing of the caller's settings reaches it but where to find programs and the home folder.

/** Variables of the caller that git needs to start and to find its certificates and proxies. */
const KEPT = ['PATH', 'HOME', 'USERPROFILE', 'SYSTEMROOT', 'TMPDIR', 'TEMP', 'TMP', 'XDG_CONFIG_HOME'] as const;

/** Configuration that holds in every repository, above its own: nothing configured there is run. */
const HARDENED: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.quotePath', 'false'],
  ['core.attributesFile', '/dev/null'],
  ['core.commitGraph', 'true'],
  // A shared index would be written beside the user's own.
  ['core.splitIndex', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

export interface EnvironmentOptions {
  /** True only for `sync`: lets git use the network and the user's credentials and proxies. */
  readonly network?: boolean;
  /** True where no configuration of the user or the system is wanted: Landfall's own scratch repositories. */
  readonly sealed?: boolean;
  /** Configuration of this one process: keys and values. A secret is seen by nobody who lists processes. */
  readonly config?: readonly (readonly [string, string])[];
}

/** The whole environment for one git process. Replace refs are off, locks are not taken, prompts are refused. */
export function gitEnvironment(options: EnvironmentOptions = {}): Record<string, string> {
  const environment: Record<string, string> = {
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ATTR_NOSYSTEM: '1',
    // Written when a buffer is full, not after each commit: a seventh of the time of a git that lists a history.
    GIT_FLUSH: '0',
  };
  for (const key of KEPT) {
    const value = process.env[key];
    if (value !== undefined) environment[key] = value;
  }
  if (options.network) {
    for (const [key, value] of Object.entries(process.env)) {
      if (value !== undefined && /^(https?_proxy|no_proxy|all_proxy|SSH_AUTH_SOCK|GIT_SSL_\w+)$/i.test(key))
        environment[key] = value;
    }
  } else {
    // A partial clone would fetch what it lacks: with no transport allowed it fails at once and the commit is noted as unreadable.
    environment.GIT_ALLOW_PROTOCOL = 'none';
    environment.GIT_NO_LAZY_FETCH = '1';
  }
  if (options.sealed) {
    environment.GIT_CONFIG_NOSYSTEM = '1';
    environment.GIT_CONFIG_GLOBAL = '/dev/null';
  }
  const config = [...HARDENED, ...(options.config ?? [])];
  environment.GIT_CONFIG_COUNT = String(config.length);
  config.forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return environment;
}
