import { inject } from 'vitest'

// Runs before every test file of the projects that name it in vitest.config.ts; read by src/server/kernel/worker-entry.mjs.
process.env.QUANHENG_BUILT_THREADS = inject('programs')
