import { defineConfig } from 'vitest/config';

/** Unit tests touch no disk beyond fixtures; integration tests use a real disk, real workers and real kills. */
export default defineConfig({
  define: { __CHAINMAIL_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 60_000,
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/helpers/no-network.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          setupFiles: ['test/helpers/no-network.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // Most of them wait for processes that they started.
          maxWorkers: 2,
          // Limits on reading a message count the wall clock, which a busy machine can run into; what needed it is marked.
          retry: 2,
        },
      },
    ],
  },
});
