// Turns SIGINT, SIGTERM and SIGHUP into an AbortSignal, so that whatever is at work cleans up behind itself.
import { constants } from 'node:os';

/** What came of listening. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** 128 and the number of the signal that came, or null. */
  readonly exitCode: () => number | null;
}

/** Listens from now on. The second signal ends the process at once. */
export function listenForInterrupts(): Interrupt {
  const controller = new AbortController();
  let code: number | null = null;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (code !== null) process.exit(code);
      code = 128 + constants.signals[name];
      controller.abort();
    });
  }
  return { signal: controller.signal, exitCode: () => code };
}
