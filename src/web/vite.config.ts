import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
/** Where setup.mjs and the server look for the built application. */
const BUILT = fileURLToPath(new URL('../../node_modules/.quanheng-web', import.meta.url))
/** The server beside the development server; it takes changes from its own address only. */
const SERVER = `http://127.0.0.1:${process.env.QUANHENG_PORT ?? '8787'}`

/** Every text file once more as .br and .gz, so that the server only picks one. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle() {
      const folder = process.env.QUANHENG_WEB_OUT ?? BUILT
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg|json)$/.test(name)) continue
        const bytes = readFileSync(join(folder, name))
        if (bytes.length < 1024) continue
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
      }
    },
  }
}

export default defineConfig({
  root: here,
  plugins: [react(), precompress()],
  build: {
    outDir: process.env.QUANHENG_WEB_OUT ?? BUILT,
    emptyOutDir: true,
    target: 'es2022',
    // The policy of the server forbids inline resources other than small pictures.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    manifest: 'manifest.json',
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api/v1': { target: SERVER, changeOrigin: true, headers: { origin: SERVER } } } },
})
