import { defineConfig } from 'vitest/config'

/** Files that open our workbooks in another program, and files that try many random inputs: not what is run at every change. */
const OFFICE = 'test/**/*.office.test.ts'
/** Builds what tests start as programs and threads of their own. */
const PROGRAMS = 'test/built-programs.ts'
/** A PostgreSQL for those who ask. */
const POSTGRES = 'test/run-postgres.ts'
const RANDOM = 'test/**/*.random.test.ts'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Answers while one works: files without a database, and the parts of the screens. They follow each other in one process.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{architecture,base,engine,domain,rulebook,sheets,appraisal}/**/*.test.ts', 'test/web/**/*.test.tsx'],
          exclude: [OFFICE, RANDOM],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          include: ['test/store/**/*.test.ts'],
          isolate: false,
          globalSetup: [PROGRAMS, POSTGRES],
          setupFiles: ['test/built-threads.ts'],
        },
      },
      { extends: true, test: { name: 'worlds', include: ['test/worlds/**/*.test.ts', RANDOM], globalSetup: [PROGRAMS] } },
      // Whole programs as users start them, and what they write opened in LibreOffice.
      { extends: true, test: { name: 'programs', include: ['test/{e2e,setup,docs}/**/*.test.ts', OFFICE], globalSetup: [PROGRAMS] } },
      { extends: true, test: { name: 'bench', include: ['test/bench/**/*.test.ts'] } },
      // The files of the next two follow each other in one process too, as requests do in a server: to load it anew for each takes longer.
      {
        extends: true,
        test: {
          name: 'service',
          include: ['test/server/**/*.test.ts'],
          isolate: false,
          globalSetup: ['test/run-folder.ts', PROGRAMS, POSTGRES],
          setupFiles: ['test/server/support/close-services.ts', 'test/built-threads.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: ['test/web/**/*.test.ts'],
          isolate: false,
          globalSetup: ['test/run-folder.ts', PROGRAMS],
          setupFiles: ['test/web/end-visits.ts', 'test/built-threads.ts'],
          // After all others: browsers leave little of two cores to the databases.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
