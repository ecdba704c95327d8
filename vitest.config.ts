import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'server/**/*.test.ts',
      'migrations/**/*.test.ts',
      'tests/**/*.test.ts'
    ],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000
  }
});
