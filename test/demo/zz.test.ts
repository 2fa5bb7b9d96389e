import { test } from 'vitest';
import { makeDemo } from '../../src/demo/make-demo.js';
test('x', async () => { const t = performance.now(); await makeDemo('/tmp/demo-try'); console.log('ms', performance.now() - t); });
