import { defineConfig } from 'vitest/config'

const SERVICE = 'test/server/**/*.test.ts'
const WEB = 'test/web/**/*.test.ts'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'parts', include: ['test/**/*.test.{ts,tsx}'], exclude: [SERVICE, WEB] },
      },
      // The files of the next two follow each other in one process, as requests do in a server: to load it anew for each takes longer.
      {
        extends: true,
        test: {
          name: 'service',
          include: [SERVICE],
          isolate: false,
          globalSetup: ['test/run-folder.ts'],
          setupFiles: ['test/server/support/close-services.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: [WEB],
          isolate: false,
          globalSetup: ['test/run-folder.ts'],
          setupFiles: ['test/web/end-visits.ts'],
          // After all others: browsers leave little of two cores to the databases.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
