import { defineConfig } from '@playwright/test';

/**
 * Tests in the real window. One at a time: each opens a whole Chainmail. `npm run e2e` has no retries. `npm test` grants each
 * test two more attempts, because a loaded machine can stop a virtual display for longer than a test waits; what needed
 * it is named as flaky, with what the processes were doing attached, and is to be looked into.
 * Started by resources/tooling/e2e.mjs and test.mjs, which choose the Electron and the display.
 */
export default defineConfig({
  testDir: 'test',
  outputDir: 'build/test-results/playwright',
  workers: 1,
  retries: 0,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['CHAINMAIL_E2E_RESULTS'] ?? 'build/test-results/playwright.json' }],
  ],
  projects: [
    { name: 'e2e', testMatch: 'e2e/**/*.spec.ts' },
    { name: 'security', testMatch: 'security/*.spec.ts' },
    { name: 'tour', testMatch: 'e2e/tour.ts', timeout: 300_000 },
    { name: 'bench', testMatch: 'bench/window.ts' },
  ],
});
